import type Stripe from 'stripe'

/** The fields of Stripe's error object, as far as the sandbox gives them. */
export interface ErrorFields {
  type: 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error'
  message: string
  code?: string
  param?: string
  decline_code?: string
  advice_code?: string
  network_decline_code?: string
  charge?: string
  doc_url?: string
  payment_intent?: Stripe.PaymentIntent
  payment_method?: Stripe.PaymentMethod
  setup_intent?: Stripe.SetupIntent
}

/**
 * How far the request had come when it failed, which decides what is kept:
 * `unread`: the parameters were refused; nothing changed and an idempotency key saves nothing.
 * `executed`: the endpoint had begun; nothing changed but the answer is saved under the key.
 * `effects`: as executed, and what happened until then (a declined charge) stays.
 */
export type Progress = 'unread' | 'executed' | 'effects'

/** An answer other than 200, thrown by the code of an endpoint. */
export class StripeRefusal extends Error {
  readonly status: number
  readonly fields: ErrorFields
  readonly progress: Progress
  readonly headers: Record<string, string>

  constructor(status: number, fields: ErrorFields, progress: Progress, headers: Record<string, string> = {}) {
    super(fields.message)
    this.status = status
    this.fields = fields
    this.progress = progress
    this.headers = headers
  }
}

/** 400 for parameters that cannot be right whatever the state is. */
export function badParameter(code: string | undefined, message: string, param?: string): StripeRefusal {
  return new StripeRefusal(400, { type: 'invalid_request_error', code, message, param }, 'unread')
}

/** 400 for a request that the state of its object forbids. */
export function badState(code: string, message: string, more: Partial<ErrorFields> = {}): StripeRefusal {
  return new StripeRefusal(400, { type: 'invalid_request_error', code, message, ...more }, 'executed')
}

/** 404; 400 when the missing object was named by a parameter. */
export function missing(kind: string, id: string, param?: string): StripeRefusal {
  const fields = {
    type: 'invalid_request_error' as const,
    code: 'resource_missing',
    message: `No such ${kind}: '${id}'`,
    param: param ?? 'id',
  }
  return new StripeRefusal(param === undefined ? 404 : 400, fields, 'unread')
}

/**
 * 400 for what Stripe would do and the sandbox does not: better a clear stop than a parameter that is
 * silently without effect. FIDELITY.md lists what is left out.
 */
export function notEmulated(what: string, param?: string): StripeRefusal {
  return badParameter('sandbox_not_emulated', `The sandbox does not emulate ${what}.`, param)
}

/** Refuses parameters that Stripe knows but the sandbox gives no effect. */
export function onlyEmulated(params: object, names: readonly string[]): void {
  for (const name of Object.keys(params)) {
    if (name !== 'expand' && !names.includes(name)) throw notEmulated(`the parameter ${name} here`, name)
  }
}
