import { cents, finder, sum } from './facts.ts'
import type { Finding } from './facts.ts'
import { creditOf } from './model.ts'
import type { Model } from './model.ts'

/** I10 for the bank: each line of a statement is booked as the bank wrote it, and once. */
export function knownBankLines({ evidence }: Model): Finding[] {
  const wrong = finder('I10')
  const seen = new Set<unknown>()
  return [...evidence.bankLines.values()].flatMap(row => {
    const truth = evidence.stripe.bank.find(({ id }) => id === row.reference)
    const again = seen.has(row.reference)
    seen.add(row.reference)
    return [
      ...(again ? [wrong(`the line ${row.reference} of the bank is booked twice`)] : []),
      ...(truth?.amount === row.amount_cents
        ? []
        : [wrong(`the line ${row.reference} is ${row.amount_cents} in our books, not ${truth?.amount}`)]),
    ]
  })
}

/** I10 for the bank: on the account stands what the bank says of the last day that was booked. */
export function bankBalances(model: Model): Finding[] {
  const wrong = finder('I10')
  const { bankStatements, stripe } = model.evidence
  const last = new Map(bankStatements.map(row => [String(row.iban), row]))
  return [...last].flatMap(([iban, { last_day: day }]) => {
    const there = sum(
      stripe.bank.filter(line => line.iban === iban && line.day <= String(day)).map(l => l.amount),
    )
    const ours = -creditOf(model, `bank:${iban}`)
    return ours === there
      ? []
      : [wrong(`on the bank account ${iban} stood ${there} at the end of ${day}, and in our books ${ours}`)]
  })
}

/** I12: once every line of the bank is booked, nothing is under way between Stripe, the bank and us. */
export function nothingUnderWay(model: Model): Finding[] {
  const wrong = finder('I12')
  const { bankLines, stripe } = model.evidence
  const booked = new Set([...bankLines.values()].map(({ reference }) => reference))
  if (booked.size === 0 || stripe.bank.some(({ id }) => !booked.has(id))) return []
  return ['stripe_in_transit', 'bank_in_transit']
    .map(account => [account, creditOf(model, account)] as const)
    .filter(([, credit]) => credit !== 0)
    .map(([account, credit]) => wrong(`${account} has not returned to zero: ${credit}`))
}

/** I2: what stands on a statement, and what was exported, is booked. */
export function bankIsBooked({ evidence }: Model): Finding[] {
  const wrong = finder('I2')
  const { bankLines, bankPayments, entries } = evidence
  const booked = new Set(entries.map(({ sourceType, sourceId }) => `${sourceType} ${sourceId}`))
  const exported = [...bankPayments.values()].filter(
    ({ state }) => state !== 'proposed' && state !== 'voided',
  )
  return [
    ...[...bankLines.values()].filter(row => row.amount_cents !== 0 && !booked.has(`bank_line ${row.id}`)),
    ...exported.filter(({ id }) => !booked.has(`bank_payment ${id}`)),
  ].map(({ id }) => wrong(`what is on its way by bank, ${id}, has no entry`))
}

/** I7: our own money leaves Stripe for the bank when two people agreed, once, and as much as they agreed on. */
export function ownPayouts({ evidence }: Model): Finding[] {
  const wrong = finder('I7')
  const { platformPayouts, stripe } = evidence
  const approved = [...platformPayouts.values()].filter(({ approved_at: at }) => at !== null)
  return [
    ...approved
      .filter(({ proposed_by: first, approved_by: second }) => !second || first === second)
      .map(({ id }) => wrong(`the own payout ${id} is of fewer than two people`)),
    ...stripe.payouts.flatMap(({ id, amount, payoutId }, _, all) => [
      ...(approved.some(row => row.id === payoutId && cents(row, 'amount_cents') === amount)
        ? []
        : [wrong(`the payout ${id} of ${amount} to our bank was not agreed on`)]),
      ...(all.filter(other => other.payoutId === payoutId).length === 1
        ? []
        : [wrong(`the own payout ${payoutId} left twice`)]),
    ]),
  ]
}

/** I10 at rest: whether our own payout arrived or came back is told alike on both sides. */
export function ownPayoutsAsTold({ evidence }: Model): Finding[] {
  const wrong = finder('I10')
  return evidence.stripe.payouts.flatMap(({ payoutId, status }) => {
    const state = evidence.platformPayouts.get(String(payoutId))?.state
    return (state === 'failed') === (status === 'failed' || status === 'canceled')
      ? []
      : [wrong(`the own payout ${payoutId} is ${state} here and ${status} at Stripe`)]
  })
}
