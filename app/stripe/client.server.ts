import Stripe from 'stripe'

const ANSWERS_WITHIN_MS = 10_000
const RETRIES = 2

/** How Stripe is reached. */
export interface StripeSettings {
  apiKey: string
  apiBase: string
  /** What carries the requests; the network when left out. */
  httpClient?: Stripe.HttpClient
  /** How often a request that got no answer is repeated at once, before whoever asked is told. */
  retries?: number
}

/** Stripe's own client, pointed at where its API answers. */
export function createStripe({ apiKey, apiBase, httpClient, retries = RETRIES }: StripeSettings): Stripe {
  const { protocol, hostname, port } = new URL(apiBase)
  return new Stripe(apiKey, {
    host: hostname,
    protocol: protocol === 'http:' ? 'http' : 'https',
    ...(port ? { port: Number(port) } : {}),
    timeout: ANSWERS_WITHIN_MS,
    maxNetworkRetries: retries,
    ...(httpClient ? { httpClient } : {}),
    telemetry: false,
    appInfo: { name: 'Stadmakers' },
  })
}
