import type { ErrorObject } from 'ajv'
import { badParameter, type StripeRefusal } from './errors.ts'
import type { EntryPoints } from './schema/entry-points.ts'
import { type EntryName, sharedJudge } from './schema/judge.ts'

const INTENTS_AND_SESSIONS = [
  'checkout_session_create',
  'payment_intent_create',
  'payment_intent_update',
  'setup_intent_create',
]

/**
 * Checks the parameters of a request by the strict schema and gives them their type.
 * Throws a 400 with the code and the parameter's name in brackets, as Stripe does.
 */
export function readParameters<P extends EntryName>(name: P, raw: object, form: boolean): EntryPoints[P] {
  if ('payment_method_types' in raw && INTENTS_AND_SESSIONS.includes(name)) {
    // https://docs.stripe.com/changelog/endive/2026-09-30/remove-payment-method-types-checkout-sessions
    throw badParameter(
      'payment_method_types_no_longer_supported',
      'The payment_method_types parameter is no longer supported. Use allowed_payment_method_types instead.',
      'payment_method_types',
    )
  }
  const [fault] = sharedJudge().parameterFaults(name, raw, form)
  if (fault !== undefined) throw refusalOf(fault, raw)
  return raw as EntryPoints[P]
}

/** Metadata after a request: names are added or replaced, and one that is sent empty is taken away. */
export function mergedMetadata(
  before: Record<string, string>,
  sent: Record<string, string | number | null> | '' | null | undefined,
): Record<string, string> {
  if (sent === undefined) return before
  if (sent === '' || sent === null) return {}
  // A map takes every name, where writing to an object would set the prototype by the name `__proto__`.
  const merged = new Map(Object.entries(before))
  for (const [name, value] of Object.entries(sent)) {
    if (value === '' || value === null) merged.delete(name)
    else merged.set(name, String(value))
  }
  if (merged.size > 50) {
    throw badParameter(undefined, 'Metadata can hold at most 50 names.', 'metadata')
  }
  for (const [name, value] of merged) {
    if (name.length > 40 || value.length > 500) {
      throw badParameter(
        undefined,
        'A metadata name has at most 40 characters, a value at most 500.',
        `metadata[${name}]`,
      )
    }
  }
  return Object.fromEntries(merged)
}

/** An address of a page to which a browser may be sent. https://docs.stripe.com/error-codes#url-invalid */
export function checkUrl(url: string | undefined, param: string): void {
  if (url === undefined || (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol))) return
  throw badParameter('url_invalid', 'Not a valid URL', param)
}

/** Empty takes an address away. https://docs.stripe.com/error-codes#email-invalid */
export function checkEmail(email: string | undefined, param: string): void {
  if (email === undefined || email === '' || /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(email)) return
  throw badParameter('email_invalid', `Invalid email address: ${email}`, param)
}

/** An amount that must be whole cents above zero. */
export function checkAmount(amount: number, param: string): void {
  if (!Number.isSafeInteger(amount)) {
    throw badParameter('parameter_invalid_integer', `Invalid integer: ${amount}`, param)
  }
  if (amount < 1)
    throw badParameter('parameter_invalid_integer', 'This value must be greater than or equal to 1.', param)
  if (amount > 99_999_999) {
    throw badParameter('amount_too_large', 'Amount must be no more than €999,999.99', param)
  }
}

/** The sandbox's account has one currency. */
export function checkCurrency(currency: string, param: string): void {
  if (currency.toLowerCase() === 'eur') return
  throw badParameter('sandbox_not_emulated', `The sandbox's account has euros only, not ${currency}.`, param)
}

function refusalOf(fault: ErrorObject, raw: object): StripeRefusal {
  const inner = String(fault.params.additionalProperty ?? fault.params.missingProperty ?? '')
  const param = bracketed([...fault.instancePath.split('/').slice(1), ...(inner === '' ? [] : [inner])])
  if (fault.keyword === 'additionalProperties') {
    return badParameter('parameter_unknown', `Received unknown parameter: ${param}`, param)
  }
  if (fault.keyword === 'required')
    return badParameter('parameter_missing', `Missing required param: ${param}.`, param)
  const value = String(valueAt(raw, fault.instancePath))
  if (fault.keyword === 'type' && fault.params.type === 'number') {
    return badParameter('parameter_invalid_integer', `Invalid integer: ${value}`, param)
  }
  if (fault.keyword === 'enum') {
    const words = (fault.params.allowedValues as unknown[]).join(', ')
    return badParameter(undefined, `Invalid ${param}: must be one of ${words}`, param)
  }
  return badParameter(undefined, `Invalid ${param}: ${value} (${fault.message})`, param)
}

function bracketed(path: string[]): string {
  const [first = '', ...rest] = path
  return first + rest.map(part => `[${part}]`).join('')
}

function valueAt(raw: object, pointer: string): unknown {
  let value: unknown = raw
  for (const part of pointer.split('/').slice(1)) {
    value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[part] : undefined
  }
  return value
}
