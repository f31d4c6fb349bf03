import {
  balanceTransactionOfPayment,
  balanceTransactionOfRefund,
  paymentSucceeded,
  refundDecided,
  refundFailed,
  surplusPayment,
} from '#app/domain/ledger/posting-rules.ts'
import { add, cents } from '#app/domain/money.ts'
import type { Cents } from '#app/domain/money.ts'
import type { BookWriter } from './book-writer.ts'

/** What became of a made-up pledge. */
export interface PledgeStory {
  campaignId: string
  /** When its payment came, in milliseconds since 1970. */
  at: number
  /** Whole cents. */
  amount: Cents
  tip: Cents
  /** The campaign failed, and it was paid back. */
  isPaidBack: boolean
  /** It was paid a second time by mistake, and that went back. */
  isPaidTwice: boolean
  /** How often the bank of the backer refused a refund before it took it. */
  refusals: number
}

export const FEE = cents(33)
const MINUTE = 60_000

/**
 * Writes a pledge with all that the platform keeps of one: states, Checkout, payments, refunds, what Stripe put on
 * our balance, journal and letter.
 *
 * @returns the fees that Stripe kept, in cents
 */
export function writePledge(books: BookWriter, number: number, story: PledgeStory): Cents {
  const { campaignId, at, isPaidBack, isPaidTwice } = story
  const pledgeId = books.id(at - MINUTE)
  const started = new Date(at - MINUTE).toISOString()
  const paid = new Date(at).toISOString()
  const email = `donateur-${number}@stadmakers.example`
  books.insert('pledge', {
    ...{ id: pledgeId, campaign_id: campaignId, reward_id: null, state: isPaidBack ? 'refunded' : 'held' },
    ...{ amount_cents: story.amount, tip_cents: story.tip, method: 'bank', collection: 'now', email },
    ...{ name: `Donateur ${number}`, name_visible: 1, message: 'Voor de stad', language: 'nl' },
    ...{
      created_at: started,
      accepted_at: paid,
      reward_reserved: 0,
      customer_id: `cus_fill${number}`,
      checkout_n: 1,
    },
  })
  const states = ['draft', 'checkout_open', 'held', ...(isPaidBack ? ['refunding', 'refunded'] : [])]
  const facts = ['checkout-opened', 'payment-succeeded', 'campaign-failed', 'refund-succeeded']
  states.slice(1).forEach((state, index) => {
    books.insert('pledge_transition', {
      ...{ pledge_id: pledgeId, n: index + 1, from_state: states[index] ?? '', to_state: state },
      ...{ fact: facts[index] ?? '', at: paid },
    })
  })
  books.insert('checkout_session', {
    ...{ id: `cs_fill${number}`, pledge_id: pledgeId, n: 1, mode: 'payment', state: 'complete' },
    ...{ url: 'https://checkout.example', created_at: started, expires_at: paid },
  })
  books.insert('letter', {
    ...{ id: books.id(at), name: 'pledge-receipt', dedup_key: pledgeId, to_email: email, language: 'nl' },
    ...{ props: '{}', state: 'sent', promised_at: paid, sent_at: paid, problem: null },
  })
  return writeMoney(books, number, pledgeId, story, isPaidTwice)
}

