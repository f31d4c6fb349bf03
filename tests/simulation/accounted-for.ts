import type Stripe from 'stripe'
import { trialBalance } from '#app/domain/ledger/statement-queries.server.ts'
import { countsAs, nextPledge } from '#app/domain/pledges/pledge.ts'
import type { PledgeFact } from '#app/domain/pledges/pledge.ts'
import { feedBalance, proveBalance, verifyLedger } from '#app/domain/reconciliation/reconciliation.server.ts'
import type { Mail } from '#app/mail/postman.ts'
import type { PledgeState, Row } from '#db/schema.ts'
import type { TestWorld } from '#tests/support/test-world.ts'
import type { Town } from '#tests/support/town.ts'

export interface Expected {
  /**
   * How many letters may have been sent again, under the same Message-ID; none when left out. A process that dies
   * between a letter and its mark cannot know better (trust.md F18).
   */
  mayComeTwice?: number
  /** False while the campaigns may go on: then their pledges may as well. */
  hasEnded?: boolean
}

/**
 * Looks whether every cent and every letter of a town that came to rest is accounted for: the books by themselves,
 * the books beside Stripe, each backer's money at the bank, the rewards, the cards, the letters, and that nothing
 * was left undone. It reads Stripe's side from the sandbox itself and never by way of the product.
 *
 * @returns a sentence for each thing that is not right; none when all is
 */
export async function whatIsWrong(town: Town, expected: Expected = {}): Promise<string[]> {
  const { mayComeTwice = 0, hasEnded = true } = expected
  const pledges = await town.world.db.read.selectFrom('pledge').selectAll().execute()
  const stripe = atStripe(town)
  return [
    ...(await wrongInTheBooks(town.world)),
    ...pledges.flatMap(pledge => wrongWithMoney(pledge, stripe)),
    ...(hasEnded ? await notEnded(town.world, pledges) : []),
    ...(await wrongBetweenRowsAndStripe(town.world, stripe)),
    ...(await wrongWithRewards(town.world, pledges)),
    ...wrongWithCards(pledges, stripe),
    ...(await wrongWithLetters(town.world, pledges, mayComeTwice)),
    ...(await leftUndone(town.world, pledges, stripe)),
  ]
}

/** How a pledge may end: with the money at the campaign, or with nothing taken or everything given back. */
const ENDS: readonly PledgeState[] = ['held', 'refunded', 'released', 'canceled', 'dropped', 'abandoned']

type StripeSide = ReturnType<typeof atStripe>

/** What the sandbox's own platform has; connected accounts are other owners. */
function atStripe({ sandbox }: Town) {
  return sandbox.machine.look(draft => ({
    intents: draft.all('payment_intent', ''),
    charges: draft.all('charge', '').filter(({ paid }) => paid),
    refunds: draft.all('refund', '').filter(({ status }) => status === 'succeeded'),
    transfers: draft.all('transfer', ''),
    sessions: draft.all('checkout_session', ''),
    cards: draft
      .all('payment_method', '')
      .filter(({ customer, type }) => customer !== null && type === 'card'),
  }))
}

async function wrongInTheBooks(world: TestWorld): Promise<string[]> {
  await feedBalance(world)
  const { invariants } = await verifyLedger(world.db.read)
  const wrong = invariants
    .filter(({ holds }) => !holds)
    .map(({ id, says, figure }) => `${id}, ${says}: ${figure}`)
  const difference = await proveBalance(world)
  if (difference !== 0) wrong.push(`Stripe's balance less the journal is ${difference} cents`)
  const balances = await trialBalance(world.db.read)
  const sum = balances.reduce((total, { debit, credit }) => total + debit - credit, 0)
  if (sum !== 0) wrong.push(`the trial balance is ${sum} cents`)
  for (const { account, debit, credit } of balances)
    if (MUST_BE_EMPTY.includes(account) && debit + credit !== 0)
      wrong.push(`${account} has not returned to zero: ${debit - credit} cents`)
  return wrong
}

const MUST_BE_EMPTY = ['stripe_clearing', 'refunds_payable', 'stripe_in_transit', 'suspense']

/** What a backer paid less what came back is what the pledge and its tip hold, and nothing otherwise. */
function wrongWithMoney(pledge: Row<'pledge'>, { intents, charges, refunds }: StripeSide): string[] {
  const asked = new Set(
    intents.filter(({ metadata }) => metadata.pledge_id === pledge.id).map(({ id }) => id),
  )
  const own = charges.filter(({ payment_intent }) => asked.has(idOf(payment_intent)))
  const ids = new Set(own.map(({ id }) => id))
  const back = refunds.filter(({ charge }) => ids.has(idOf(charge)))
  const atTheBank = sumOf(own) - sumOf(back)
  const expected = pledge.state === 'held' ? pledge.amount_cents + pledge.tip_cents : 0
  if (atTheBank === expected) return []
  return [
    `pledge ${pledge.id} is ${pledge.state}: ${sumOf(own)} paid less ${sumOf(back)} returned is not ${expected}`,
  ]
}

