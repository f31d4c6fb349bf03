import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Stripe from 'stripe'
import { afterEach } from 'vitest'
import { type Sandbox, type SandboxOptions, startSandbox } from '#scripts/sandbox/start-sandbox.ts'

/*
 * What the sandbox's tests share: a sandbox with a frozen clock whose every answer and event must be valid,
 * the real `stripe` package as its client, and a browser without a screen.
 */

const opened: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close()
})

export interface Bench {
  sandbox: Sandbox
  stripe: Stripe
}

/** A sandbox for one test; it is closed afterwards, unless the test did so itself. */
export async function openSandbox(options: SandboxOptions = {}): Promise<Bench> {
  const sandbox = await startSandbox({ webhooks: 'calm', validate: 'throw', seed: 'a test', ...options })
  opened.push(() => sandbox.close())
  await sandbox.control.freeze()
  return { sandbox, stripe: clientOf(sandbox) }
}

/** The unmodified client. Retries are off, so that a test sees the first answer. */
export function clientOf(sandbox: Sandbox, config: Stripe.StripeConfig = {}): Stripe {
  const { hostname, port } = new URL(sandbox.url)
  return new Stripe(sandbox.apiKey, {
    host: hostname,
    port,
    protocol: 'http',
    maxNetworkRetries: 0,
    telemetry: false,
    ...config,
  })
}

/** The answer to one step of a browser: redirects are not followed. */
export interface Visit {
  status: number
  location: string
  text: string
  headers: Headers
}

export async function get(url: string): Promise<Visit> {
  return visit(url, { method: 'GET' })
}

/** Posts a form, as a browser without scripts does. */
export async function post(url: string, fields: Record<string, string>): Promise<Visit> {
  return visit(url, { method: 'POST', body: new URLSearchParams(fields) })
}

async function visit(url: string, init: RequestInit): Promise<Visit> {
  const response = await fetch(url, { ...init, redirect: 'manual' })
  const text = await response.text()
  return {
    status: response.status,
    location: response.headers.get('location') ?? '',
    text,
    headers: response.headers,
  }
}

const VISA = {
  card_number: '4242 4242 4242 4242',
  card_expiry: '12/40',
  card_cvc: '123',
  card_name: 'A. Backer',
}

/** The fields of the card form for a test card. */
export function cardForm(number: string): Record<string, string> {
  return { method: 'card', ...VISA, card_number: number }
}

/** A Checkout Session in which one line of `cents` is to be paid. */
export async function paymentSession(
  stripe: Stripe,
  cents: number,
  more: Partial<Stripe.Checkout.SessionCreateParams> = {},
): Promise<Stripe.Checkout.Session> {
  return stripe.checkout.sessions.create({
    mode: 'payment',
    line_items: [
      {
        quantity: 1,
        price_data: { currency: 'eur', unit_amount: cents, product_data: { name: 'De Ziel van Leiden' } },
      },
    ],
    success_url: 'http://site.test/thanks?cs={CHECKOUT_SESSION_ID}',
    cancel_url: 'http://site.test/pledge',
    ...more,
  })
}

/** Pays by iDEAL through the hosted pages, and gives back the payment intent. */
export async function payByIdeal(
  { stripe }: Bench,
  cents: number,
  more: Partial<Stripe.Checkout.SessionCreateParams> = {},
): Promise<Stripe.PaymentIntent> {
  const session = await paymentSession(stripe, cents, { allowed_payment_method_types: ['ideal'], ...more })
  const bank = await post(session.url ?? '', { method: 'ideal' })
  await post(bank.location, { outcome: 'authorise' })
  const paid = await stripe.checkout.sessions.retrieve(session.id, { expand: ['payment_intent'] })
  return paid.payment_intent as Stripe.PaymentIntent
}

/** Pays, or tries to pay, with a test card that asks for no proof, and gives back the payment intent. */
export async function payByCard(
  { stripe }: Bench,
  number: string,
  cents: number,
  more: Partial<Stripe.Checkout.SessionCreateParams> = {},
): Promise<Stripe.PaymentIntent> {
  const session = await paymentSession(stripe, cents, more)
  await post(session.url ?? '', cardForm(number))
  const tried = await stripe.checkout.sessions.retrieve(session.id, { expand: ['payment_intent'] })
  return tried.payment_intent as Stripe.PaymentIntent
}

