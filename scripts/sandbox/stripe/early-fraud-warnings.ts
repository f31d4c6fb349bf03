import type Stripe from 'stripe'
import type { Draft } from '../draft.ts'
import { emit } from './events.ts'
import { missing } from './errors.ts'
import { isAsked, isWithin, pageOf } from './lists.ts'
import { idOf } from './references.ts'
import type { EntryPoints } from './schema/entry-points.ts'

type Warning = Stripe.Radar.EarlyFraudWarning

/** The issuer's fraud types. https://docs.stripe.com/api/radar/early_fraud_warnings/object */
export const FRAUD_TYPES = [
  'unauthorized_use_of_card',
  'card_never_received',
  'fraudulent_card_application',
  'made_with_counterfeit_card',
  'made_with_lost_card',
  'made_with_stolen_card',
  'misc',
] as const

/** The card's issuer says that a payment may be fraud, before anybody disputes it. */
export function warnOfFraud(draft: Draft, chargeId: string, fraudType: string): Warning {
  const charge = draft.must('charge', chargeId)
  const id = draft.nextId('issfr_1')
  const warning: Warning = {
    id,
    object: 'radar.early_fraud_warning',
    actionable: isActionable(charge),
    charge: charge.id,
    created: draft.now,
    fraud_type: fraudType,
    livemode: false,
    ...(charge.payment_intent === null ? {} : { payment_intent: idOf(charge.payment_intent) }),
  }
  draft.put('early_fraud_warning', id, warning, '')
  emit(draft, 'radar.early_fraud_warning.created', warning, undefined, '')
  return warning
}

/** A warning no longer asks for anything once its charge is disputed or paid back in full. */
export function noteOnWarnings(draft: Draft, chargeId: string): void {
  const charge = draft.must('charge', chargeId)
  if (isActionable(charge)) return
  for (const warning of draft.all('early_fraud_warning')) {
    if (warning.charge !== chargeId || !warning.actionable) continue
    const after = draft.patch('early_fraud_warning', warning.id, { actionable: false })
    emit(draft, 'radar.early_fraud_warning.updated', after, { actionable: true }, '')
  }
}

export function retrieveWarning(draft: Draft, _params: object, id: string): Warning {
  const warning = draft.get('early_fraud_warning', id)
  if (warning === undefined || draft.owner !== '') throw missing('early fraud warning', id)
  return warning
}

export function listWarnings(draft: Draft, params: EntryPoints['early_fraud_warning_list']) {
  const found = draft
    .all('early_fraud_warning', draft.owner)
    .filter(
      w =>
        isAsked(w.charge, params.charge) &&
        isAsked(w.payment_intent, params.payment_intent) &&
        isWithin(w.created, params.created),
    )
  return pageOf(found, params, '/v1/radar/early_fraud_warnings', 'early fraud warning')
}

function isActionable(charge: Stripe.Charge): boolean {
  return !charge.disputed && !charge.refunded
}
