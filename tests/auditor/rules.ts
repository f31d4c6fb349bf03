import {
  cents,
  creditOf,
  leftOf,
  lessen,
  lines,
  lose,
  pledgeOf,
  proportion,
  share,
  takenFrom,
} from './model.ts'
import type { Rule } from './model.ts'
import { RULES_OF_BANK } from './rules-of-bank.ts'
import { RULES_OF_STRIPE } from './rules-of-stripe.ts'

/** VAT on the platform's fee, in basis points: the setting of the books that are audited. */
const VAT_BP = 2_100

/** P1. The whole of what Stripe took is the pledge and its tip. */
const paymentSucceeded: Rule = (model, entry) => {
  const { payments, stripe } = model.evidence
  const payment = payments.get(entry.sourceId)
  const pledge = pledgeOf(model, payment)
  if (!payment || !pledge) return `there is no payment ${entry.sourceId} of a pledge`
  const charged = stripe.charges.find(({ intent }) => intent === entry.sourceId)?.amount ?? 0
  const [amount, tip] = [cents(pledge, 'amount_cents'), cents(pledge, 'tip_cents')]
  if (payment.purpose !== 'pledge') return `${entry.sourceId} is a surplus and is booked as a pledge`
  if (charged !== amount + tip)
    return `Stripe took ${charged} for the pledge ${pledge.id}, which is ${amount + tip}`
  if (model.left.has(String(pledge.id))) return `the pledge ${pledge.id} is paid twice`
  model.left.set(String(pledge.id), { amount, tip })
  return lines(
    ['stripe_clearing', `campaign_funds_held:${pledge.campaign_id}`, amount],
    ['stripe_clearing', `tips_held:${pledge.campaign_id}`, tip],
  )
}

/** P3. */
const surplusPayment: Rule = (model, entry) => {
  const payment = model.evidence.payments.get(entry.sourceId)
  if (payment?.purpose !== 'surplus') return `${entry.sourceId} is no surplus`
  const charged = model.evidence.stripe.charges.find(({ intent }) => intent === entry.sourceId)?.amount ?? 0
  return lines(['stripe_clearing', 'refunds_payable', charged])
}

/** R1. */
const refundDecided: Rule = (model, entry) => {
  const refund = model.evidence.refunds.get(entry.sourceId)
  const pledge = pledgeOf(model, refund)
  if (!refund || !pledge || refund.reason === 'surplus')
    return `there is no refund ${entry.sourceId} of a pledge`
  const tip = cents(refund, 'tip_cents')
  const part = { amount: cents(refund, 'amount_cents') - tip, tip }
  const left = leftOf(model, String(pledge.id))
  if (part.amount > left.amount || part.tip > left.tip)
    return `${part.amount} and ${part.tip} go back of the pledge ${pledge.id}, of which ${left.amount} and ${left.tip} are left`
  // Decision 9: a tip goes back whole with a campaign that did not succeed, whatever of the pledge can.
  const isWhole = part.amount === left.amount || refund.reason === 'campaign_canceled'
  const expectedTip = isWhole ? left.tip : proportion(left.tip, part.amount, left.amount)
  if (part.tip !== expectedTip)
    return `with ${part.amount} of the pledge ${pledge.id} goes ${part.tip} of its tip, not ${expectedTip}`
  const booked = takenFrom(model, String(pledge.campaign_id), part, 'refunds_payable')
  lessen(model, String(pledge.id), part)
  const isKept = ({ debit }: { debit: string }) => /^(campaign_funds|tips)_held:/.test(debit)
  const lent = booked.filter(posting => !isKept(posting)).reduce((total, { amount }) => total + amount, 0)
  model.lent.set(String(refund.id), lent)
  return booked
}

/** D3. First what was to be refunded and did not leave, then the pledge and its tip; the rest is our loss. */
const disputeLost: Rule = (model, entry) => {
  const { disputes, payments, refunds, stripe, entries } = model.evidence
  const dispute = disputes.get(entry.sourceId)
  const pledge = pledgeOf(model, dispute)
  const truth = stripe.disputes.find(({ id }) => id === entry.sourceId)
  if (!dispute || !pledge || truth?.status !== 'lost') return `Stripe knows no lost dispute ${entry.sourceId}`
  const reserve = `dispute_reserve:${pledge.campaign_id}`
  let rest = truth.amount
  const overtaken = [...refunds.values()]
    .filter(
      refund =>
        refund.payment_id === dispute.payment_id &&
        refund.state === 'overtaken' &&
        refund.finished_at === entry.recordedAt &&
        !model.overtaken.has(String(refund.id)) &&
        // One that came back after the dispute was lost has an entry of its own.
        !entries.some(({ kind, sourceId }) => kind === 'loss-recovered' && sourceId === refund.id),
    )
    .toSorted((a, b) => Number(a.n) - Number(b.n))
    .filter(refund => {
      // Another dispute of the payment may be lost at the same moment: each overtakes what fits into it.
      const fits = cents(refund, 'amount_cents') <= rest
      if (fits) rest -= cents(refund, 'amount_cents')
      return fits
    })
  for (const { id } of overtaken) model.overtaken.add(String(id))
  const isOfPledge = payments.get(String(dispute.payment_id))?.purpose === 'pledge'
  const left = isOfPledge ? leftOf(model, String(pledge.id)) : { amount: 0, tip: 0 }
  const whole = left.amount + left.tip
  const amount = rest >= whole ? left.amount : proportion(rest, left.amount, whole)
  const part = { amount, tip: rest >= whole ? left.tip : rest - amount }
  const beyond = rest - part.amount - part.tip
  const booked = [
    ...overtaken.flatMap(of => lines(['refunds_payable', reserve, cents(of, 'amount_cents')])),
    ...takenFrom(model, String(pledge.campaign_id), part, reserve),
    ...lines(['bad_debt', reserve, beyond]),
  ]
  lessen(model, String(pledge.id), part)
  lose(model, dispute, beyond)
  return booked
}

