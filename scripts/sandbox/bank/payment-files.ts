import { DAY_MS, isoOf, momentMs, startOfDayMs } from '../clock.ts'
import type { Draft } from '../draft.ts'
import { type BankDetail, bookBankLine } from './bank.ts'
import { PLATFORM_IBAN, readIban } from './iban.ts'
import { nodesAt, readXml, textAt, type XmlNode } from './xml-text.ts'

/** A batch of payments that was handed in and waits for its day. */
export interface PaymentBatch {
  id: string
  messageId: string
  batchId: string
  /** Whether the bank books it as one line. */
  isOneLine: boolean
  payments: BankDetail[]
  /** YYYY-MM-DD. */
  executesOn: string
}

/** Why a file was not taken, in a sentence. */
export class RefusedFile extends Error {}

/**
 * The ends of account numbers to which no payment arrives, with the reason for which it comes back
 * (ISO 20022 external return reasons).
 */
export const RETURNED: Readonly<Record<string, string>> = {
  '0101': 'AC01',
  '0404': 'AC04',
  '0606': 'AC06',
  '0707': 'MD07',
  '0909': 'MS03',
}

/**
 * Takes a pain.001 (.03 or .09): each batch is executed at the start of the next day, or of the day it asks for
 * when that is later. All of the file is taken or nothing; throws a `RefusedFile` with what is wrong.
 */
export function takePaymentFile(draft: Draft, xml: string): PaymentBatch[] {
  const { messageId, batches } = readPaymentFile(xml)
  if (draft.get('payment_file', messageId) !== undefined) {
    throw new RefusedFile(`MsgId: a file ${messageId} was handed in before`)
  }
  draft.put('payment_file', messageId, { id: messageId }, '')
  return batches.map(({ asked, ...read }) => {
    const dueAtMs = Math.max(startOfDayMs(draft.nowMs) + DAY_MS, momentMs(`${asked}T00:00:00Z`) ?? 0)
    const id = draft.nextId('pb_')
    const batch = { id, messageId, ...read, executesOn: isoOf(dueAtMs).slice(0, 10) }
    draft.put('payment_batch', id, batch, '')
    draft.schedule({ id: `execute:${id}`, kind: 'execute_payments', target: id, owner: '', dueAtMs })
    return batch
  })
}

/** The job of the day on which a batch leaves the account. */
export function executePayments(draft: Draft, id: string): void {
  const { isOneLine, payments, messageId, batchId } = draft.must('payment_batch', id)
  const common = { iban: PLATFORM_IBAN, kind: 'sent' as const }
  if (isOneLine) {
    const amount = payments.reduce((sum, payment) => sum + payment.amount, 0)
    const remittance = `BATCH ${messageId}`
    bookBankLine(draft, {
      ...common,
      amount,
      counterparty: `${payments.length} payments`,
      remittance,
      batch: { messageId, batchId, payments },
    })
  } else {
    for (const payment of payments) bookBankLine(draft, { ...common, ...payment })
  }
  if (!payments.some(payment => reasonFor(payment) !== undefined)) return
  draft.schedule({
    id: `return:${id}`,
    kind: 'return_payments',
    target: id,
    owner: '',
    dueAtMs: draft.nowMs + DAY_MS,
  })
}

/** The job of the day on which those payments come back that nobody could receive. */
export function returnPayments(draft: Draft, id: string): void {
  for (const payment of draft.must('payment_batch', id).payments) {
    const returnReason = reasonFor(payment)
    if (returnReason === undefined) continue
    bookBankLine(draft, { iban: PLATFORM_IBAN, kind: 'returned', ...payment, returnReason })
  }
}

function reasonFor(payment: BankDetail): string | undefined {
  return RETURNED[payment.counterpartyIban?.slice(-4) ?? '']
}

interface ReadBatch {
  asked: string
  batchId: string
  isOneLine: boolean
  payments: BankDetail[]
}

