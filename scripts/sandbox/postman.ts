import http from 'node:http'
import https from 'node:https'
import { MINUTE_MS, SECOND_MS, secondsOf } from './clock.ts'
import type { Job } from './collections.ts'
import type { SandboxCore } from './core.ts'
import type { Draft } from './draft.ts'
import { type Delivery, type DeliveryAttempt, noteAttempt } from './stripe/deliveries.ts'
import { notificationOf } from './stripe/events.ts'
import { signatureHeader } from './stripe/signature.ts'

/** How long an endpoint may take to answer, in the machine's own time. */
const TIMEOUT_MS = 10 * SECOND_MS

/**
 * While a delivery is under way its job lies this far in the future, so that nobody takes it up again; if the
 * sandbox dies meanwhile, the job is found there after the restart.
 */
const LEASE_MS = MINUTE_MS

/**
 * Brings one event to one endpoint and notes what came of it. When `closing` breaks it off nothing is noted: the
 * job is found after the restart.
 */
export async function deliver(
  core: SandboxCore,
  job: Job,
  closing: AbortSignal,
): Promise<Delivery['status']> {
  const posted = core.step(draft => {
    draft.schedule({ ...job, dueAtMs: draft.nowMs + LEASE_MS, soon: false })
    return letterOf(draft, job.target)
  })
  if (posted === undefined) {
    // The endpoint was taken away after the event happened.
    core.step(draft => {
      draft.remove('job', job.id)
      draft.patch('delivery', job.target, { status: 'dropped' })
    })
    return 'dropped'
  }
  const attempt = await post(core, posted, closing)
  if (closing.aborted) return 'waiting'
  return core.step(draft => noteAttempt(draft, job.target, attempt)).status
}

interface Posted {
  url: string
  payload: string
  secret: string
}

/** A webhook on its way: signed, and not yet sent. */
interface SignedWebhook {
  url: string
  payload: string
  /** The header `Stripe-Signature`. */
  signature: string
}

/** Brings a webhook to its address and says with which status it was answered; throws when there was no answer. */
export type Carrier = (webhook: SignedWebhook, closing: AbortSignal) => Promise<number>

function letterOf(draft: Draft, id: string): Posted | undefined {
  const delivery = draft.must('delivery', id)
  const secret = draft.get('endpoint_secret', delivery.endpoint)
  const url = delivery.thin
    ? draft.get('event_destination', delivery.endpoint)?.webhook_endpoint?.url
    : draft.get('webhook_endpoint', delivery.endpoint)?.url
  if (secret === undefined || url === undefined) return undefined
  const body = delivery.thin
    ? notificationOf(draft.must('thin_event', delivery.event))
    : draft.must('event', delivery.event)
  return { url, payload: JSON.stringify(body, null, 2), secret: secret.secret }
}

/** One try. */
async function post(core: SandboxCore, posted: Posted, closing: AbortSignal): Promise<DeliveryAttempt> {
  const atMs = core.clock.now()
  const { url, payload, secret } = posted
  const signature = signatureHeader(payload, secret, secondsOf(atMs))
  try {
    return { atMs, status: await core.carrier({ url, payload, signature }, closing), problem: null }
  } catch (error) {
    return { atMs, status: null, problem: error instanceof Error ? error.message : String(error) }
  }
}

/** Over the network. By node's own client and not by fetch, which refuses some ports on which a site may well listen. */
export const overHttp: Carrier = ({ url, payload, signature }, closing) => {
  const headers = {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(payload),
    'User-Agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
    'Stripe-Signature': signature,
  }
  const send = url.startsWith('https:') ? https.request : http.request
  return new Promise((resolve, reject) => {
    const options = {
      method: 'POST',
      headers,
      signal: AbortSignal.any([closing, AbortSignal.timeout(TIMEOUT_MS)]),
    }
    const request = send(url, options, response => {
      response.once('error', reject)
      response.once('end', () => resolve(response.statusCode ?? 0))
      response.resume()
    })
    request.once('error', reject)
    request.end(payload)
  })
}