async function notEnded({ db }: TestWorld, pledges: Row<'pledge'>[]): Promise<string[]> {
  const campaigns = await db.read.selectFrom('campaign').select(['id', 'state']).execute()
  const held = (id: string) => pledges.filter(pledge => pledge.campaign_id === id && pledge.state === 'held')
  return [
    ...pledges
      .filter(({ state }) => !ENDS.includes(state))
      .map(({ id, state }) => `pledge ${id} is ${state} and has not ended`),
    ...campaigns
      .filter(({ state }) => state === 'live' || state === 'closing')
      .map(({ id, state }) => `campaign ${id} is ${state} and has not ended`),
    ...campaigns
      .filter(({ id, state }) => state === 'failed' && held(id).length > 0)
      .map(({ id }) => `campaign ${id} failed and still holds money`),
  ]
}

/** One payment, refund and transfer of ours is one of Stripe's, of the same amount. */
async function wrongBetweenRowsAndStripe({ db }: TestWorld, stripe: StripeSide): Promise<string[]> {
  const payments = await db.read.selectFrom('payment').select(['id', 'amount_cents as cents']).execute()
  const refunds = await db.read
    .selectFrom('refund')
    .select(['stripe_refund_id as id', 'amount_cents as cents'])
    .execute()
  const settlements = await db.read
    .selectFrom('settlement')
    .select(['transfer_id as id', 'payout_cents as cents'])
    .where('approved_at', 'is not', null)
    .execute()
  return [
    ...differences(
      'payment',
      payments,
      stripe.charges.map(({ payment_intent, amount }) => [idOf(payment_intent), amount]),
    ),
    ...differences(
      'refund',
      refunds,
      stripe.refunds.map(({ id, amount }) => [id, amount]),
    ),
    ...differences(
      'transfer',
      settlements,
      stripe.transfers.map(({ id, amount }) => [id, amount]),
    ),
  ]
}

function differences(
  what: string,
  ours: { id: string | null; cents: number }[],
  theirs: [string, number][],
): string[] {
  const [left, right] = [
    ours.map(({ id, cents }) => `${id} of ${cents}`),
    theirs.map(([id, cents]) => `${id} of ${cents}`),
  ]
  return [
    ...left.filter(one => !right.includes(one)).map(one => `${what} ${one} is not at Stripe`),
    ...right.filter(one => !left.includes(one)).map(one => `${what} ${one} at Stripe is not in our rows`),
    ...(new Set(right).size === right.length ? [] : [`a ${what} is at Stripe twice`]),
  ]
}

/** A reward is kept by who holds it; once a pledge has ended otherwise, its reward is free again. */
async function wrongWithRewards({ db }: TestWorld, pledges: Row<'pledge'>[]): Promise<string[]> {
  const rewards = await db.read.selectFrom('reward').select(['id', 'taken', 'quantity']).execute()
  return rewards.flatMap(({ id, taken, quantity }) => {
    const holders = pledges.filter(({ reward_id, state }) => reward_id === id && state === 'held').length
    if (quantity !== null && holders > quantity)
      return [`reward ${id} was sold ${holders} times of ${quantity}`]
    return taken === holders ? [] : [`reward ${id} is taken ${taken} times and held by ${holders}`]
  })
}

const FORGETS_CARD: readonly PledgeState[] = ['released', 'canceled', 'dropped']

function wrongWithCards(pledges: Row<'pledge'>[], { cards }: StripeSide): string[] {
  return pledges
    .filter(
      ({ state, payment_method_id: card }) =>
        FORGETS_CARD.includes(state) && cards.some(({ id }) => id === card),
    )
    .map(({ id, state }) => `pledge ${id} is ${state} and its card is not forgotten`)
}

/** Of a refused card, on the days between the tries. */
const MOST_REMINDERS = 3

