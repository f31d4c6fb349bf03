import type { BookRow } from './books.ts'
import { cents, finder, sum } from './facts.ts'
import type { Finding } from './facts.ts'
import { creditOf, leftOf } from './model.ts'
import type { Model } from './model.ts'

/** I6: of no payment more went back than it was: at Stripe, and in our decisions. */
export function neverMoreBack({ evidence }: Model): Finding[] {
  const wrong = finder('I6')
  const { payments, refunds, stripe } = evidence
  return [...payments.values()].flatMap(payment => {
    const amount = cents(payment, 'amount_cents')
    const decided = sum(
      [...refunds.values()]
        .filter(({ payment_id: of, state }) => of === payment.id && state !== 'overtaken')
        .map(refund => cents(refund, 'amount_cents')),
    )
    const back = sum(
      stripe.refunds
        .filter(
          ({ intent, status }) => intent === payment.id && (status === 'succeeded' || status === 'pending'),
        )
        .map(refund => refund.amount),
    )
    return [
      ...(decided <= amount
        ? []
        : [wrong(`${decided} of the payment ${payment.id} of ${amount} are to go back`)]),
      ...(back <= amount ? [] : [wrong(`Stripe returned ${back} of the payment ${payment.id} of ${amount}`)]),
    ]
  })
}

/** I7: nothing is paid out without two others than the initiator, before success, twice, or of what is not there. */
export function paidOutRightly(model: Model): Finding[] {
  const wrong = finder('I7')
  const { settlements, campaigns, stripe } = model.evidence
  const approved = [...settlements.values()].filter(({ approved_at: at }) => at !== null)
  return [
    ...approved.flatMap(settlement => {
      const { id, proposed_by: first, approved_by: second, campaign_id: of } = settlement
      const campaign = campaigns.get(String(of))
      const people = new Set([first, second, campaign?.initiator_id])
      return [
        ...(people.size === 3
          ? []
          : [wrong(`the settlement ${id} is of fewer than two people beside the initiator`)]),
        ...(mayBePaidOut(model, settlement)
          ? []
          : [wrong(`the settlement ${id} is of a campaign that is ${campaign?.state}`)]),
      ]
    }),
    ...stripe.transfers
      .filter(({ settlementId }) => settlementId !== null)
      .flatMap(({ id, amount, settlementId }, _, all) => {
        const settlement = approved.find(one => one.id === settlementId)
        return [
          ...(settlement && cents(settlement, 'payout_cents') === amount
            ? []
            : [wrong(`the transfer ${id} of ${amount} is of no approved settlement of that amount`)]),
          ...(all.filter(other => other.settlementId === settlementId).length === 1
            ? []
            : [wrong(`the settlement ${settlementId} is transferred more than once`)]),
        ]
      }),
    ...[...model.credit]
      .filter(
        ([account, credit]) =>
          /^(campaign_funds_held|tips_held|initiator_payable):/.test(account) && credit < 0,
      )
      .map(([account, credit]) => wrong(`${account} has fallen to ${credit}`)),
    ...[...model.credit]
      .filter(([account, credit]) => account.startsWith('initiator_receivable:') && credit > 0)
      .map(([account, credit]) => wrong(`more is paid of ${account} than was owed: ${credit}`)),
  ]
}

/** So far may the site's clock stand behind, so that what came later seems earlier. */
const CLOCK_MAY_BE_BEHIND_MS = 3_600_000
const FOURTEEN_DAYS_MS = 14 * 24 * 3_600_000
const LEAST_BEFORE_THE_END = 250_00

/**
 * A campaign is paid out once it succeeded, and not after it was canceled. Keep-what-you-raise is from the 14th day on,
 * from 250 euros (money.md, decision 11).
 */
function mayBePaidOut({ evidence }: Model, settlement: BookRow): boolean {
  const { campaigns, cancellations, closures } = evidence
  const [id, at] = [settlement.campaign_id, Date.parse(String(settlement.approved_at))]
  const campaign = campaigns.get(String(id))
  const canceled = cancellations.find(({ campaign_id: of }) => of === id)
  const isEarly = (than: unknown) => at < Date.parse(String(than)) - CLOCK_MAY_BE_BEHIND_MS
  if (!campaign || (canceled && at > Date.parse(String(canceled.canceled_at)) + CLOCK_MAY_BE_BEHIND_MS))
    return false
  const isLongLive =
    campaign.funding_model === 'keep_it_all' &&
    at >= Date.parse(String(campaign.live_at)) + FOURTEEN_DAYS_MS - CLOCK_MAY_BE_BEHIND_MS &&
    cents(settlement, 'funds_cents') >= LEAST_BEFORE_THE_END
  if (isLongLive) return true
  // Of a canceled one it is no longer told that it had succeeded: at least its last day was over.
  if (campaign.state === 'canceled') return !isEarly(campaign.ends_at)
  const closure = closures.find(({ campaign_id: of }) => of === id)
  return campaign.state === 'succeeded' && !isEarly(closure?.decided_at ?? 0)
}

/** I8: of a match fund never more is promised than it has. */
export function matchFunds(model: Model): Finding[] {
  const wrong = finder('I8')
  return [...model.evidence.entries.flatMap(({ postings }) => postings)]
    .flatMap(({ debit, credit }) => [debit, credit])
    .filter(
      (account, index, all) =>
        /^match_(fund|committed|payable):/.test(account) && all.indexOf(account) === index,
    )
    .map(account => [account, writtenCredit(model, account)] as const)
    .filter(([, credit]) => credit < 0)
    .map(([account, credit]) => wrong(`${account} has fallen to ${credit}`))
}

