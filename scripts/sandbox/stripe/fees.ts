import { DAY_MS, startOfDayMs } from '../clock.ts'

/**
 * What a payment costs and when its money can be spent, by method. These are the sandbox's own assumptions,
 * close to what Stripe asked in the Netherlands when this was written. The product must never compute a fee:
 * it reads fees from balance transactions, and these figures may be changed without telling it.
 */
const PAYMENT_TERMS: Record<string, { fixedCents: number; perTenThousand: number; daysPending: number }> = {
  bancontact: { fixedCents: 39, perTenThousand: 0, daysPending: 1 },
  card: { fixedCents: 25, perTenThousand: 150, daysPending: 3 },
  ideal: { fixedCents: 29, perTenThousand: 0, daysPending: 1 },
}

/** The fee in cents of a payment of `amount` cents; half a cent is rounded up. */
export function paymentFee(method: string, amount: number): number {
  const { fixedCents, perTenThousand } = termsOf(method)
  return fixedCents + Math.floor((amount * perTenThousand + 5000) / 10_000)
}

/** When the money of a payment made at `paidAtMs` can be spent: midnight UTC, the method's days later. */
export function availableAtMs(method: string, paidAtMs: number): number {
  return startOfDayMs(paidAtMs) + termsOf(method).daysPending * DAY_MS
}

function termsOf(method: string) {
  const terms = PAYMENT_TERMS[method]
  if (terms === undefined) throw new Error(`no terms for payments by ${method}`)
  return terms
}
