import type Stripe from 'stripe'
import type { Draft } from '../draft.ts'
import { changedFields } from './customers.ts'
import { emit } from './events.ts'
import { onlyEmulated } from './errors.ts'
import { balanceOf } from './funds.ts'
import type { EntryPoints } from './schema/entry-points.ts'

export function retrieveBalance(draft: Draft): Stripe.Balance {
  return balanceOf(draft, draft.owner)
}

/** How an account is paid out: the platform by hand, connected accounts every day. */
export function settingsOf(draft: Draft, owner: string): Stripe.BalanceSettings & { id: string } {
  const id = owner === '' ? 'platform' : owner
  const known = draft.get('balance_settings', id)
  if (known !== undefined) return known
  return {
    id,
    object: 'balance_settings',
    payments: {
      debit_negative_balances: false,
      payouts: {
        automatic_transfer_rules_by_currency: null,
        minimum_balance_by_currency: null,
        schedule: { interval: owner === '' ? 'manual' : 'daily' },
        statement_descriptor: null,
        status: 'enabled',
      },
      settlement_timing: { delay_days: 1, start_of_day: null },
    },
  }
}

export function retrieveBalanceSettings(draft: Draft): Stripe.BalanceSettings {
  return withoutId(settingsOf(draft, draft.owner))
}

export function updateBalanceSettings(
  draft: Draft,
  params: EntryPoints['balance_settings_update'],
): Stripe.BalanceSettings {
  onlyEmulated(params, ['payments'])
  const { payments = {} } = params
  onlyEmulated(payments, ['payouts', 'debit_negative_balances'])
  const before = settingsOf(draft, draft.owner)
  const { payouts = {} } = payments
  onlyEmulated(payouts, ['schedule', 'statement_descriptor'])
  const after = {
    ...before,
    payments: {
      ...before.payments,
      debit_negative_balances: payments.debit_negative_balances ?? before.payments.debit_negative_balances,
      payouts: {
        ...(before.payments.payouts as Stripe.BalanceSettings.Payments.Payouts),
        ...(payouts.schedule?.interval === undefined
          ? {}
          : { schedule: { interval: payouts.schedule.interval } }),
        ...(payouts.statement_descriptor === undefined
          ? {}
          : { statement_descriptor: payouts.statement_descriptor }),
      },
    },
  }
  const settings = withoutId(draft.put('balance_settings', after.id, after))
  emit(draft, 'balance_settings.updated', settings, changedFields(withoutId(before), settings))
  return settings
}

function withoutId({ id: _, ...settings }: Stripe.BalanceSettings & { id: string }): Stripe.BalanceSettings {
  return settings
}
