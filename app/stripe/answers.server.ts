import Stripe from 'stripe'
import { GatewayUnavailable } from '#app/domain/payments/gateway.ts'
import type { Answer, Refusal } from '#app/domain/payments/gateway.ts'

/**
 * Makes a request and sorts how it ended: an answer, a refusal that will be the same next time, or nothing
 * known (no connection, a fault of Stripe, too many requests, or the same key in use at this moment).
 */
export async function answerTo<T>(request: () => Promise<T>): Promise<Answer<T>> {
  try {
    return { ok: true, value: await request() }
  } catch (error) {
    return { ok: false, refusal: refusalOf(error) }
  }
}

/** Reads something: there is nothing to be refused, so whatever goes wrong is thrown. */
export async function reading<T>(request: () => Promise<T>): Promise<T> {
  const answer = await answerTo(request)
  if (answer.ok) return answer.value
  throw new GatewayUnavailable(`Stripe refused to be read: ${answer.refusal.code} ${answer.refusal.message}`)
}

function refusalOf(error: unknown): Refusal {
  if (!(error instanceof Stripe.errors.StripeError)) throw error
  const status = error.statusCode ?? 0
  const isKnown = status >= 400 && status < 500 && status !== 409 && status !== 429 && status !== 401
  if (!isKnown)
    throw new GatewayUnavailable(`Stripe gave no answer (${status || 'no connection'}): ${error.message}`, {
      // A fault is kept under its key like any answer (https://docs.stripe.com/api/idempotent_requests).
      isKept: status >= 500 && error.headers?.['idempotent-replayed'] === 'true',
    })
  return {
    code: error.code ?? error.type,
    declineCode: error.decline_code ?? null,
    adviceCode: error.advice_code ?? null,
    paymentIntentId: error.payment_intent?.id ?? null,
    message: error.message,
  }
}