/** D3, when the refund of a lost dispute failed after all. */
const lossRecovered: Rule = (model, entry) => {
  const refund = model.evidence.refunds.get(entry.sourceId)
  if (refund?.state !== 'overtaken') return `the refund ${entry.sourceId} was not overtaken by a dispute`
  const amount = cents(refund, 'amount_cents')
  const lost = model.lostOfPayment.get(String(refund.payment_id)) ?? 0
  if (amount > lost)
    return `${amount} were recovered of the payment ${refund.payment_id}, of which ${lost} were lost`
  lose(model, refund, -amount)
  return lines(['refunds_payable', 'bad_debt', amount])
}

/** S1. The fee and its VAT are computed here once more. */
const settlementApproved: Rule = (model, entry) => {
  const { settlements, campaigns } = model.evidence
  const settlement = settlements.get(entry.sourceId)
  if (!settlement?.approved_at) return `the settlement ${entry.sourceId} was not approved`
  const [of, funds] = [settlement.campaign_id, cents(settlement, 'funds_cents')]
  const fee = share(funds, cents(campaigns.get(String(of)), 'platform_fee_bp'))
  const vat = share(fee, VAT_BP)
  const held = `campaign_funds_held:${of}`
  if (funds > creditOf(model, held))
    return `${funds} are settled of the campaign ${of}, which holds ${creditOf(model, held)}`
  return lines(
    [held, 'platform_fee_income', fee],
    [held, 'vat_payable', vat],
    [held, `initiator_payable:${of}`, funds - fee - vat],
  )
}

/** S2, S3 and N1: what goes with a settlement. */
const withSettlement =
  (column: string, debit: string, credit: string): Rule =>
  (model, entry) => {
    const settlement = model.evidence.settlements.get(entry.sourceId)
    if (!settlement?.approved_at) return `the settlement ${entry.sourceId} was not approved`
    const of = (account: string) => account.replace(':C', `:${settlement.campaign_id}`)
    return lines([of(debit), of(credit), cents(settlement, column)])
  }

/** D4. */
const debtWrittenOff: Rule = (model, entry) => {
  const decision = model.evidence.writeOffs.get(entry.sourceId)
  if (!decision) return `nobody decided to write off ${entry.sourceId}`
  return lines(['bad_debt', `initiator_receivable:${decision.campaign_id}`, cents(decision, 'amount_cents')])
}

/** Which rule of money.md 3.3 says what an entry of a kind must be. A kind that is not here is a finding. */
export const RULES: Record<string, { source: string; rule: Rule }> = {
  'payment-succeeded': { source: 'payment', rule: paymentSucceeded },
  'surplus-payment': { source: 'payment', rule: surplusPayment },
  'refund-decided': { source: 'refund', rule: refundDecided },
  'loss-recovered': { source: 'refund', rule: lossRecovered },
  'dispute-lost': { source: 'dispute', rule: disputeLost },
  'settlement-approved': { source: 'settlement', rule: settlementApproved },
  'costs-passed-on': {
    source: 'settlement',
    rule: withSettlement('costs_cents', 'initiator_payable:C', 'stripe_fees'),
  },
  'tips-earned': { source: 'settlement', rule: withSettlement('tips_cents', 'tips_held:C', 'tip_income') },
  'debt-set-off': {
    source: 'settlement',
    rule: withSettlement('debt_cents', 'initiator_payable:C', 'initiator_receivable:C'),
  },
  'debt-written-off': { source: 'debt_write_off', rule: debtWrittenOff },
  ...RULES_OF_BANK,
  ...Object.fromEntries(
    Object.entries(RULES_OF_STRIPE).map(([kind, rule]) => [kind, { source: 'balance_transaction', rule }]),
  ),
}