/** Each step's letter once, one for each refund that arrived, and none beside. */
async function wrongWithLetters(
  world: TestWorld,
  pledges: Row<'pledge'>[],
  mayComeTwice: number,
): Promise<string[]> {
  const { db, postman } = world
  const steps = await db.read.selectFrom('pledge_transition').selectAll().execute()
  const refunds = await db.read.selectFrom('refund').selectAll().where('state', '=', 'succeeded').execute()
  const told = await db.read.selectFrom('letter').selectAll().execute()
  const closures = await db.read.selectFrom('campaign_closure').selectAll().execute()
  const wrong = pledges.flatMap(pledge => {
    const own = steps.filter(({ pledge_id }) => pledge_id === pledge.id)
    const closure = closures.find(({ campaign_id }) => campaign_id === pledge.campaign_id)
    const expected = [
      ...own.map(step => nextPledge(step.from_state as PledgeState, step.fact as PledgeFact)?.letter),
      ...refunds.filter(({ pledge_id }) => pledge_id === pledge.id).map(() => 'pledge-refunded'),
    ].filter(name => typeof name === 'string')
    const toBacker = told.filter(({ to_email }) => to_email === pledge.email)
    const reminders = toBacker.filter(({ dedup_key }) => dedup_key.includes(':day-'))
    const got = toBacker.filter(letter => !reminders.includes(letter)).map(({ name }) => name)
    const of = (names: string[]) =>
      names
        .filter(name => name !== 'campaign-succeeded')
        .toSorted()
        .join(', ')
    const tellsOfSuccess = got.includes('campaign-succeeded')
    return [
      ...(of(expected) === of(got)
        ? []
        : [`the letters of pledge ${pledge.id} are [${of(got)}], not [${of(expected)}]`]),
      ...(reminders.length > (expected.includes('card-failed') ? MOST_REMINDERS : 0)
        ? [`pledge ${pledge.id} was reminded ${reminders.length} times of a refused card`]
        : []),
      ...(isToldOfSuccess(own, closure).includes(tellsOfSuccess)
        ? []
        : [`pledge ${pledge.id} was wrongly told of success: ${tellsOfSuccess}`]),
    ]
  })
  return [...wrong, ...notSentOnce(told, postman.sent, mayComeTwice)]
}

/** Whether a backer must be told that the campaign succeeded; either is right when they got it back meanwhile. */
function isToldOfSuccess(
  steps: Row<'pledge_transition'>[],
  closure: Row<'campaign_closure'> | undefined,
): boolean[] {
  const decidedAt = closure?.decided_at ?? ''
  if (closure?.outcome !== 'succeeded') return [false]
  if (steps.some(({ fact, at }) => fact === 'refund-decided' && at >= decidedAt)) return [true, false]
  // Cards are collected after the decision, which the clock alone does not say while it stands still.
  const last = steps.filter(step => step.at <= decidedAt && !isOfCollection(step)).at(-1)
  return [last !== undefined && countsAs(last.to_state as PledgeState) !== null]
}

function isOfCollection({ from_state, fact }: Row<'pledge_transition'>): boolean {
  return fact === 'collection-started' || from_state === 'collecting' || from_state === 'action_required'
}

function notSentOnce(letters: Row<'letter'>[], sent: readonly Mail[], mayComeTwice: number): string[] {
  const copies = sent.length - new Set(sent.map(({ messageId }) => messageId)).size
  return [
    ...letters
      .filter(({ state }) => state !== 'sent')
      .map(({ name, state }) => `a letter ${name} is ${state}`),
    ...(sent.length - copies === letters.length
      ? []
      : [`${letters.length} letters were sent ${sent.length} times`]),
    ...(copies <= mayComeTwice ? [] : [`${copies} letters were sent again`]),
  ]
}

/** What still waits: jobs that were given up, discrepancies that nobody has to be told of, Checkouts that are open. */
async function leftUndone(
  { db, clock }: TestWorld,
  pledges: Row<'pledge'>[],
  stripe: StripeSide,
): Promise<string[]> {
  const dead = await db.read.selectFrom('job').selectAll().where('dead_at', 'is not', null).execute()
  const due = await db.read
    .selectFrom('job')
    .selectAll()
    .where('dead_at', 'is', null)
    .where('run_at', '<=', clock.now().toISOString())
    .execute()
  const open = await db.read.selectFrom('discrepancy').selectAll().where('resolved_at', 'is', null).execute()
  const ours = new Set(pledges.map(({ id }) => id))
  return [
    ...dead.map(({ key, problem }) => `job ${key} was given up: ${problem}`),
    ...due.map(({ key, problem }) => `job ${key} is due and was not done: ${problem}`),
    // That a backer paid another amount than was asked is a fact for a person to see, and no fault of the books.
    ...open
      .filter(({ kind }) => kind !== 'amount-differs')
      .map(({ kind, subject, detail }) => `does not add up: ${kind} ${subject} ${detail}`),
    ...stripe.sessions
      .filter(({ status, metadata }) => status === 'open' && ours.has(metadata?.pledge_id ?? ''))
      .map(({ id }) => `Checkout ${id} is still open`),
  ]
}

function sumOf(items: { amount: number }[]): number {
  return items.reduce((total, { amount }) => total + amount, 0)
}

function idOf(value: string | Stripe.Charge | Stripe.PaymentIntent | null): string {
  return typeof value === 'string' ? value : (value?.id ?? '')
}
