import type { ActionFunctionArgs } from '@remix-run/node'
import type { Endpoint } from '#app/stripe/inbox.server.ts'

/** What the sender is told; Stripe only looks at the status, a person reads the sentence. */
const ANSWERS = {
  'not-signed': { status: 400, sentence: 'The signature does not fit: nothing was kept.' },
  'not-an-event': { status: 400, sentence: 'This is no event: nothing was kept.' },
  'wrong-mode': { status: 400, sentence: 'The event is of the other mode (test or live): nothing was kept.' },
} as const

/** Keeps an event of Stripe and answers at once; looking at it is for later. */
export async function receiveWebhook(
  { request, context }: ActionFunctionArgs,
  endpoint: Endpoint,
): Promise<Response> {
  const body = await request.text()
  const received = await context.world.inbox.receive(endpoint, body, request.headers.get('Stripe-Signature'))
  if (received.ok) return new Response(received.isNew ? 'kept' : 'kept before', { status: 200 })
  context.world.log.warn({ event: 'webhook.refused', endpoint, reason: received.reason })
  const { status, sentence } = ANSWERS[received.reason]
  return new Response(sentence, { status })
}
