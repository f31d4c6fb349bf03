import { electronicFormatIBAN } from 'ibantools'
import { endToEndIdOf } from '#app/bank/payment-file.ts'
import type { Address, Party, Payment, PaymentBatch, PaymentFileWriter } from '#app/bank/payment-file.ts'
import { problemsIn } from '#app/bank/payment-problems.ts'
import { sepaText } from '#app/bank/sepa-text.ts'
import { sum } from '#app/domain/money.ts'
import type { Cents } from '#app/domain/money.ts'

/** The longest name and text of a SEPA credit transfer (EPC132-08); ISO 20022 itself allows more. */
const NAME_LENGTH = 70
const REMITTANCE_LENGTH = 140

/**
 * Writes ISO 20022 pain.001.001.09 as a SEPA credit transfer: one `PmtInf` for the batch, booked as one entry, costs
 * shared (SLEV, the only kind in SEPA), with the number of payments and the control sum on both levels.
 *
 * A BIC is written where it is known. The payer's bank is a mandatory element, so NOTPROVIDED stands in there; the
 * payee's is left out.
 */
export const pain001: PaymentFileWriter = {
  write(batch) {
    const problems = problemsIn(batch)
    if (problems.length > 0) return { ok: false, problems }
    const controlSum = sum(batch.payments.map(({ amount }) => amount))
    const document = tag(
      'Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"',
      tag('CstmrCdtTrfInitn', groupHeader(batch, controlSum), paymentInformation(batch, controlSum)),
    )
    const text = `<?xml version="1.0" encoding="UTF-8"?>\n${document}\n`
    return { ok: true, text, payments: batch.payments.length, controlSum }
  },
}

function groupHeader(batch: PaymentBatch, controlSum: Cents): string {
  return tag(
    'GrpHdr',
    tag('MsgId', endToEndIdOf(batch.id)),
    tag('CreDtTm', `${batch.createdAt.slice(0, 19)}Z`),
    tag('NbOfTxs', String(batch.payments.length)),
    tag('CtrlSum', euros(controlSum)),
    tag('InitgPty', tag('Nm', sepaText(batch.payer.name, NAME_LENGTH))),
  )
}

function paymentInformation(batch: PaymentBatch, controlSum: Cents): string {
  const { payer } = batch
  return tag(
    'PmtInf',
    tag('PmtInfId', endToEndIdOf(batch.id)),
    tag('PmtMtd', 'TRF'),
    tag('BtchBookg', 'true'),
    tag('NbOfTxs', String(batch.payments.length)),
    tag('CtrlSum', euros(controlSum)),
    tag('PmtTpInf', tag('SvcLvl', tag('Cd', 'SEPA'))),
    tag('ReqdExctnDt', tag('Dt', batch.executeOn)),
    party('Dbtr', payer),
    account('DbtrAcct', payer),
    bank('DbtrAgt', payer) ?? tag('DbtrAgt', tag('FinInstnId', tag('Othr', tag('Id', 'NOTPROVIDED')))),
    tag('ChrgBr', 'SLEV'),
    ...batch.payments.map(creditTransfer),
  )
}

function creditTransfer({ payoutId, amount, payee, remittance }: Payment): string {
  const text = sepaText(remittance, REMITTANCE_LENGTH)
  return tag(
    'CdtTrfTxInf',
    tag('PmtId', tag('EndToEndId', endToEndIdOf(payoutId))),
    tag('Amt', tag('InstdAmt Ccy="EUR"', euros(amount))),
    bank('CdtrAgt', payee),
    party('Cdtr', payee),
    account('CdtrAcct', payee),
    text === '' ? null : tag('RmtInf', tag('Ustrd', text)),
  )
}

function party(name: string, { name: called, address }: Party): string {
  return tag(name, tag('Nm', sepaText(called, NAME_LENGTH)), address === null ? null : postalAddress(address))
}

function postalAddress({ street, houseNumber, postcode, town, country }: Address): string {
  const part = (name: string, text: string | null, longest: number) => {
    const written = sepaText(text ?? '', longest)
    return written === '' ? null : tag(name, written)
  }
  return tag(
    'PstlAdr',
    part('StrtNm', street, 70),
    part('BldgNb', houseNumber, 16),
    part('PstCd', postcode, 16),
    part('TwnNm', town, 35),
    tag('Ctry', country),
  )
}

function account(name: string, { iban }: Party): string {
  return tag(name, tag('Id', tag('IBAN', electronicFormatIBAN(iban) ?? '')))
}

function bank(name: string, { bic }: Party): string | null {
  return bic === null ? null : tag(name, tag('FinInstnId', tag('BICFI', bic)))
}

/** `1234.05`: the form of ISO 20022, whatever the language of the reader. */
function euros(amount: Cents): string {
  return `${Math.floor(amount / 100)}.${String(amount % 100).padStart(2, '0')}`
}

/** An element; its content is text of the SEPA set, which needs no escaping, or elements, which are indented. */
function tag(opening: string, ...content: (string | null)[]): string {
  const name = opening.split(' ', 1)[0]
  const parts = content.filter(part => part !== null)
  if (!parts.some(part => part.startsWith('<'))) return `<${opening}>${parts.join('')}</${name}>`
  const lines = parts.flatMap(part => part.split('\n')).map(line => `  ${line}`)
  return [`<${opening}>`, ...lines, `</${name}>`].join('\n')
}
