import type { BookRow } from './books.ts'
import { cents, finder } from './facts.ts'
import type { Finding } from './facts.ts'
import { creditOf } from './model.ts'
import type { Model } from './model.ts'

/** I10, at every moment: what our books know of a balance transaction is what Stripe says of it. */
export function knownTransactions({ evidence }: Model): Finding[] {
  const wrong = finder('I10')
  return [...evidence.transactions.values()].flatMap(row => {
    const truth = evidence.stripe.transactions.get(String(row.id))
    if (!truth) return [wrong(`Stripe knows no balance transaction ${row.id}`)]
    const fits =
      truth.amount === row.amount_cents && truth.fee === row.fee_cents && truth.net === row.net_cents
    return fits ? [] : [wrong(`${row.id} is ${row.net_cents} net in our books and ${truth.net} at Stripe`)]
  })
}

/** I10 at rest: every object of the one side is on the other, and the balance is the same to the cent. */
export function mirrors(model: Model): Finding[] {
  const { stripe, transactions, payments, refunds, settlements, pledges, disputes } = model.evidence
  const wrong = finder('I10')
  const sent = [...refunds.values()].filter(({ state }) => state === 'sent' || state === 'succeeded')
  const transferred = [...settlements.values()].filter(
    settlement => settlement.approved_at !== null && cents(settlement, 'payout_cents') > 0,
  )
  const ours = stripe.charges.filter(({ pledgeId }) => pledges.has(pledgeId ?? ''))
  const disputed = stripe.disputes.filter(({ intent }) => payments.has(intent))
  return [
    ...pairs(
      'balance transaction',
      [...transactions.values()].map(row => [row.id, row.net_cents]),
      [...stripe.transactions.values()]
        .filter(({ amount, net }) => amount !== 0 || net !== 0)
        .map(t => [t.id, t.net]),
    ),
    ...pairs(
      'payment',
      [...payments.values()].map(row => [row.id, row.amount_cents]),
      ours.map(({ intent, amount }) => [intent, amount]),
    ),
    ...pairs(
      'refund',
      sent.map(row => [row.stripe_refund_id, row.amount_cents]),
      stripe.refunds
        .filter(({ status, intent }) => status !== 'failed' && payments.has(intent))
        .map(({ id, amount }) => [id, amount]),
    ),
    ...pairs(
      'transfer',
      transferred.map(row => [row.transfer_id, row.payout_cents]),
      stripe.transfers.map(({ id, amount }) => [id, amount]),
    ),
    ...pairs(
      'dispute',
      [...disputes.values()].map(row => [row.id, row.amount_cents]),
      disputed.map(({ id, amount }) => [id, amount]),
    ),
    ...(-creditOf(model, 'stripe_balance') === stripe.balance
      ? []
      : [
          wrong(
            `Stripe holds ${stripe.balance} for us, and our books say ${-creditOf(model, 'stripe_balance')}`,
          ),
        ]),
  ]
}

function pairs(
  what: string,
  ours: [id: BookRow[string] | undefined, cents: BookRow[string] | undefined][],
  theirs: [id: string, cents: number][],
): Finding[] {
  const wrong = finder('I10')
  const [left, right] = [ours, theirs].map(side => side.map(([id, amount]) => `${id} of ${amount}`)) as [
    string[],
    string[],
  ]
  const [leftSet, rightSet] = [new Set(left), new Set(right)]
  return [
    ...left.filter(one => !rightSet.has(one)).map(one => wrong(`the ${what} ${one} is not at Stripe`)),
    ...right
      .filter(one => !leftSet.has(one))
      .map(one => wrong(`the ${what} ${one} at Stripe is not in our books`)),
    ...(leftSet.size === left.length && rightSet.size === right.length
      ? []
      : [wrong(`a ${what} is there twice`)]),
  ]
}

/** I2: every fact that moves money has its entry. */
export function everyFactIsBooked({ evidence }: Model): Finding[] {
  const wrong = finder('I2')
  const booked = new Set(evidence.entries.map(({ sourceId, kind }) => `${kind} ${sourceId}`))
  const missing = (kind: string, ids: (BookRow[string] | undefined)[]) =>
    ids.filter(id => !booked.has(`${kind} ${id}`)).map(id => wrong(`${id} has no entry ${kind}`))
  const idsOf = (rows: Iterable<BookRow>, fits: (row: BookRow) => boolean) =>
    [...rows].filter(fits).map(({ id }) => id)
  return [
    ...missing(
      'payment-succeeded',
      idsOf(evidence.payments.values(), ({ purpose }) => purpose === 'pledge'),
    ),
    ...missing(
      'surplus-payment',
      idsOf(evidence.payments.values(), ({ purpose }) => purpose === 'surplus'),
    ),
    ...missing(
      'refund-decided',
      idsOf(evidence.refunds.values(), ({ reason }) => reason !== 'surplus'),
    ),
    ...missing(
      'dispute-lost',
      idsOf(evidence.disputes.values(), ({ state }) => state === 'lost'),
    ),
    ...missing(
      'settlement-approved',
      idsOf(evidence.settlements.values(), of => of.approved_at !== null && Number(of.funds_cents) > 0),
    ),
    ...missing('debt-written-off', [...evidence.writeOffs.keys()]),
    ...[...evidence.transactions.values()]
      .filter(
        ({ id, entry_id: entry }) => !evidence.entries.some(one => one.id === entry && one.sourceId === id),
      )
      .map(({ id }) => wrong(`the balance transaction ${id} has no entry of its own`)),
  ]
}

/** A letter that left, by the key under which mail servers know it. */
export interface SentLetter {
  messageId: string
}

/** I11: every promised letter was sent, and once, save for those whose answer was lost. */
export function lettersOnce(
  { evidence }: Model,
  sent: readonly SentLetter[],
  mayComeTwice: number,
): Finding[] {
  const wrong = finder('I11')
  const copies = sent.length - new Set(sent.map(({ messageId }) => messageId)).size
  const unsent = evidence.letters.filter(({ state }) => state !== 'sent')
  return [
    ...unsent.map(({ id, name, state }) => wrong(`the letter ${name} ${id} is ${state}`)),
    ...(sent.length - copies === evidence.letters.length - unsent.length
      ? []
      : [wrong(`${evidence.letters.length - unsent.length} letters were sent ${sent.length} times`)]),
    ...(copies <= mayComeTwice ? [] : [wrong(`${copies} letters came twice, where ${mayComeTwice} may`)]),
  ]
}

/** I14: nothing that names a person stands in a line of the log. */
export function nothingPersonal(log: readonly string[], canaries: readonly string[]): Finding[] {
  const wrong = finder('I14')
  return log.flatMap(line =>
    canaries
      .filter(canary => line.includes(canary))
      .map(canary => wrong(`"${canary}" stands in a line of the log: ${line.slice(0, 200)}`)),
  )
}
