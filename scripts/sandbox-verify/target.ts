import { setTimeout as sleep } from 'node:timers/promises'
import Stripe from 'stripe'
import { startSandbox } from '../sandbox/start-sandbox.ts'

/** What the calls are made against: the sandbox of this project, or Stripe itself in test mode. */
export interface Target {
  name: 'the sandbox' | 'Stripe'
  stripe: Stripe
  /** Gives the other side the time to do what it does by itself after a call. */
  settle(): Promise<void>
  close(): Promise<void>
}

/** A sandbox of its own, without a past. Every request and answer in it is held to Stripe's types. */
export async function sandboxTarget(): Promise<Target> {
  const sandbox = await startSandbox({ webhooks: 'calm', validate: 'throw', seed: 'verify' })
  const { hostname, port } = new URL(sandbox.url)
  const stripe = new Stripe(sandbox.apiKey, { ...CONFIG, host: hostname, port, protocol: 'http' })
  return {
    name: 'the sandbox',
    stripe,
    settle: async () => {
      await sandbox.control.advance('20m')
      await sandbox.control.drain()
    },
    close: () => sandbox.close(),
  }
}

/** Stripe itself, by a key of its test mode. */
export function stripeTarget(key: string): Target {
  const stripe = new Stripe(key, CONFIG)
  return { name: 'Stripe', stripe, settle: () => sleep(3000), close: () => Promise.resolve() }
}

/** Why a key must not be used, in a sentence; undefined for a key of the test mode. */
export function problemWithKey(key: string): string | undefined {
  if (/^(sk|rk)_test_/.test(key)) return undefined
  if (/^(sk|rk)_live_/.test(key)) {
    return 'STRIPE_TEST_KEY is a live key: these calls would charge real cards. Give a key that begins with sk_test_.'
  }
  return 'STRIPE_TEST_KEY is no secret key of the test mode: it must begin with sk_test_ or rk_test_.'
}

/** Retries are off, so that each answer is the first one. */
const CONFIG = { maxNetworkRetries: 0, telemetry: false }
