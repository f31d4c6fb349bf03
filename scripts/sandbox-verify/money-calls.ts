import type Stripe from 'stripe'
import type { Session } from './session.ts'

/** Takes money by a card, so that it can be spent at once where the card is made for it. */
async function taken(session: Session, method: string, amount: number): Promise<Stripe.PaymentIntent> {
  return session.answered(`take ${amount} by ${method}`, ['status'], () =>
    session.stripe.paymentIntents.create({
      amount,
      currency: 'eur',
      allowed_payment_method_types: ['card'],
      payment_method: method,
      confirm: true,
    }),
  )
}

/** Refunds: in parts, too much, twice, on their way, and failing afterwards. */
export async function refundCalls(session: Session): Promise<void> {
  const { stripe } = session
  const paid = await taken(session, 'pm_card_bypassPending', 5500)
  const refund = (amount?: number) => stripe.refunds.create({ payment_intent: paid.id, amount })
  const part = await session.answered('refund a part', ['status', 'amount'], () => refund(2000))
  session.watch('a refund', part)
  await session.until(
    'read the refund’s balance transaction',
    ['balance_transaction.type', 'balance_transaction.reporting_category', 'balance_transaction.fee'],
    () => stripe.refunds.retrieve(part.id, { expand: ['balance_transaction'] }),
    ({ balance_transaction: booked }) => booked !== null,
  )
  await session.refused('refund more than is left', () => refund(3501))
  await session.answered('refund the rest', ['status', 'amount'], () => refund())
  await session.refused('refund once more', () => refund())

  await taken(session, 'pm_card_bypassPending', 9000)
  const slow = await taken(session, 'pm_card_pendingRefund', 1000)
  const pending = await session.answered(
    'refund a card that takes its time',
    ['status', 'pending_reason'],
    () => stripe.refunds.create({ payment_intent: slow.id }),
  )
  await session.until(
    'wait for it',
    ['status'],
    () => stripe.refunds.retrieve(pending.id),
    ({ status }) => status === 'succeeded',
  )
  const bad = await taken(session, 'pm_card_refundFail', 1000)
  const doomed = await session.answered('refund a card that sends it back', ['status'], () =>
    stripe.refunds.create({ payment_intent: bad.id }),
  )
  session.watch('a refund that fails', doomed)
  await session.until(
    'wait until it has failed',
    [
      'status',
      'failure_balance_transaction.type',
      'failure_balance_transaction.reporting_category',
      'failure_balance_transaction.fee',
    ],
    () => stripe.refunds.retrieve(doomed.id, { expand: ['failure_balance_transaction'] }),
    ({ status }) => status === 'failed',
  )
}

/** Disputes, inquiries and warnings of fraud. */
export async function disputeCalls(session: Session): Promise<void> {
  const { stripe } = session
  const paid = await taken(session, 'pm_card_createDispute', 5500)
  const disputeOf = async (intent: string) => {
    const { data } = await stripe.disputes.list({ payment_intent: intent })
    return { dispute: data[0] ?? null }
  }
  const { dispute } = await session.until(
    'wait for the dispute',
    [
      'dispute.status',
      'dispute.reason',
      'dispute.amount',
      'dispute.balance_transactions.0.reporting_category',
      'dispute.balance_transactions.0.fee',
    ],
    () => disputeOf(paid.id),
    found => found.dispute !== null && found.dispute.balance_transactions.length > 0,
  )
  if (dispute === null) return
  session.watch('a dispute that is won', dispute)
  await session.refused('refund what is disputed', () => stripe.refunds.create({ payment_intent: paid.id }))
  await session.answered(
    'answer with winning evidence',
    ['status', 'evidence_details.submission_count'],
    () =>
      stripe.disputes.update(dispute.id, {
        evidence: { uncategorized_text: 'winning_evidence' },
        submit: true,
      }),
  )
  await session.until(
    'wait until it is won',
    [
      'status',
      'balance_transactions.1.reporting_category',
      'balance_transactions.1.type',
      'balance_transactions.1.fee',
    ],
    () => stripe.disputes.retrieve(dispute.id),
    ({ status }) => status === 'won',
  )
  await session.refused('close what was won', () => stripe.disputes.close(dispute.id))

  const asked = await taken(session, 'pm_card_createDisputeInquiry', 5500)
  await session.until(
    'wait for the inquiry',
    ['dispute.status', 'dispute.balance_transactions', 'dispute.is_charge_refundable'],
    () => disputeOf(asked.id),
    found => found.dispute !== null,
  )
  const warned = await taken(session, 'pm_card_createIssuerFraudRecord', 5500)
  await session.until(
    'wait for the early fraud warning',
    ['data.0.object', 'data.0.actionable', 'data.0.fraud_type'],
    () => stripe.radar.earlyFraudWarnings.list({ payment_intent: warned.id }),
    ({ data }) => data.length > 0,
  )
}

/** Balances, payouts, accounts and transfers. */
export async function accountCalls(session: Session): Promise<void> {
  const { stripe } = session
  await session.answered('read the balance', ['object', 'available.0.currency'], () =>
    stripe.balance.retrieve(),
  )
  await session.answered('read how payouts go', ['object'], () => stripe.balanceSettings.retrieve())
  await session.answered('list balance transactions', ['url'], () =>
    stripe.balanceTransactions.list({ limit: 5 }),
  )
  await session.refused('pay out more than there is', () =>
    stripe.payouts.create({ amount: 99_000_000, currency: 'eur' }),
  )
  const account = await session.answered(
    'make a connected account',
    ['dashboard', 'applied_configurations'],
    () =>
      stripe.v2.core.accounts.create({
        contact_email: 'initiator@example.com',
        display_name: 'Stichting De Ziel',
        dashboard: 'express',
        identity: { country: 'nl', entity_type: 'company' },
        defaults: { responsibilities: { fees_collector: 'application', losses_collector: 'application' } },
        configuration: {
          recipient: { capabilities: { stripe_balance: { stripe_transfers: { requested: true } } } },
        },
      }),
  )
  const capability = 'configuration.recipient.capabilities.stripe_balance.stripe_transfers.status'
  await session.answered('read its capability', [capability], () =>
    stripe.v2.core.accounts.retrieve(account.id, { include: ['configuration.recipient'] }),
  )
  await session.answered('make an onboarding link', ['use_case.type'], () =>
    stripe.v2.core.accountLinks.create({
      account: account.id,
      use_case: {
        type: 'account_onboarding',
        account_onboarding: {
          refresh_url: 'https://example.com/again',
          return_url: 'https://example.com/back',
        },
      },
    }),
  )
  await session.refused('transfer to an account that is not ready', () =>
    stripe.transfers.create({ amount: 100, currency: 'eur', destination: account.id }),
  )
}

/** Webhook endpoints and the events that were made so far. */
export async function webhookCalls(session: Session): Promise<void> {
  const { stripe } = session
  const endpoint = await session.answered('make a webhook endpoint', ['status', 'enabled_events'], () =>
    stripe.webhookEndpoints.create({ url: 'https://example.com/hooks', enabled_events: ['charge.updated'] }),
  )
  await session.answered('switch it off', ['status'], () =>
    stripe.webhookEndpoints.update(endpoint.id, { disabled: true }),
  )
  await session.answered('delete it', ['deleted'], () => stripe.webhookEndpoints.del(endpoint.id))
  await session.answered('list events of one type', ['data.0.type', 'url'], () =>
    stripe.events.list({ type: 'payment_intent.succeeded', limit: 1 }),
  )
  await session.refused('read an event that is not there', () => stripe.events.retrieve('evt_nothing'))
}
