import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { proveBalance } from '#app/domain/reconciliation/reconciliation.server.ts'
import { doNextJob } from '#app/jobs/worker.server.ts'
import { payByBank, topUp } from '#scripts/story/hosted-pages.ts'
import { aLiveCampaign } from '#tests/support/campaigns.ts'
import type { Visitor } from '#tests/support/test-site.ts'
import { openTown } from '#tests/support/town.ts'
import type { Town } from '#tests/support/town.ts'

/**
 * A pledge's way: the first story to read. Ans gives € 17,10 to *De Ziel van Leiden* and € 1 to the platform, by
 * iDEAL. The steps are those of ARCHITECTURE.md, named by the file that takes them; after each stands what is in
 * the database.
 *
 * All of it is real but for Stripe: a server that answers over HTTP, an SQLite file, and the sandbox, which plays
 * Stripe and the bank and sends signed webhooks. Time stands still, and webhooks and jobs wait until a step lets
 * them go: so one can look at the books between any two of them.
 */

/** The payment as it is booked for the campaign: debit / credit, cents. A tip is never the campaign's. */
const HELD = [
  'payment-succeeded: stripe_clearing / campaign_funds_held 1710',
  'payment-succeeded: stripe_clearing / tips_held 100',
]
/** The same payment as it came on our balance at Stripe, less the fee. Both together leave no clearing open. */
const ON_BALANCE = [
  'payment-on-balance: stripe_balance / stripe_clearing 1781',
  'payment-on-balance: stripe_fees / stripe_clearing 29',
]
const NOTHING_YET = { pledge: 'checkout_open', journal: [], letters: [] }
const ALL_DONE = { pledge: 'held', journal: [...ON_BALANCE, ...HELD], letters: ['pledge-receipt sent'] }

describe("a pledge's way", () => {
  let story: Story
  let checkout: string
  beforeAll(async () => {
    story = await begin()
  })
  afterAll(() => story.town.close())

  it('1 · routes/public/pledge: the form carries the id of the pledge that it will make', async () => {
    expect(story.form.pledge).toMatch(/^[0-9a-f-]{36}$/)
    expect(await inTheBooks(story)).toEqual({ pledge: 'none', journal: [], letters: [] })
  })

  it('2 · pledges/start-pledge: the campaign is open, so the pledge is kept and its Checkout numbered', async () => {
    checkout = await sendForm(story)
    expect(await pledgeOf(story)).toMatchObject({ amount_cents: 1710, tip_cents: 100, checkout_n: 1 })
  })

  it('3 · payments/open-checkout: Stripe is called, by a key kept before the call; Ans is sent there', async () => {
    expect(await callsOf(story)).toContain(`pledge:${story.form.pledge}:checkout:1 done`)
    expect(checkout).toContain(`${story.town.sandbox.url}/checkout/`)
    expect(await inTheBooks(story)).toEqual(NOTHING_YET)
  })

  it('4 · Stripe: Ans pays at her bank; we know nothing of it yet', async () => {
    await payByBank(checkout)
    expect(await inTheBooks(story)).toEqual(NOTHING_YET)
  })

  it('5 · routes/machine/stripe-webhook, stripe/inbox: what Stripe tells is verified, kept, answered', async () => {
    await story.town.sandbox.control.drain()
    expect(await inboxOf(story)).toContain('checkout.session.completed: waits')
    expect(await inTheBooks(story)).toEqual(NOTHING_YET)
  })

  it('6 · jobs, stripe/handle-event, payments/sync: the worker looks at the payment as it is now', async () => {
    const waits = async () => (await inboxOf(story)).some(event => event.endsWith('waits'))
    while ((await waits()) && (await doNextJob(story.town.world)));
    // Several events told of this one payment: the first look found it, the others found nothing new.
    expect((await inboxOf(story)).filter(event => event.endsWith('held'))).toHaveLength(1)
  })

  it('7 · payments/record-payment: with that look came state, journal and letter, all or none', async () => {
    expect(await inTheBooks(story)).toEqual({
      pledge: 'held',
      journal: HELD,
      letters: ['pledge-receipt promised'],
    })
  })

  it('8 · jobs, mail/deliver-letter, emails/pledge-receipt: the promised letter is written and sent', async () => {
    const waits = async () => (await inTheBooks(story)).letters.includes('pledge-receipt promised')
    while ((await waits()) && (await doNextJob(story.town.world)));
    expect((await inTheBooks(story)).letters).toEqual(['pledge-receipt sent'])
    const receipt = story.town.world.postman.sent.at(-1)
    expect(receipt?.to).toBe('ans@example.test')
    expect(receipt?.text).toContain(`/pledges/${story.form.pledge}?k=`)
  })

  it('9 · reconciliation/balance-feed: what Stripe put on our balance is booked, and the fee it kept', async () => {
    await story.town.settle()
    expect(await inTheBooks(story)).toEqual(ALL_DONE)
    expect(await proveBalance(story.town.world)).toBe(0) // Stripe's balance less ours, in cents
  })
})

