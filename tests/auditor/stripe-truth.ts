/** What Stripe and the bank themselves say, of the platform's own accounts unless said otherwise. Money is whole cents. */
export interface StripeTruth {
  charges: { id: string; intent: string; amount: number; pledgeId: string | null }[]
  refunds: { id: string; intent: string; amount: number; status: string; refundId: string | null }[]
  disputes: { id: string; intent: string; amount: number; status: string }[]
  transfers: { id: string; amount: number; settlementId: string | null }[]
  transactions: Map<string, StripeTransaction>
  /** What left, or was to leave, Stripe for our bank because we asked; with our own name of it. */
  payouts: { id: string; amount: number; status: string; payoutId: string | null }[]
  bank: BankTruth[]
  /** Available and pending together, in euros. */
  balance: number
}

export interface StripeTransaction {
  id: string
  category: string
  amount: number
  fee: number
  net: number
  source: string
  currency: string
}

/** A line of our account at the bank. */
export interface BankTruth {
  id: string
  iban: string
  /** On which day the bank booked it, `yyyy-mm-dd`. */
  day: string
  /** Signed: negative is money that went out. */
  amount: number
  /** What its holder reads beside the amount. */
  says: string
}

type Doc = Record<string, unknown>

/** A dump of the sandbox: for each collection its documents, with the account that owns them ('' is the platform). */
export type Dump = Readonly<Record<string, readonly { owner: string; doc: unknown }[]>>

/** Reads Stripe's side out of a dump, as `GET /_sandbox/dump` gives it. */
export function truthOf(dump: Dump): StripeTruth {
  const own = (collection: string): Doc[] =>
    (dump[collection] ?? []).filter(({ owner }) => owner === '').map(({ doc }) => doc as Doc)
  const pledgeOf = new Map(
    own('payment_intent').map(({ id, metadata }) => [id, textOf(metadata, 'pledge_id')] as const),
  )
  return {
    charges: own('charge')
      .filter(({ paid }) => paid === true)
      .map(doc => ({ ...named(doc), pledgeId: pledgeOf.get(doc.payment_intent) ?? null })),
    refunds: own('refund').map(doc => ({
      ...named(doc),
      status: String(doc.status),
      refundId: textOf(doc.metadata, 'refund_id'),
    })),
    disputes: own('dispute').map(doc => ({ ...named(doc), status: String(doc.status) })),
    transfers: own('transfer').map(doc => ({
      ...named(doc),
      settlementId: textOf(doc.metadata, 'settlement_id'),
    })),
    payouts: own('payout')
      .filter(({ amount }) => Number(amount) > 0)
      .map(doc => ({
        id: String(doc.id),
        amount: Number(doc.amount),
        status: String(doc.status),
        payoutId: textOf(doc.metadata, 'platform_payout_id'),
      })),
    bank: own('bank_line').map(lineOf),
    transactions: new Map(own('balance_transaction').map(doc => [String(doc.id), transactionOf(doc)])),
    balance: own('funds').reduce((total, doc) => total + Number(doc.available) + Number(doc.pending), 0),
  }
}

function named(doc: Doc): { id: string; intent: string; amount: number } {
  return { id: String(doc.id), intent: idOf(doc.payment_intent), amount: Number(doc.amount) }
}

function transactionOf(doc: Doc): StripeTransaction {
  return {
    id: String(doc.id),
    category: String(doc.reporting_category),
    amount: Number(doc.amount),
    fee: Number(doc.fee),
    net: Number(doc.net),
    source: idOf(doc.source),
    currency: String(doc.currency),
  }
}

function lineOf(doc: Doc): BankTruth {
  return {
    id: String(doc.id),
    iban: String(doc.iban),
    day: new Date(Number(doc.bookedAtMs)).toISOString().slice(0, 10),
    amount: doc.direction === 'credit' ? Number(doc.amount) : -Number(doc.amount),
    says: String(doc.remittance),
  }
}

function idOf(value: unknown): string {
  if (typeof value === 'string') return value
  return typeof value === 'object' && value !== null && 'id' in value ? String(value.id) : ''
}

function textOf(metadata: unknown, name: string): string | null {
  const value = (metadata as Record<string, unknown> | null | undefined)?.[name]
  return typeof value === 'string' ? value : null
}
