import type { ReadDb, WriteDb } from '#db/database.server.ts'
import type { Row } from '#db/schema.ts'
import { instant } from '../clock.ts'
import { randomIds } from '../ids.ts'
import { goals } from './campaign.ts'
import type { LineInput, RewardInput, RewardsInput } from './campaign-input.ts'
import { initiatedCampaign, keepTextChange } from './initiated-campaign.server.ts'
import type { InitiatedCampaign, NotSaved, Owned } from './initiated-campaign.server.ts'

/** Inside the campaigns module: what it costs, and what who gives gets back. */

/**
 * Keeps the whole budget in place of the one before.
 *
 * @returns `frozen` when amounts, kinds or the number of lines would change after the first pledge, or a live
 * campaign would be left without a goal
 */
export async function saveBudget(
  trx: WriteDb,
  now: Date,
  owned: Owned,
  lines: readonly LineInput[],
): Promise<{ ok: true } | NotSaved> {
  const found = await initiatedCampaign(trx, owned)
  if (!found) return { ok: false, reason: 'no-such-campaign' }
  if (!found.editable.text) return { ok: false, reason: 'not-editable' }
  const { campaign } = found
  const before = await budgetLines(trx, campaign.id)
  if (!found.editable.terms && !isSameMoney(before, lines)) return { ok: false, reason: 'frozen' }
  const { minimum, optimum } = goals(lines)
  if (campaign.live_at !== null && minimum === 0) return { ok: false, reason: 'frozen' }
  await keepTextChange(trx, now, found, {
    field: 'budget',
    before: before.map(line => line.label).join('\n'),
    after: lines.map(line => line.label).join('\n'),
  })
  await trx.deleteFrom('budget_line').where('campaign_id', '=', campaign.id).execute()
  if (lines.length > 0)
    await trx
      .insertInto('budget_line')
      .values(
        lines.map((line, index) => ({
          id: randomIds.next(),
          campaign_id: campaign.id,
          position: index + 1,
          label: line.label,
          amount_cents: line.amountCents,
          kind: line.kind,
        })),
      )
      .execute()
  // A draft's goals are fixed at its submission; those of a live campaign without pledges follow at once.
  const goal = campaign.live_at === null ? {} : { minimum_cents: minimum, optimum_cents: optimum }
  await trx
    .updateTable('campaign')
    .set({ ...goal, updated_at: instant(now) })
    .where('id', '=', campaign.id)
    .execute()
  return { ok: true }
}

/** The budget of a campaign in its order. */
export async function budgetLines(db: ReadDb, campaignId: string): Promise<Row<'budget_line'>[]> {
  return db
    .selectFrom('budget_line')
    .selectAll()
    .where('campaign_id', '=', campaignId)
    .orderBy('position')
    .execute()
}

function isSameMoney(before: readonly Row<'budget_line'>[], after: readonly LineInput[]): boolean {
  return (
    before.length === after.length &&
    before.every((line, index) => {
      const other = after[index]
      return line.amount_cents === other?.amountCents && line.kind === other.kind
    })
  )
}

export type RewardsNotSaved = NotSaved | { ok: false; reason: 'fewer-than-taken' | 'no-such-reward' }

/**
 * Keeps the gift to the city and the whole list of rewards in place of the ones before.
 *
 * @returns `frozen` when a price would change or a reward would go after the first pledge; `fewer-than-taken`
 * when a limit would fall below what backers chose already
 */
export async function saveRewards(
  trx: WriteDb,
  now: Date,
  owned: Owned,
  input: RewardsInput,
): Promise<{ ok: true } | RewardsNotSaved> {
  const found = await initiatedCampaign(trx, owned)
  if (!found) return { ok: false, reason: 'no-such-campaign' }
  if (!found.editable.text) return { ok: false, reason: 'not-editable' }
  const before = await rewardsOf(trx, found.campaign.id)
  const problem = problemOfRewards(found, before, input.rewards)
  if (problem) return { ok: false, reason: problem }
  await keepRewardTextChanges(trx, now, found, before, input)
  await replaceRewards(trx, found.campaign.id, before, input.rewards)
  await trx
    .updateTable('campaign')
    .set({
      collective_return: input.collectiveReturn,
      collective_return_planned: input.collectiveReturnPlanned,
      updated_at: instant(now),
    })
    .where('id', '=', found.campaign.id)
    .execute()
  return { ok: true }
}

/** The rewards of a campaign in their order. */
export async function rewardsOf(db: ReadDb, campaignId: string): Promise<Row<'reward'>[]> {
  return db
    .selectFrom('reward')
    .selectAll()
    .where('campaign_id', '=', campaignId)
    .orderBy('position')
    .execute()
}

function problemOfRewards(
  { editable }: InitiatedCampaign,
  before: readonly Row<'reward'>[],
  after: readonly RewardInput[],
): Extract<RewardsNotSaved, { ok: false }>['reason'] | null {
  const ids = after.flatMap(reward => reward.id ?? [])
  const known = new Map(before.map(reward => [reward.id, reward]))
  if (new Set(ids).size < ids.length || ids.some(id => !known.has(id))) return 'no-such-reward'
  if (!editable.terms && before.some(reward => !ids.includes(reward.id))) return 'frozen'
  for (const reward of after) {
    const was = reward.id === null ? undefined : known.get(reward.id)
    if (!was) continue
    if (!editable.terms && was.price_cents !== reward.priceCents) return 'frozen'
    if (reward.quantity !== null && reward.quantity < was.taken) return 'fewer-than-taken'
  }
  return null
}

async function keepRewardTextChanges(
  trx: WriteDb,
  now: Date,
  found: InitiatedCampaign,
  before: readonly Row<'reward'>[],
  input: RewardsInput,
): Promise<void> {
  const words = (rewards: readonly { title: string; description: string }[]) =>
    rewards.map(reward => [reward.title, reward.description].filter(Boolean).join(': ')).join('\n')
  await keepTextChange(trx, now, found, {
    field: 'collective_return',
    before: found.campaign.collective_return,
    after: input.collectiveReturn,
  })
  await keepTextChange(trx, now, found, {
    field: 'rewards',
    before: words(before),
    after: words(input.rewards),
  })
}

async function replaceRewards(
  trx: WriteDb,
  campaignId: string,
  before: readonly Row<'reward'>[],
  after: readonly RewardInput[],
): Promise<void> {
  const ids = after.flatMap(reward => reward.id ?? [])
  const gone = before.map(reward => reward.id).filter(id => !ids.includes(id))
  if (gone.length > 0) await trx.deleteFrom('reward').where('id', 'in', gone).execute()
  // Two rewards may not stand in one place, not even while they change places: first all step aside.
  await trx
    .updateTable('reward')
    .set(row => ({ position: row.neg(row.ref('position')) }))
    .where('campaign_id', '=', campaignId)
    .execute()
  for (const [index, reward] of after.entries()) {
    const words = { title: reward.title, description: reward.description, position: index + 1 }
    const values = { ...words, price_cents: reward.priceCents, quantity: reward.quantity }
    if (reward.id === null)
      await trx
        .insertInto('reward')
        .values({ id: randomIds.next(), campaign_id: campaignId, ...values })
        .execute()
    else await trx.updateTable('reward').set(values).where('id', '=', reward.id).execute()
  }
}
