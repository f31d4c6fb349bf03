import type { WriteDb } from '#db/database.server.ts'
import { bankAccount } from '../ledger/account.ts'
import { balance, post } from '../ledger/ledger.server.ts'
import {
  bankCosts,
  bankPaymentOnBank,
  bankPaymentReturned,
  payoutOnBank,
  stripeDebitOnBank,
  unknownBankLine,
  vatPaid,
} from '../ledger/posting-rules.ts'
import type { Posting } from '../ledger/posting-rules.ts'
import { cents } from '../money.ts'
import { reportDiscrepancy } from '../payments/payments.server.ts'
import { arrivedOnBank } from '../payouts/payouts.server.ts'
import { candidatesOf } from './candidates.server.ts'
import type { Candidate, LineToMatch } from './candidates.server.ts'
import { markPaid, owedBy, paymentReturned } from './bank-payments.server.ts'

/** A line of a statement that is being booked. */
export interface LineInHand extends LineToMatch {
  id: string
  iban: string
  occurredAt: Date
}

export interface BookedLine {
  rule: 'O2' | 'O4' | 'B2' | 'B3' | 'B4' | 'K1' | 'K2' | 'X1' | 'nothing'
  subject: Candidate['subject'] | null
  entryId: string | null
}

/** The tax office's account for every tax (belastingdienst.nl, "rekeningnummers"). */
const TAX_OFFICE = 'NL86INGB0002445588'
/** A bank charges its costs without another party, in words like these; more than this is looked at by a person. */
const COSTS = /\b(bank|betaal|service)?(kosten|costs|charges|fees?|tarieven)\b/i
const LARGEST_COSTS = 100_00

/**
 * Books one line of a statement, in the transaction that keeps it: by the one candidate that it proves, as what only
 * the bank or the tax office does, or else in suspense, where it waits for a person and is shown as a discrepancy.
 */
export async function bookLine(trx: WriteDb, now: Date, line: LineInHand): Promise<BookedLine> {
  if (line.amount === 0) return { rule: 'nothing', subject: null, entryId: null }
  const proven = (await candidatesOf(trx, line)).filter(candidate => candidate.isProven)
  const [only] = proven
  if (only && proven.length === 1) return bookMatch(trx, now, line, only)
  const own = await ownRuleOf(trx, line)
  if (own) return { ...own, subject: null, entryId: await postLine(trx, now, line, own.kind, own.postings) }
  await reportDiscrepancy(trx, now, {
    kind: 'bank-line-unknown',
    subject: line.id,
    amount: line.amount,
    detail: { day: line.bookingDate },
  })
  const postings = unknownBankLine({ bank: bankAccount(line.iban), net: line.amount })
  const entryId = await postLine(trx, now, line, 'unknown-bank-line', postings)
  return { rule: 'X1', subject: null, entryId }
}

/** K1 and K2: what needs no candidate of ours, since nobody else does it. */
async function ownRuleOf(
  trx: WriteDb,
  line: LineInHand,
): Promise<{ rule: 'K1' | 'K2'; kind: string; postings: Posting[] } | null> {
  if (line.amount > 0) return null
  const of = { bank: bankAccount(line.iban), amount: cents(-line.amount) }
  if (line.counterpartyIban === TAX_OFFICE && of.amount <= (await balance(trx, 'vat_payable')))
    return { rule: 'K2', kind: 'vat-paid', postings: vatPaid(of) }
  const says = `${line.counterparty ?? ''} ${line.remittance ?? ''}`
  const isByBank = line.counterpartyIban === null && line.endToEndId === null && COSTS.test(says)
  if (isByBank && of.amount <= LARGEST_COSTS)
    return { rule: 'K1', kind: 'bank-costs', postings: bankCosts(of) }
  return null
}

async function bookMatch(
  trx: WriteDb,
  now: Date,
  line: LineInHand,
  { rule, subject }: Candidate,
): Promise<BookedLine> {
  const bank = bankAccount(line.iban)
  const amount = cents(Math.abs(line.amount))
  const done = async (kind: string, postings: Posting[]): Promise<BookedLine> => ({
    rule,
    subject,
    entryId: await postLine(trx, now, line, kind, postings),
  })
  switch (rule) {
    case 'O2':
      await arrivedOnBank(trx, subject.id)
      return done('payout-on-bank', payoutOnBank({ bank, amount }))
    case 'O4':
      return done('stripe-debit-on-bank', stripeDebitOnBank({ bank, amount }))
    case 'B4':
      return done('top-up-on-bank', bankPaymentOnBank({ bank, amount }))
    case 'B2':
      await markPaid(trx, now, line, subject)
      return done('bank-payment-sent', bankPaymentOnBank({ bank, amount }))
    case 'B3': {
      const payment = await paymentReturned(trx, now, subject.id, line.returnReason ?? '')
      const owed = owedBy(payment)
      const campaignId = payment.campaign_id ?? undefined
      return done('bank-payment-returned', bankPaymentReturned({ bank, amount, owed, campaignId }))
    }
  }
}

async function postLine(
  trx: WriteDb,
  now: Date,
  line: LineInHand,
  kind: string,
  postings: Posting[],
): Promise<string> {
  const source = { type: 'bank_line', id: line.id }
  const { entryId } = await post(trx, now, { kind, source, occurredAt: line.occurredAt, postings })
  return entryId
}