/** A customer with a saved card, as Checkout in setup mode leaves it. */
export async function savedCard(
  { stripe }: Bench,
  number: string,
): Promise<{ customer: string; method: string }> {
  const customer = await stripe.customers.create({ email: 'backer@example.test', name: 'A. Backer' })
  const session = await stripe.checkout.sessions.create({
    mode: 'setup',
    currency: 'eur',
    customer: customer.id,
    success_url: 'http://site.test/thanks?cs={CHECKOUT_SESSION_ID}',
  })
  const first = await post(session.url ?? '', cardForm(number))
  if (first.location.includes('/3ds/')) await post(first.location, { outcome: 'complete' })
  const done = await stripe.checkout.sessions.retrieve(session.id, { expand: ['setup_intent'] })
  const { payment_method: method } = done.setup_intent as Stripe.SetupIntent
  return { customer: customer.id, method: method as string }
}

/** Charges a saved card while its holder is away. */
export function collect(
  stripe: Stripe,
  saved: { customer: string; method: string },
  cents: number,
  options?: Stripe.RequestOptions,
): Promise<Stripe.PaymentIntent> {
  return stripe.paymentIntents.create(
    {
      amount: cents,
      currency: 'eur',
      customer: saved.customer,
      payment_method: saved.method,
      off_session: true,
      confirm: true,
      transfer_group: 'campaign_1',
    },
    options,
  )
}

/** A connected account whose holder completed onboarding. */
export async function onboardedAccount({ stripe }: Bench): Promise<string> {
  const account = await makeAccount(stripe)
  await post((await linkFor(stripe, account)).url, {
    outcome: 'complete',
    name: 'Stichting De Ziel',
    iban: 'NL91 ABNA 0417 1643 00',
  })
  return account
}

export async function makeAccount(stripe: Stripe, locale: 'nl-NL' | 'en-GB' = 'nl-NL'): Promise<string> {
  const account = await stripe.v2.core.accounts.create({
    contact_email: 'initiator@example.test',
    display_name: 'Stichting De Ziel',
    dashboard: 'express',
    identity: { country: 'nl', entity_type: 'company' },
    defaults: {
      locales: [locale],
      responsibilities: { fees_collector: 'application', losses_collector: 'application' },
    },
    configuration: {
      recipient: { capabilities: { stripe_balance: { stripe_transfers: { requested: true } } } },
    },
  })
  return account.id
}

export function linkFor(stripe: Stripe, account: string): Promise<Stripe.V2.Core.AccountLink> {
  return stripe.v2.core.accountLinks.create({
    account,
    use_case: {
      type: 'account_onboarding',
      account_onboarding: { refresh_url: 'http://site.test/again', return_url: 'http://site.test/back' },
    },
  })
}

/** The id of an object that an answer may hold in full or as its id. */
export function idIn(reference: string | { id: string } | null): string {
  if (reference === null) throw new Error('the answer names no object')
  return typeof reference === 'string' ? reference : reference.id
}

/** Puts money on the platform's balance that can be spent at once. */
export async function topUp({ stripe, sandbox }: Bench, cents: number): Promise<void> {
  await stripe.topups.create({ amount: cents, currency: 'eur' })
  await sandbox.control.drain()
}

/** Available and pending cents of the platform, or of a connected account. */
export async function fundsOf(
  stripe: Stripe,
  account?: string,
): Promise<{ available: number; pending: number }> {
  const balance = await stripe.balance.retrieve({}, account === undefined ? {} : { stripeAccount: account })
  return { available: balance.available[0]?.amount ?? 0, pending: balance.pending[0]?.amount ?? 0 }
}

/** The types of the events so far, the oldest first. */
export async function eventTypes(stripe: Stripe, account?: string): Promise<string[]> {
  const options = account === undefined ? {} : { stripeAccount: account }
  const events = await stripe.events.list({ limit: 100 }, options)
  return events.data.map(event => event.type).reverse()
}

/** The error that a call is refused with. */
export async function refusalOf(call: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error instanceof Stripe.errors.StripeError) return error
  throw new Error(`the call was not refused by Stripe, but gave ${String(error)}`)
}

/** What an endpoint for webhooks received. */
export interface Received {
  path: string
  body: string
  signature: string
}

/** An endpoint that keeps what it gets and answers with `status()`. */
export async function openEndpoint(
  status: () => number = () => 200,
): Promise<{ url: string; received: Received[] }> {
  const received: Received[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const signature = String(request.headers['stripe-signature'])
      received.push({ path: request.url ?? '', body: Buffer.concat(chunks).toString(), signature })
      response.writeHead(status()).end()
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  opened.push(
    () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  )
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received }
}
