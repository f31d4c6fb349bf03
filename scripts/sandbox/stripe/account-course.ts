import type Stripe from 'stripe'
import type { Draft } from '../draft.ts'
import { emitThin } from './events.ts'
import { missing } from './errors.ts'

type Account = Stripe.V2.Core.Account

/** The bank account to which a connected account is paid out. */
export interface PayoutAccount {
  id: string
  bankAccount: string
  holder: string
  iban: string
  /** A payout to it failed: nothing is paid out by itself until the holder gives one again. */
  isBroken: boolean
}

/** The account, or the refusal that names the parameter which spoke of it. */
export function findAccount(draft: Draft, id: string, param?: string): Account {
  const account = draft.get('v2_account', id)
  if (account === undefined) throw missing('account', id, param)
  return account
}

/** The status of the capability to receive transfers; undefined when it was not asked for. */
export function transfersStatus(account: Account): string | undefined {
  return transfersOf(account)?.status
}

/**
 * The holder told who they are and where their bank account is. Stripe may want more still, and then the account
 * stays, or becomes, restricted.
 */
export function completeOnboarding(
  draft: Draft,
  id: string,
  told: { holder: string; iban: string; isEnough: boolean },
): void {
  const { holder, iban } = told
  const bankAccount = draft.get('payout_account', id)?.bankAccount ?? draft.nextId('ba_1')
  draft.put('payout_account', id, { id, bankAccount, holder, iban, isBroken: false }, id)
  draft.schedule({
    id: `payout-of:${id}`,
    kind: 'plan_automatic_payout',
    target: id,
    owner: id,
    dueAtMs: draft.nowMs,
    soon: true,
  })
  const before = findAccount(draft, id)
  const entityType = before.identity?.entity_type
  const identity =
    entityType === 'individual'
      ? before.identity
      : {
          ...before.identity,
          business_details: { ...before.identity?.business_details, registered_name: holder },
        }
  draft.patch('v2_account', id, { identity, requirements: told.isEnough ? { entries: [] } : DUE })
  emitAbout(draft, id, 'v2.core.account[requirements].updated')
  setTransfers(draft, id, told.isEnough ? { status: 'active', status_details: [] } : RESTRICTED)
}

/** Stripe wants to know more before money may be sent to the account. */
export function restrictAccount(draft: Draft, id: string): void {
  findAccount(draft, id)
  draft.patch('v2_account', id, { requirements: DUE })
  emitAbout(draft, id, 'v2.core.account[requirements].updated')
  setTransfers(draft, id, RESTRICTED)
}

/** The account is closed for good: nothing can be transferred to it, nor paid out. */
export function closeAccount(draft: Draft, id: string): void {
  findAccount(draft, id)
  draft.patch('v2_account', id, { closed: true, requirements: { entries: [] } })
  emitAbout(draft, id, 'v2.core.account.closed')
  setTransfers(draft, id, {
    status: 'unsupported',
    status_details: [{ code: 'rejected_other', resolution: 'contact_stripe' }],
  })
}

function setTransfers(draft: Draft, id: string, transfers: StripeTransfers): void {
  const account = findAccount(draft, id)
  const before = transfersOf(account)
  if (before === undefined || before.status === transfers.status) return
  const { recipient } = account.configuration ?? {}
  draft.patch('v2_account', id, {
    configuration: {
      ...account.configuration,
      recipient: {
        applied: recipient?.applied ?? true,
        capabilities: {
          stripe_balance: { ...recipient?.capabilities?.stripe_balance, stripe_transfers: transfers },
        },
      },
    },
  })
  emitThin(draft, 'v2.core.account[configuration.recipient].capability_status_updated', {
    data: { updated_capability: 'stripe_balance.stripe_transfers' },
    related_object: relatedTo(id),
  })
}

function emitAbout(draft: Draft, id: string, type: string): void {
  emitThin(draft, type, { related_object: relatedTo(id) })
}

function relatedTo(id: string) {
  return { id, type: 'v2.core.account', url: `/v2/core/accounts/${id}` }
}

type StripeTransfers =
  Stripe.V2.Core.Account.Configuration.Recipient.Capabilities.StripeBalance.StripeTransfers

function transfersOf(account: Account): StripeTransfers | undefined {
  return account.configuration?.recipient?.capabilities?.stripe_balance?.stripe_transfers
}

/** The capability of an account of which Stripe wants to know more. */
export const RESTRICTED: StripeTransfers = {
  status: 'restricted',
  status_details: [{ code: 'requirements_past_due', resolution: 'provide_info' }],
}

/** What it wants to know. */
export const DUE: Stripe.V2.Core.Account.Requirements = {
  entries: [
    {
      awaiting_action_from: 'user',
      description: 'identity.business_details and an external account for payouts',
      errors: [],
      impact: {
        restricts_capabilities: [
          {
            capability: 'stripe_balance.stripe_transfers',
            configuration: 'recipient',
            deadline: { status: 'currently_due' },
          },
        ],
      },
      minimum_deadline: { status: 'currently_due' },
      requested_reasons: [{ code: 'routine_onboarding' }],
    },
  ],
  summary: { minimum_deadline: { status: 'currently_due' } },
}