/** What the entries themselves say stands on an account's credit side. */
function writtenCredit({ evidence }: Model, account: string): number {
  return sum(
    evidence.entries
      .flatMap(({ postings }) => postings)
      .map(
        ({ debit, credit, amount }) => (credit === account ? amount : 0) - (debit === account ? amount : 0),
      ),
  )
}

/** I12: what is under way is exactly what Stripe has taken or given and not told of yet; at rest it is nothing. */
export function clearing(model: Model, isAtRest: boolean): Finding[] {
  const wrong = finder('I12')
  const { payments, refunds, transactions } = model.evidence
  const seen = (...categories: string[]) =>
    sum(
      [...transactions.values()]
        .filter(({ reporting_category: category }) => categories.includes(String(category)))
        .map(row => cents(row, 'amount_cents')),
    )
  const paid = sum([...payments.values()].map(payment => cents(payment, 'amount_cents')))
  const owed = [...refunds.values()].filter(
    ({ state }) => !['overtaken', 'in_bank_file', 'paid_by_bank'].includes(String(state)),
  )
  const decided = sum(owed.map(refund => cents(refund, 'amount_cents')))
  const byBank = sum(
    owed.filter(({ state }) => state === 'by_bank').map(refund => cents(refund, 'amount_cents')),
  )
  const clear = -creditOf(model, 'stripe_clearing')
  const payable = creditOf(model, 'refunds_payable')
  return [
    ...(clear === paid - seen('charge')
      ? []
      : [wrong(`stripe_clearing is ${clear}, not ${paid - seen('charge')}`)]),
    ...(payable === decided + seen('refund', 'refund_failure')
      ? []
      : [wrong(`refunds_payable is ${payable}, not ${decided + seen('refund', 'refund_failure')}`)]),
    ...(isAtRest && clear !== 0 ? [wrong(`stripe_clearing has not returned to zero: ${clear}`)] : []),
    ...(isAtRest && payable !== byBank
      ? [wrong(`refunds_payable has not returned to zero: ${payable}, of which ${byBank} go by bank`)]
      : []),
    ...(isAtRest && creditOf(model, 'suspense') !== 0
      ? [wrong(`suspense has not returned to zero: ${creditOf(model, 'suspense')}`)]
      : []),
  ]
}

const HAS = ['stripe_balance', 'stripe_clearing', 'stripe_reserve', 'dispute_reserve', 'stripe_in_transit']
const OWES = ['campaign_funds_held', 'tips_held', 'refunds_payable', 'initiator_payable']

/**
 * What the platform must lend an initiator before it can pay a backer back, and has not begun to: Stripe was asked for
 * no refund that stands, and what an earlier one took has come back. Nobody can call for it out of other people's money.
 */
function notBegun(model: Model): number {
  const { refunds, transactions, stripe } = model.evidence
  return sum(
    [...model.lent].map(([refundId, lent]) => {
      const made = stripe.refunds.filter(refund => refund.refundId === refundId)
      const isMade = made.some(({ status }) => !['failed', 'canceled'].includes(status))
      if (isMade || refunds.get(refundId)?.state !== 'decided') return 0
      const moved = [...transactions.values()].filter(
        row =>
          made.some(({ id }) => id === row.source_id) &&
          ['refund', 'refund_failure'].includes(String(row.reporting_category)),
      )
      const owed =
        cents(refunds.get(refundId), 'amount_cents') + sum(moved.map(row => cents(row, 'amount_cents')))
      return Math.max(0, Math.min(lent, owed))
    }),
  )
}

/**
 * I15: what we hold is never less than what we owe to backers and initiators. A refund of money that its campaign does
 * not have any more is owed from the moment at which it is made at Stripe: it may be made only when it is covered.
 */
export function covered(model: Model): Finding[] {
  const by = (names: string[]) =>
    sum(
      [...model.credit]
        .filter(([account]) => names.includes(account.split(':')[0] ?? ''))
        .map(([, credit]) => credit),
    )
  const [has, owes] = [-by(HAS), by(OWES) - notBegun(model)]
  return has >= owes ? [] : [finder('I15')(`we hold ${has} and owe ${owes}`)]
}

/** I10 for one backer: what Stripe has of them is what is left of the pledge, and what is on its way back. */
export function backersMoney(model: Model): Finding[] {
  const wrong = finder('I10')
  const { pledges, payments, refunds, stripe } = model.evidence
  return [...pledges.values()].flatMap(pledge => {
    const own = new Set(
      [...payments.values()].filter(({ pledge_id: of }) => of === pledge.id).map(({ id }) => String(id)),
    )
    const of = <T extends { intent: string; amount: number }>(all: T[], fits: (one: T) => boolean) =>
      sum(all.filter(one => own.has(one.intent) && fits(one)).map(({ amount }) => amount))
    const atStripe =
      of(stripe.charges, () => true) -
      of(stripe.refunds, ({ status }) => status === 'succeeded' || status === 'pending') -
      of(stripe.disputes, ({ status }) => status === 'lost')
    const { amount, tip } = leftOf(model, String(pledge.id))
    const onItsWay = sum(
      [...refunds.values()]
        .filter(
          ({ pledge_id: id, state }) =>
            // What our bank pays instead of Stripe stays at Stripe.
            id === pledge.id &&
            ['decided', 'failed', 'by_bank', 'in_bank_file', 'paid_by_bank'].includes(String(state)),
        )
        .map(refund => cents(refund, 'amount_cents')),
    )
    const ought = amount + tip + onItsWay - (model.lost.get(String(pledge.id)) ?? 0)
    return atStripe === ought
      ? []
      : [
          wrong(
            `Stripe has ${atStripe} of the backer of the pledge ${pledge.id} (${pledge.state}), not ${ought}`,
          ),
        ]
  })
}
