import type Stripe from 'stripe'
import { cents } from '#app/domain/money.ts'
import type { EndpointProblem, Overviews } from '#app/domain/payments/overviews.ts'
import { reading } from './answers.server.ts'
import { HANDLED_CONNECT_EVENTS, HANDLED_EVENTS, HANDLED_THIN_EVENTS } from './event-types.ts'
import { eventReading, paymentReading, refundReading } from './translate.ts'

const PAGE = 100

/** Answers with lists read to their end: for comparing, never for acting. */
export function overviews(stripe: Stripe): Overviews {
  return {
    paymentsSince: async function* (since) {
      for await (const intent of stripe.paymentIntents.list(madeSince(since)))
        yield { ...paymentReading(intent), createdAt: dateOf(intent.created) }
    },
    refundsSince: async function* (since) {
      for await (const refund of stripe.refunds.list(madeSince(since)))
        yield { ...refundReading(refund), createdAt: dateOf(refund.created) }
    },
    transfersSince: async function* (since) {
      for await (const transfer of stripe.transfers.list(madeSince(since)))
        yield {
          transferId: transfer.id,
          settlementId: transfer.metadata.settlement_id ?? null,
          amount: cents(transfer.amount),
          createdAt: dateOf(transfer.created),
        }
    },
    undeliveredEvents: async function* (since) {
      const wanted = { ...madeSince(since), types: [...HANDLED_EVENTS], delivery_success: false }
      for await (const event of stripe.events.list(wanted)) yield eventReading(event)
    },
    endpointProblems: publicUrl => endpointProblems(stripe, publicUrl),
    readConnectedAccount: async stripeAccount => {
      const account = await reading(() =>
        stripe.v2.core.accounts.retrieve(stripeAccount, { include: ['requirements'] }),
      )
      const { available, pending } = await reading(() => stripe.balance.retrieve({}, { stripeAccount }))
      const euros = [...available, ...pending].filter(({ currency }) => currency === 'eur')
      return {
        requirements: (account.requirements?.entries ?? []).length,
        balance: cents(euros.reduce((total, { amount }) => total + amount, 0)),
      }
    },
  }
}

function madeSince(since: Date) {
  return { created: { gte: Math.floor(since.getTime() / 1_000) }, limit: PAGE }
}

const dateOf = (seconds: number) => new Date(seconds * 1_000)

/** What is set at Stripe, beside what the code listens to. Several endpoints of one address count as one. */
async function endpointProblems(stripe: Stripe, publicUrl: string): Promise<EndpointProblem[]> {
  const snapshots: SetEndpoint[] = []
  for await (const { url, status, enabled_events: events } of stripe.webhookEndpoints.list({ limit: PAGE }))
    snapshots.push({ url, isEnabled: status === 'enabled', events })
  const thin: SetEndpoint[] = []
  const include = ['webhook_endpoint.url' as const]
  for await (const destination of stripe.v2.core.eventDestinations.list({ limit: PAGE, include }))
    thin.push({
      url: destination.webhook_endpoint?.url ?? '',
      isEnabled: destination.status === 'enabled',
      events: destination.enabled_events,
    })
  return [
    ...problemOf(publicUrl, '/webhooks/stripe', HANDLED_EVENTS, snapshots),
    ...problemOf(publicUrl, '/webhooks/stripe-connect', HANDLED_CONNECT_EVENTS, snapshots),
    ...problemOf(publicUrl, '/webhooks/stripe-thin', HANDLED_THIN_EVENTS, thin),
  ]
}

interface SetEndpoint {
  url: string
  isEnabled: boolean
  events: readonly string[]
}

function problemOf(
  publicUrl: string,
  path: string,
  handled: readonly string[],
  all: readonly SetEndpoint[],
): EndpointProblem[] {
  const ours = all.filter(({ url }) => url === new URL(path, publicUrl).href)
  if (ours.length === 0) return [{ path, problem: 'missing', lacking: [...handled], surplus: [] }]
  const enabled = ours.filter(({ isEnabled }) => isEnabled)
  if (enabled.length === 0) return [{ path, problem: 'disabled', lacking: [...handled], surplus: [] }]
  const events = new Set(enabled.flatMap(endpoint => endpoint.events))
  const lacking = events.has('*') ? [] : handled.filter(event => !events.has(event))
  const surplus = [...events].filter(event => !handled.includes(event))
  return lacking.length + surplus.length === 0 ? [] : [{ path, problem: 'other-events', lacking, surplus }]
}
