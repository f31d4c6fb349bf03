import type { ReadDb, WriteDb } from '#db/database.server.ts'
import type { CampaignState, LanguageCode, PledgeState } from '#db/schema.ts'
import { instant } from '../clock.ts'
import { promiseLetter } from '../outbox/outbox.server.ts'
import type { CampaignUpdateInput } from './campaign-update-input.ts'

/** What an initiator tells the backers: on the campaign's page, and by a letter to each of them. */

const OPEN_TO_UPDATES: readonly CampaignState[] = ['live', 'closing', 'near_miss', 'succeeded', 'failed']

export type NotPublished = { ok: false; reason: 'no-such-campaign' | 'not-in-this-state' | 'id-taken' }

/**
 * Publishes an update and promises a letter to every backer whose pledge stands, one for each address.
 * Publishing the same id again changes nothing and sends nothing.
 *
 * @returns how many letters were promised
 */
export async function publishUpdate(
  trx: WriteDb,
  now: Date,
  update: CampaignUpdateInput & { campaignId: string; initiatorId: string },
): Promise<{ ok: true; slug: string; letters: number } | NotPublished> {
  const campaign = await trx
    .selectFrom('campaign')
    .select(['id', 'title', 'slug', 'state'])
    .where('id', '=', update.campaignId)
    .where('initiator_id', '=', update.initiatorId)
    .executeTakeFirst()
  if (!campaign) return { ok: false, reason: 'no-such-campaign' }
  const { slug } = campaign
  if (slug === null || !OPEN_TO_UPDATES.includes(campaign.state))
    return { ok: false, reason: 'not-in-this-state' }
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('campaign_update')
    .values({
      id: update.updateId,
      campaign_id: campaign.id,
      author_id: update.initiatorId,
      title: update.title,
      body: update.body,
      published_at: instant(now),
    })
    .onConflict(conflict => conflict.column('id').doNothing())
    .executeTakeFirstOrThrow()
  if (numInsertedOrUpdatedRows === 0n) return alreadyThere(trx, update.updateId, { id: campaign.id, slug })
  const audience = await audienceOf(trx, campaign.id)
  for (const backer of audience)
    await promiseLetter(trx, now, {
      name: 'campaign-update',
      dedupKey: `${update.updateId}:${backer.pledgeId}`,
      to: backer.email,
      language: backer.language,
      props: {
        campaignTitle: campaign.title,
        campaignSlug: slug,
        updateId: update.updateId,
        updateTitle: update.title,
        body: update.body,
        pledgeId: backer.pledgeId,
      },
    })
  return { ok: true, slug, letters: audience.length }
}

async function alreadyThere(
  trx: WriteDb,
  updateId: string,
  campaign: { id: string; slug: string },
): Promise<{ ok: true; slug: string; letters: number } | NotPublished> {
  const { campaign_id } = await trx
    .selectFrom('campaign_update')
    .select('campaign_id')
    .where('id', '=', updateId)
    .executeTakeFirstOrThrow()
  return campaign_id === campaign.id
    ? { ok: true, slug: campaign.slug, letters: 0 }
    : { ok: false, reason: 'id-taken' }
}

/** Pledges that stand, once they were accepted: money held, a card that will be charged, or one that is being charged. */
const STANDING: readonly PledgeState[] = ['held', 'committed', 'collecting', 'action_required', 'processing']

interface Reader {
  pledgeId: string
  email: string
  language: LanguageCode
}

/** Who gets a letter: each address once, in the language of its newest pledge. */
async function audienceOf(db: ReadDb, campaignId: string): Promise<Reader[]> {
  const pledges = await db
    .selectFrom('pledge')
    .select(['id as pledgeId', 'email', 'language'])
    .where('campaign_id', '=', campaignId)
    .where('state', 'in', STANDING)
    .where('accepted_at', 'is not', null)
    .orderBy('id')
    .execute()
  return [...new Map(pledges.map(pledge => [pledge.email.toLowerCase(), pledge])).values()]
}