describe('whatever breaks on the way, the next run repeats it safely', () => {
  it('the form is sent twice: one pledge, one Checkout', async () => {
    const story = await begin()
    const [first, second] = [await sendForm(story), await sendForm(story)]
    expect(second).toBe(first)
    expect(await callsOf(story)).toEqual([
      `pledge:${story.form.pledge}:checkout:1 done`,
      `pledge:${story.form.pledge}:customer:1 done`,
    ])
  })

  it('Stripe does not answer: the pledge is kept, and the same form takes it up again', async () => {
    const story = await begin()
    const triesOfOneCall = 3
    story.town.sandbox.control.fault({ path: '^/v1/', kind: 'error_before', times: triesOfOneCall })
    const refused = await story.ans.post(story.address, story.form)
    expect(refused.status).toBe(503)
    expect(await inTheBooks(story)).toEqual({ pledge: 'draft', journal: [], letters: [] })
    await payByBank(await sendForm(story))
    await story.town.settle()
    expect(await inTheBooks(story)).toEqual(ALL_DONE)
  })

  it('every webhook comes twice, and in any order: booked once, one letter', async () => {
    const story = await begin()
    story.town.sandbox.machine.settings.webhooks.duplicateShare = 1
    await payByBank(await sendForm(story))
    await story.town.settle()
    expect(await inTheBooks(story)).toEqual(ALL_DONE)
  })

  it('no webhook ever comes: the sweep looks at what is open too long', async () => {
    const story = await begin()
    story.town.sandbox.machine.settings.webhooks.dropShare = 1
    story.town.sandbox.control.fault({ method: 'GET', path: '^/v1/events', kind: 'error_before', times: 99 })
    await payByBank(await sendForm(story))
    await story.town.settle()
    // The money was seen on our balance; whose it is, nobody told.
    expect(await inTheBooks(story)).toEqual({ ...NOTHING_YET, journal: ON_BALANCE })
    await story.town.pass('2h')
    expect(await inTheBooks(story)).toEqual(ALL_DONE)
  })

  it('the letter cannot be promised: then nothing is booked either, until all of it can be', async () => {
    const story = await begin()
    const { database } = story.town.world
    await database.alter(
      `CREATE TRIGGER disk BEFORE INSERT ON letter BEGIN SELECT RAISE(ABORT, 'disk full'); END`,
    )
    await payByBank(await sendForm(story))
    await story.town.settle()
    expect(await inTheBooks(story)).toEqual({ ...NOTHING_YET, journal: ON_BALANCE })
    await database.alter('DROP TRIGGER disk')
    await story.town.pass('15m')
    expect(await inTheBooks(story)).toEqual(ALL_DONE)
  })

  it('Ans never pays: her Checkout ends, and nothing was ever booked', async () => {
    const story = await begin()
    await sendForm(story)
    await story.town.pass('2h')
    expect(await inTheBooks(story)).toEqual({ pledge: 'abandoned', journal: [], letters: [] })
  })
})

interface Story {
  town: Town
  ans: Visitor
  /** Where the form is, and what Ans filled in; among it, unseen, the pledge's id. */
  address: string
  form: Record<string, string>
}

/** A town with one live campaign, whose form Ans has filled in. */
async function begin(): Promise<Story> {
  const town = await openTown()
  // What the platform keeps at Stripe to pay its fees from, so that no backer's cent is spent on them.
  await topUp(town.sandbox, 100_00)
  const { slug } = await aLiveCampaign(town.world)
  await town.settle()
  const ans = town.site.visitor()
  const address = `/campaigns/${slug}/pledge`
  const page = await ans.get(address)
  const unseen = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(page.text)?.[1] ?? ''
  const form = {
    ...{ pledge: unseen('pledge'), token: unseen('token'), website: '' },
    ...{ amount: '1710', own: '', reward: '', tip: '100', method: 'bank' },
    ...{ email: 'ans@example.test', name: 'Ans de Vries', message: 'Mooi plan' },
  }
  return { town, ans, address, form }
}

/** @returns the address of Stripe's page to which Ans is sent */
async function sendForm({ ans, address, form }: Story): Promise<string> {
  const answer = await ans.post(address, form)
  expect(answer.status).toBe(303)
  return answer.headers.location ?? ''
}

const pledgeOf = ({ town, form }: Story) =>
  town.world.db.read
    .selectFrom('pledge')
    .selectAll()
    .where('id', '=', form.pledge ?? '')
    .executeTakeFirst()

/** The pledge's state, the journal ("kind: debit / credit cents"), and the letters to Ans. */
async function inTheBooks(story: Story) {
  const { read } = story.town.world.db
  const postings = await read
    .selectFrom('posting')
    .innerJoin('journal_entry', 'journal_entry.id', 'posting.entry_id')
    .select(['kind', 'debit_account', 'credit_account', 'amount_cents'])
    .where('kind', '<>', 'float-topped-up')
    .orderBy('entry_id')
    .orderBy('n')
    .execute()
  const letters = await read
    .selectFrom('letter')
    .select(['name', 'state'])
    .where('to_email', '=', story.form.email ?? '')
    .execute()
  const account = (of: string) => of.split(':')[0]
  return {
    pledge: (await pledgeOf(story))?.state ?? 'none',
    // Which of the two entries comes first depends on who looks first.
    journal: postings
      .map(
        ({ kind, debit_account, credit_account, amount_cents }) =>
          `${kind}: ${account(debit_account)} / ${account(credit_account)} ${amount_cents}`,
      )
      .toSorted(),
    letters: letters.map(({ name, state }) => `${name} ${state}`),
  }
}

/** What came in from Stripe: "type: outcome", or that it waits to be handled. */
async function inboxOf({ town }: Story): Promise<string[]> {
  const events = await town.world.db.read.selectFrom('stripe_event').select(['type', 'outcome']).execute()
  return events.map(({ type, outcome }) => `${type}: ${outcome ?? 'waits'}`)
}

/** What was asked of Stripe: "key outcome". */
async function callsOf({ town }: Story): Promise<string[]> {
  const calls = await town.world.db.read.selectFrom('stripe_call').select(['key', 'outcome']).execute()
  return calls.map(({ key, outcome }) => `${key} ${outcome}`).sort()
}