function readPaymentFile(xml: string): { messageId: string; batches: ReadBatch[] } {
  const document = readDocument(xml)
  const version = /^urn:iso:std:iso:20022:tech:xsd:pain\.001\.001\.(03|09)$/.exec(document.namespace)?.[1]
  if (version === undefined) {
    throw new RefusedFile(
      `the namespace is "${document.namespace}"; it may be that of pain.001.001.03 or .09`,
    )
  }
  const [message] = nodesAt(document, 'CstmrCdtTrfInitn')
  if (message === undefined) throw new RefusedFile('CstmrCdtTrfInitn is missing')
  const messageId = textAt(message, 'GrpHdr', 'MsgId')
  if (messageId === '') throw new RefusedFile('GrpHdr/MsgId is missing')
  const batches = nodesAt(message, 'PmtInf').map(node => readBatch(node, version))
  if (batches.length === 0) throw new RefusedFile('there is no PmtInf in it')
  checkTotals(
    'GrpHdr',
    nodesAt(message, 'GrpHdr')[0] as XmlNode,
    batches.flatMap(batch => batch.payments),
  )
  return { messageId, batches }
}

function readDocument(xml: string): XmlNode {
  try {
    return readXml(xml)
  } catch (error) {
    throw new RefusedFile(
      `it cannot be read as XML: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}

function readBatch(node: XmlNode, version: string): ReadBatch {
  const from = textAt(node, 'DbtrAcct', 'Id', 'IBAN')
  if (from !== PLATFORM_IBAN) {
    throw new RefusedFile(`DbtrAcct: "${from}" is not the account of this customer, ${PLATFORM_IBAN}`)
  }
  const asked = version === '03' ? textAt(node, 'ReqdExctnDt') : textAt(node, 'ReqdExctnDt', 'Dt')
  if (!/^\d{4}-\d\d-\d\d$/.test(asked) || momentMs(`${asked}T00:00:00Z`) === undefined) {
    throw new RefusedFile(`ReqdExctnDt: "${asked}" is not a day`)
  }
  const payments = nodesAt(node, 'CdtTrfTxInf').map(readPayment)
  if (payments.length === 0) throw new RefusedFile('PmtInf: there is no payment in it')
  checkTotals('PmtInf', node, payments)
  const batchId = textAt(node, 'PmtInfId')
  if (batchId === '') throw new RefusedFile('PmtInf/PmtInfId is missing')
  return { asked, batchId, isOneLine: textAt(node, 'BtchBookg') === 'true', payments }
}

function readPayment(node: XmlNode): BankDetail {
  const [amount] = nodesAt(node, 'Amt', 'InstdAmt')
  const endToEndId = textAt(node, 'PmtId', 'EndToEndId')
  const where = `payment ${endToEndId || '(without an EndToEndId)'}`
  if (endToEndId === '' || endToEndId.length > 35)
    throw new RefusedFile(`${where}: EndToEndId has 1 to 35 characters`)
  const cents = centsOf(amount?.text.trim() ?? '')
  if (cents === undefined || cents === 0)
    throw new RefusedFile(`${where}: "${amount?.text}" is not an amount`)
  if (amount?.attributes.Ccy !== 'EUR') throw new RefusedFile(`${where}: only euros can be paid`)
  const typed = textAt(node, 'CdtrAcct', 'Id', 'IBAN')
  const counterpartyIban = readIban(typed)
  if (counterpartyIban === undefined) throw new RefusedFile(`${where}: "${typed}" is not an IBAN`)
  const counterparty = textAt(node, 'Cdtr', 'Nm')
  if (counterparty === '') throw new RefusedFile(`${where}: the payee has no name`)
  const remittance = textAt(node, 'RmtInf', 'Ustrd') || textAt(node, 'RmtInf', 'Strd', 'CdtrRefInf', 'Ref')
  return { amount: cents, counterparty, counterpartyIban, endToEndId, remittance: remittance || endToEndId }
}

/** Number and control sum must be those of the payments, where they are given. */
function checkTotals(place: string, node: XmlNode, payments: BankDetail[]): void {
  const [number, sum] = [textAt(node, 'NbOfTxs'), textAt(node, 'CtrlSum')]
  const total = payments.reduce((cents, payment) => cents + payment.amount, 0)
  if (number !== '' && Number(number) !== payments.length) {
    throw new RefusedFile(`${place}/NbOfTxs: it says ${number}, and there are ${payments.length} payments`)
  }
  if (sum !== '' && centsOf(sum) !== total) {
    throw new RefusedFile(`${place}/CtrlSum: it says ${sum}, and the payments are ${total} cents together`)
  }
}

function centsOf(text: string): number | undefined {
  const [, euros, cents = ''] = /^(\d{1,11})(?:\.(\d{1,2}))?$/.exec(text) ?? []
  return euros === undefined ? undefined : Number(euros) * 100 + Number(cents.padEnd(2, '0'))
}