function writeMoney(
  books: BookWriter,
  number: number,
  pledgeId: string,
  { campaignId, at, amount, tip, isPaidBack, refusals }: PledgeStory,
  isPaidTwice: boolean,
): Cents {
  const total = add(amount, tip)
  const first = `pi_fill${number}`
  const ofPledge = { pledgeId, campaignId }
  const pay = (id: string, purpose: 'pledge' | 'surplus', moment: number) => {
    books.insert('payment', {
      ...{
        id,
        pledge_id: pledgeId,
        amount_cents: total,
        purpose,
        recorded_at: new Date(moment).toISOString(),
      },
    })
    const postings =
      purpose === 'pledge'
        ? paymentSucceeded({ ...ofPledge, amount, tip })
        : surplusPayment({ ...ofPledge, amount: total })
    const kind = purpose === 'pledge' ? 'payment-succeeded' : 'surplus-payment'
    books.post({ kind, source: { type: 'payment', id }, at: moment, postings })
    writeTransaction(books, {
      ...{
        id: `txn_${id}`,
        category: 'charge',
        kind: 'payment-on-balance',
        paymentId: id,
        at: moment + MINUTE,
      },
      ...{ amount: total, fee: FEE, postings: balanceTransactionOfPayment({ amount: total, fee: FEE }) },
    })
  }
  pay(first, 'pledge', at)
  if (isPaidTwice) pay(`${first}_again`, 'surplus', at + 2 * MINUTE)
  if (isPaidBack) {
    const postings = refundDecided({ ...ofPledge, amount, tip, held: amount, heldTips: tip })
    books.post({
      kind: 'refund-decided',
      source: { type: 'refund', id: `fill${number}` },
      at: at + 5 * MINUTE,
      postings,
    })
    payBack(books, {
      pledgeId,
      paymentId: first,
      n: isPaidTwice ? 2 : 1,
      total,
      at: at + 5 * MINUTE,
      refusals,
    })
  }
  if (isPaidTwice)
    payBack(books, { pledgeId, paymentId: `${first}_again`, n: 1, total, at: at + 3 * MINUTE, refusals })
  return cents(isPaidTwice ? 2 * FEE : FEE)
}

interface PaidBack {
  pledgeId: string
  paymentId: string
  n: number
  total: Cents
  at: number
  refusals: number
}

function payBack(books: BookWriter, { pledgeId, paymentId, n, total, at, refusals }: PaidBack): void {
  const when = new Date(at).toISOString()
  const refund = `re_${paymentId}`
  books.insert('refund', {
    ...{ id: books.id(at), pledge_id: pledgeId, payment_id: paymentId, n, amount_cents: total },
    ...{ reason: paymentId.endsWith('again') ? 'surplus' : 'campaign_failed', state: 'succeeded' },
    ...{ stripe_refund_id: refund, attempt_n: refusals + 1, decided_at: when, finished_at: when },
  })
  const move = (id: string, isFailure: boolean, moment: number) =>
    writeTransaction(books, {
      ...{
        id,
        category: isFailure ? 'refund_failure' : 'refund',
        kind: isFailure ? 'refund-failed' : 'refund-on-balance',
      },
      ...{ paymentId, at: moment, amount: cents(isFailure ? total : -total), fee: cents(0) },
      postings: isFailure
        ? refundFailed({ amount: total })
        : balanceTransactionOfRefund({ amount: total, fee: cents(0) }),
    })
  for (let refusal = 0; refusal < refusals; refusal += 1) {
    move(`txn_${refund}_${refusal}`, false, at + MINUTE)
    move(`txn_${refund}_${refusal}_failed`, true, at + 2 * MINUTE)
  }
  move(`txn_${refund}`, false, at + 3 * MINUTE)
}

interface Transaction {
  id: string
  category: string
  kind: string
  paymentId: string | null
  at: number
  amount: Cents
  fee: Cents
  postings: Parameters<BookWriter['post']>[0]['postings']
}

/** What Stripe put on our balance, with the entry that books it. */
export function writeTransaction(books: BookWriter, transaction: Transaction): void {
  const { id, category, kind, paymentId, at, amount, fee, postings } = transaction
  const when = new Date(at).toISOString()
  const entryId = books.post({ kind, source: { type: 'balance_transaction', id }, at, postings })
  books.insert('balance_transaction', {
    ...{ id, type: category, reporting_category: category, source_id: paymentId, payment_id: paymentId },
    ...{ currency: 'eur', amount_cents: amount, fee_cents: fee, net_cents: amount - fee },
    ...{ created_at: when, available_on: when, entry_id: entryId, recorded_at: when },
  })
}
