import type Stripe from 'stripe'
import { isoOf, msOfIso, secondsOf } from '../clock.ts'
import type { Draft } from '../draft.ts'
import { DUE, findAccount, RESTRICTED, transfersStatus } from './account-course.ts'
import { badParameter, notEmulated, onlyEmulated, StripeRefusal } from './errors.ts'
import { mergedMetadata } from './parameters.ts'
import type { EntryPoints } from './schema/entry-points.ts'

type Account = Stripe.V2.Core.Account

const CREATE = [
  'configuration',
  'contact_email',
  'contact_phone',
  'dashboard',
  'defaults',
  'display_name',
  'identity',
  'include',
  'metadata',
] as const

/** A connected account that can receive transfers once its holder has told who they are. */
export function createAccount(draft: Draft, params: EntryPoints['v2_account_create']): Account {
  onlyEmulated(params, CREATE)
  const { configuration = {}, defaults = {}, identity = {} } = params
  onlyEmulated(configuration, ['recipient'])
  const asked = configuration.recipient?.capabilities ?? {}
  onlyEmulated(asked, ['stripe_balance'])
  const id = draft.nextId('acct_1', 16)
  const asksTransfers = asked.stripe_balance?.stripe_transfers?.requested === true
  const account: Account = {
    id,
    object: 'v2.core.account',
    applied_configurations: configuration.recipient === undefined ? [] : ['recipient'],
    closed: false,
    configuration: configuration.recipient === undefined ? {} : { recipient: recipientOf(asksTransfers) },
    contact_email: params.contact_email,
    contact_phone: params.contact_phone,
    created: isoOf(draft.nowMs),
    dashboard: params.dashboard,
    defaults: {
      currency: defaults.currency ?? 'eur',
      locales: defaults.locales,
      profile: defaults.profile,
      responsibilities: {
        fees_collector: defaults.responsibilities?.fees_collector ?? 'stripe',
        losses_collector: defaults.responsibilities?.losses_collector ?? 'stripe',
        requirements_collector: params.dashboard === 'none' ? 'application' : 'stripe',
      },
    },
    display_name: params.display_name,
    identity: identityOf(identity),
    livemode: false,
    metadata: mergedMetadata({}, params.metadata),
    requirements: asksTransfers ? DUE : { entries: [] },
  }
  draft.put('v2_account', id, withoutUndefined(account), '')
  return shown(draft.must('v2_account', id), params.include)
}

export function retrieveAccount(
  draft: Draft,
  params: EntryPoints['v2_account_retrieve'],
  id: string,
): Account {
  return shown(findAccount(draft, id), params.include)
}

export function updateAccount(draft: Draft, params: EntryPoints['v2_account_update'], id: string): Account {
  onlyEmulated(params, ['contact_email', 'contact_phone', 'display_name', 'include', 'metadata'])
  const before = findAccount(draft, id)
  const after = draft.patch('v2_account', id, {
    contact_email: params.contact_email ?? before.contact_email,
    contact_phone: params.contact_phone ?? before.contact_phone,
    display_name: params.display_name ?? before.display_name,
    metadata: mergedMetadata(before.metadata ?? {}, params.metadata),
  })
  return shown(after, params.include)
}

export function listAccounts(draft: Draft, params: EntryPoints['v2_account_list']): Account[] {
  const { applied_configurations: wanted, closed = false } = params
  return draft
    .all('v2_account')
    .filter(a => (a.closed ?? false) === closed)
    .filter(
      a => wanted === undefined || wanted.every(w => (a.applied_configurations as string[]).includes(w)),
    )
    .map(a => shown(a, undefined))
}

/** Whether money may be transferred to the account. */
function canReceive(account: Account): boolean {
  return transfersStatus(account) === 'active'
}

/** The same account as API v1 shows it; only what a platform reads of it. */
export function retrieveV1Account(draft: Draft, _params: object, id: string): Stripe.Account {
  const account = findAccount(draft, id)
  const isActive = canReceive(account)
  return {
    id,
    object: 'account',
    business_type: account.identity?.entity_type === 'individual' ? 'individual' : 'company',
    capabilities: { transfers: isActive ? 'active' : 'inactive' },
    charges_enabled: false,
    country: account.identity?.country?.toUpperCase(),
    created: secondsOf(msOfIso(account.created)),
    default_currency: account.defaults?.currency ?? 'eur',
    details_submitted: draft.get('payout_account', id) !== undefined,
    email: account.contact_email ?? null,
    metadata: account.metadata ?? {},
    payouts_enabled: isActive,
    type: account.dashboard === 'none' ? 'none' : 'express',
  }
}

function recipientOf(asksTransfers: boolean): Stripe.V2.Core.Account.Configuration.Recipient {
  if (!asksTransfers) return { applied: true, capabilities: {} }
  return { applied: true, capabilities: { stripe_balance: { stripe_transfers: RESTRICTED } } }
}

function identityOf(identity: Stripe.V2.Core.AccountCreateParams['identity']): Account['identity'] {
  onlyEmulated(identity ?? {}, ['country', 'entity_type', 'business_details'])
  const { country, entity_type: entityType, business_details: business } = identity ?? {}
  onlyEmulated(business ?? {}, ['registered_name'])
  if (country !== undefined && !/^[A-Za-z]{2}$/.test(country)) {
    throw badParameter(undefined, `Country '${country}' is unknown.`, 'identity.country')
  }
  return {
    country: country?.toUpperCase(),
    entity_type: entityType,
    ...(business?.registered_name === undefined
      ? {}
      : { business_details: { registered_name: business.registered_name } }),
  }
}

const INCLUDABLE = ['configuration.recipient', 'defaults', 'identity', 'requirements']

/** API v2 shows these parts only when they are asked for; else they are left out. */
function shown(account: Account, include: readonly string[] | undefined = []): Account {
  for (const part of include)
    if (!INCLUDABLE.includes(part)) throw notEmulated(`including ${part}`, 'include')
  const { configuration, defaults, identity, requirements, ...always } = account
  return {
    ...always,
    ...(include.includes('configuration.recipient') ? { configuration } : {}),
    ...(include.includes('defaults') ? { defaults } : {}),
    ...(include.includes('identity') ? { identity } : {}),
    ...(include.includes('requirements') ? { requirements } : {}),
  }
}

/** API v2 leaves out what is not set. */
function withoutUndefined(account: Account): Account {
  return JSON.parse(JSON.stringify(account)) as Account
}

/** Refuses a transfer to an account that may not receive. */
export function checkCanReceive(account: Account): void {
  if (canReceive(account)) return
  throw new StripeRefusal(
    400,
    {
      type: 'invalid_request_error',
      code: 'insufficient_capabilities_for_transfer',
      message:
        'Your destination account needs to have at least one of the following capabilities enabled: transfers, crypto_transfers, legacy_payments',
    },
    'executed',
  )
}
