import type { Place } from '#tests/support/place.ts'

/** How a pledge may end: with the money at the campaign, or with nothing taken or everything given back. */
const ENDS = ['held', 'refunded', 'released', 'canceled', 'dropped', 'abandoned', 'charged_back']

/** What a person has to see, and no fault of the platform: see where each is reported. */
export const FOR_A_PERSON = [
  'amount-differs',
  'refund-failed',
  'dispute-turned',
  'reversal-refused',
  'dispute-answer-refused',
  'bank-payment-returned',
  'platform-payout-failed',
  'payout-failed',
  'account-payout-failed',
]

/**
 * What still waits when everything should have come to rest.
 *
 * @param hasEnded false while the campaigns may go on: then their pledges may as well
 */
export async function leftUndone(
  { world, sandbox }: Pick<Place, 'world' | 'sandbox'>,
  { hasEnded }: { hasEnded: boolean },
): Promise<string[]> {
  const { db, clock } = world
  const pledges = await db.read.selectFrom('pledge').select(['id', 'state', 'payment_method_id']).execute()
  const campaigns = await db.read.selectFrom('campaign').select(['id', 'state']).execute()
  const jobs = await db.read
    .selectFrom('job')
    .select(['key', 'kind', 'dead_at', 'problem'])
    .where(eb => eb.or([eb('dead_at', 'is not', null), eb('run_at', '<=', clock.now().toISOString())]))
    .execute()
  const open = await db.read.selectFrom('discrepancy').selectAll().where('resolved_at', 'is', null).execute()
  const ours = new Set(pledges.map(({ id }) => id))
  const { sessions, cards } = sandbox.machine.look(draft => ({
    sessions: draft.all('checkout_session', ''),
    cards: new Set(
      draft
        .all('payment_method', '')
        .filter(({ customer }) => customer !== null)
        .map(({ id }) => id),
    ),
  }))
  return [
    ...(hasEnded ? notEnded(pledges, campaigns) : []),
    ...(hasEnded ? await moneyUnderWay(world) : []),
    ...pledges
      .filter(
        ({ state, payment_method_id: card }) =>
          ['released', 'canceled', 'dropped'].includes(state) && cards.has(card ?? ''),
      )
      .map(({ id, state }) => `the pledge ${id} is ${state} and its card is not forgotten`),
    ...jobs.map(({ kind, key, problem, dead_at }) =>
      dead_at
        ? `the job ${kind} ${key} was given up: ${problem}`
        : `the job ${kind} ${key} is due: ${problem}`,
    ),
    ...open
      .filter(({ kind }) => !FOR_A_PERSON.includes(kind))
      .map(({ kind, subject, detail }) => `does not add up: ${kind} ${subject} ${detail}`),
    ...sessions
      .filter(({ status, metadata }) => status === 'open' && ours.has(metadata?.pledge_id ?? ''))
      .map(({ id }) => `the Checkout ${id} is still open`),
  ]
}

function notEnded(
  pledges: readonly { id: string; state: string }[],
  campaigns: readonly { id: string; state: string }[],
): string[] {
  return [
    ...pledges
      .filter(({ state }) => !ENDS.includes(state))
      .map(({ id, state }) => `the pledge ${id} is ${state} and has not ended`),
    ...campaigns
      .filter(({ state }) => ['live', 'closing', 'near_miss'].includes(state))
      .map(({ id, state }) => `the campaign ${id} is ${state} and has not ended`),
  ]
}

/** Money that is promised to somebody and has not arrived. */
async function moneyUnderWay({ db }: Place['world']): Promise<string[]> {
  const rows = await Promise.all([
    db.read
      .selectFrom('refund')
      .select(['id', 'state'])
      .where('state', 'not in', ['succeeded', 'paid_by_bank', 'overtaken'])
      .execute(),
    db.read
      .selectFrom('bank_payment')
      .select(['id', 'state'])
      .where('state', 'in', ['proposed', 'exported'])
      .execute(),
    db.read.selectFrom('bank_line').select(['id', 'state']).where('state', '=', 'suspense').execute(),
    db.read
      .selectFrom('platform_payout')
      .select(['id', 'state'])
      .where('state', 'in', ['approved', 'sent', 'paid'])
      .execute(),
    db.read.selectFrom('settlement').select(['id', 'state']).where('state', '=', 'approved').execute(),
  ])
  const names = ['refund', 'payment by bank', 'line of the bank', 'own payout', 'settlement']
  const runs = await db.read.selectFrom('refund_run').select('id').where('finished_at', 'is', null).execute()
  return [
    ...rows.flatMap((found, of) =>
      found.map(({ id, state }) => `the ${names[of]} ${id} is ${state} and has not ended`),
    ),
    ...runs.map(({ id }) => `the refund of everyone ${id} has not ended`),
  ]
}

/** What else waits when everything should have ended: the books of a month that is over and is not closed. */
export async function booksLeftOpen({ world }: Pick<Place, 'world'>): Promise<string[]> {
  const closed = await world.db.read.selectFrom('closed_month').select('month').execute()
  return closed.length > 0 ? [] : ['no month is closed']
}

/**
 * Whether anything is still to come: something has not ended, a job is promised, a webhook is on its way, or Stripe or
 * the bank has something planned. When nothing is, another day changes nothing but what that day brings by itself.
 */
export async function isUnderWay(place: Pick<Place, 'world' | 'sandbox'>): Promise<boolean> {
  const promised = await place.world.db.read.selectFrom('job').select('id').executeTakeFirst()
  if (promised || place.sandbox.machine.look(draft => draft.all('job').length > 0)) return true
  return (await leftUndone(place, { hasEnded: true })).length > 0
}
