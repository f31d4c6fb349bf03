import { electronicFormatIBAN, isSEPACountry, isValidBIC, isValidIBAN } from 'ibantools'
import { isDay } from '#app/bank/calendar-day.ts'
import { endToEndIdOf } from '#app/bank/payment-file.ts'
import type { Address, Party, PaymentBatch, PaymentProblem } from '#app/bank/payment-file.ts'
import { sepaText } from '#app/bank/sepa-text.ts'

/** The most that one SEPA credit transfer can carry (EPC132-08). */
const LARGEST_AMOUNT = 999_999_999_99

/** Everything that keeps a batch from being written; nothing when it can be. */
export function problemsIn(batch: PaymentBatch): PaymentProblem[] {
  const problems: PaymentProblem[] = []
  const report = (payoutId: string | null, reasons: PaymentProblem['reason'][]) =>
    problems.push(...reasons.map(reason => ({ payoutId, reason })))
  if (!isIdentifier(batch.id)) report(null, ['bad-id'])
  if (!isDay(batch.executeOn) || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(batch.createdAt))
    report(null, ['bad-date'])
  if (batch.payments.length === 0) report(null, ['nothing-to-pay'])
  report(null, problemsWith(batch.payer))
  const seen = new Set<string>()
  for (const { payoutId, amount, payee } of batch.payments) {
    const id = endToEndIdOf(payoutId)
    if (!isIdentifier(payoutId)) report(payoutId, ['bad-id'])
    if (seen.has(id)) report(payoutId, ['same-id-twice'])
    seen.add(id)
    if (amount <= 0 || amount > LARGEST_AMOUNT) report(payoutId, ['bad-amount'])
    report(payoutId, problemsWith(payee))
  }
  return problems
}

/** What keeps a payment from being written because of who is paid: their name and their account alone. */
export function problemsWithPayee(payee: Pick<Party, 'name' | 'iban'>): PaymentProblem['reason'][] {
  return problemsWith({ ...payee, bic: null, address: null })
}

function isIdentifier(id: string): boolean {
  return /^[a-zA-Z0-9]{1,35}$/.test(endToEndIdOf(id))
}

function problemsWith({ name, iban, bic, address }: Party): PaymentProblem['reason'][] {
  const problems: PaymentProblem['reason'][] = []
  const number = electronicFormatIBAN(iban) ?? ''
  if (!/[a-zA-Z0-9]/.test(sepaText(name, 70))) problems.push('bad-name')
  if (!isValidIBAN(number)) problems.push('bad-iban')
  else if (!isSEPACountry(number.slice(0, 2))) problems.push('iban-outside-sepa')
  if (bic !== null && !isValidBIC(bic)) problems.push('bad-bic')
  if (address !== null && !isWhole(address)) problems.push('bad-address')
  return problems
}

/** Town and country are what an address in parts must have (EPC153-22). */
function isWhole({ town, country }: Address): boolean {
  return /[a-zA-Z0-9]/.test(sepaText(town, 35)) && /^[A-Z]{2}$/.test(country)
}
