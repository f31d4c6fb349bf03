import Stripe from 'stripe'

const ANSWERS_WITHIN_MS = 10_000
const RETRIES = 2

/** Stripe's own client, pointed at where its API answers. */
export function createStripe({ apiKey, apiBase }: { apiKey: string; apiBase: string }): Stripe {
  const { protocol, hostname, port } = new URL(apiBase)
  return new Stripe(apiKey, {
    host: hostname,
    protocol: protocol === 'http:' ? 'http' : 'https',
    ...(port ? { port: Number(port) } : {}),
    timeout: ANSWERS_WITHIN_MS,
    maxNetworkRetries: RETRIES,
    telemetry: false,
    appInfo: { name: 'Stadmakers' },
  })
}
