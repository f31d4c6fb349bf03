import type { Place } from '#tests/support/place.ts'

/** How a pledge may end: with the money at the campaign, or with nothing taken or everything given back. */
const ENDS = ['held', 'refunded', 'released', 'canceled', 'dropped', 'abandoned', 'charged_back']

/** What a person has to see, and no fault of the platform: see where each is reported. */
const FOR_A_PERSON = [
  'amount-differs',
  'refund-failed',
  'dispute-turned',
  'reversal-refused',
  'dispute-answer-refused',
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
  const byBank = await db.read
    .selectFrom('refund')
    .select('pledge_id')
    .where('state', '=', 'by_bank')
    .execute()
  const jobs = await db.read
    .selectFrom('job')
    .select(['key', 'kind', 'dead_at', 'problem'])
    .where(eb => eb.or([eb('dead_at', 'is not', null), eb('run_at', '<=', clock.now().toISOString())]))
    .execute()
  const open = await db.read.selectFrom('discrepancy').selectAll().where('resolved_at', 'is', null).execute()
  const waiting = new Set(byBank.map(({ pledge_id }) => pledge_id))
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
    ...(hasEnded ? notEnded(pledges, campaigns, waiting) : []),
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
  waiting: ReadonlySet<string>,
): string[] {
  return [
    ...pledges
      .filter(({ id, state }) => !ENDS.includes(state) && !(state === 'refunding' && waiting.has(id)))
      .map(({ id, state }) => `the pledge ${id} is ${state} and has not ended`),
    ...campaigns
      .filter(({ state }) => state === 'live' || state === 'closing')
      .map(({ id, state }) => `the campaign ${id} is ${state} and has not ended`),
  ]
}
