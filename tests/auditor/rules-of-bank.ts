import type { BookRow } from './books.ts'
import { cents, lines } from './model.ts'
import type { Model, Rule } from './model.ts'
import type { BankTruth } from './stripe-truth.ts'

/**
 * Rows O2, O4, B1–B4, K1–K3, N2, R4 and X1 of money.md 3.3: what stands on a statement of the bank, and what leaves by
 * a file of payments. A line is judged by what the bank says of it, not by what the product kept.
 */
interface Line {
  row: BookRow
  truth: BankTruth
  bank: string
}

type OfLine = (line: Line, model: Model) => ReturnType<Rule>

/** Money that comes in. */
const comesFrom =
  (account: string): OfLine =>
  ({ truth, bank }) =>
    truth.amount > 0
      ? lines([bank, account, truth.amount])
      : `${truth.amount} cannot have come from ${account}`

/** Money that goes out. */
const goesTo =
  (account: string): OfLine =>
  ({ truth, bank }) =>
    truth.amount < 0
      ? lines([account, bank, -truth.amount])
      : `${truth.amount} cannot have gone to ${account}`

/** O2: nothing is taken for our payout unless the bank's line bears its mark. */
const payoutOnBank: OfLine = (line, { evidence }) => {
  const payout = evidence.platformPayouts.get(String(line.row.subject_id))
  if (!payout || !line.truth.says.includes(String(payout.descriptor)))
    return `the line does not name the payout ${line.row.subject_id}`
  if (cents(payout, 'amount_cents') !== line.truth.amount)
    return `the payout ${payout.id} is ${payout.amount_cents}, and the line ${line.truth.amount}`
  return comesFrom('stripe_in_transit')(line, { evidence } as Model)
}

/** B3: what came back is one of our payments, whole. */
const paymentReturned: OfLine = (line, model) => {
  const payment = model.evidence.bankPayments.get(String(line.row.subject_id))
  if (payment?.state !== 'returned' || cents(payment, 'amount_cents') !== line.truth.amount)
    return `no payment of ${line.truth.amount} came back`
  return comesFrom('refunds_payable')(line, model)
}

/** X1, or its way back. */
const inSuspense: OfLine = ({ truth, bank }) =>
  truth.amount > 0 ? lines([bank, 'suspense', truth.amount]) : lines(['suspense', bank, -truth.amount])

/** Where a line of each row belongs, when a person says so. */
const ROWS: Record<string, string> = {
  O2: 'stripe_in_transit',
  O4: 'stripe_in_transit',
  B2: 'bank_in_transit',
  B4: 'bank_in_transit',
  B3: 'refunds_payable',
  K1: 'bank_costs',
  K2: 'vat_payable',
  K3: 'own_funds',
  N2: 'initiator_receivable:',
}

const suspenseCleared: OfLine = ({ row, truth }) => {
  const account = ROWS[String(row.rule)]
  if (row.state !== 'cleared' || !account || row.cleared_by === null)
    return `nobody said what the line ${row.id} was`
  const to = account.endsWith(':') ? account + String(row.subject_id) : account
  return truth.amount > 0 ? lines(['suspense', to, truth.amount]) : lines([to, 'suspense', -truth.amount])
}

const OF_LINE: Record<string, OfLine> = {
  'payout-on-bank': payoutOnBank,
  'stripe-debit-on-bank': goesTo('stripe_in_transit'),
  'top-up-on-bank': goesTo('bank_in_transit'),
  'bank-payment-sent': goesTo('bank_in_transit'),
  'bank-payment-returned': paymentReturned,
  'bank-costs': goesTo('bank_costs'),
  'vat-paid': goesTo('vat_payable'),
  'unknown-bank-line': inSuspense,
  'suspense-cleared': suspenseCleared,
}

const ofLine: Rule = (model, entry) => {
  const { bankLines, stripe } = model.evidence
  const row = bankLines.get(entry.sourceId)
  const truth = stripe.bank.find(({ id }) => id === row?.reference)
  if (!row || !truth) return `the bank knows no line ${row?.reference ?? entry.sourceId}`
  const rule = OF_LINE[entry.kind]
  return rule
    ? rule({ row, truth, bank: `bank:${truth.iban}` }, model)
    : `no rule books a line as ${entry.kind}`
}

/** K3: what stood on the account before the first statement. */
const bankOpened: Rule = (model, entry) => {
  const statement = model.evidence.bankStatements.find(({ id }) => id === entry.sourceId)
  if (statement?.n !== 1) return `the statement ${entry.sourceId} is not the first of its account`
  const [bank, opening] = [`bank:${statement.iban}`, cents(statement, 'opening_cents')]
  return opening > 0 ? lines([bank, 'own_funds', opening]) : lines(['own_funds', bank, -opening])
}

/** R4, as B1: it leaves for the bank once two people have agreed on the file. */
const refundPaidByBank: Rule = (model, entry) => {
  const { bankPayments, bankFiles, refunds } = model.evidence
  const payment = bankPayments.get(entry.sourceId)
  const file = bankFiles.get(String(payment?.file_id))
  const refund = refunds.get(String(payment?.subject_id))
  if (!payment || !refund) return `no payment ${entry.sourceId} is of a refund`
  if (file?.state !== 'exported' || !file.approved_by || file.approved_by === file.proposed_by)
    return `the file of the payment ${payment.id} is of fewer than two people`
  if (payment.amount_cents !== refund.amount_cents)
    return `${payment.amount_cents} are paid for the refund ${refund.id} of ${refund.amount_cents}`
  if ((model.lostOfPayment.get(String(refund.payment_id)) ?? 0) >= cents(refund, 'amount_cents'))
    return `the backer's bank has given back already what is paid for the refund ${refund.id}`
  return lines(['refunds_payable', 'bank_in_transit', cents(refund, 'amount_cents')])
}

export const RULES_OF_BANK: Record<string, { source: string; rule: Rule }> = {
  'bank-opened': { source: 'bank_statement', rule: bankOpened },
  'refund-paid-by-bank': { source: 'bank_payment', rule: refundPaidByBank },
  ...Object.fromEntries(Object.keys(OF_LINE).map(kind => [kind, { source: 'bank_line', rule: ofLine }])),
}
