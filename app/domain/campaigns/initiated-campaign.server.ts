import type { ReadDb, WriteDb } from '#db/database.server.ts'
import type { Row } from '#db/schema.ts'
import { instant } from '../clock.ts'
import { randomIds } from '../ids.ts'
import { editable } from './campaign.ts'
import type { Editable } from './campaign.ts'

/** Inside the campaigns module: a campaign in the hands of its initiator. Not a door: others use `campaigns.server.ts`. */

/** Whose campaign is meant. Somebody else's does not exist (`no-such-campaign`). */
export interface Owned {
  campaignId: string
  initiatorId: string
}

export type NotSaved = { ok: false; reason: 'no-such-campaign' | 'not-editable' | 'frozen' }

export interface InitiatedCampaign {
  campaign: Row<'campaign'>
  editable: Editable
  /** Whether anybody pledged (or began to): from then on changes of its words are public. */
  hasPledges: boolean
}

/** The campaign, when it is this initiator's; else it does not exist for them. */
export async function initiatedCampaign(db: ReadDb, owner: Owned): Promise<InitiatedCampaign | null> {
  const campaign = await db
    .selectFrom('campaign')
    .selectAll()
    .where('id', '=', owner.campaignId)
    .where('initiator_id', '=', owner.initiatorId)
    .executeTakeFirst()
  if (!campaign) return null
  const pledge = await db
    .selectFrom('pledge')
    .select('id')
    .where('campaign_id', '=', campaign.id)
    .limit(1)
    .executeTakeFirst()
  const hasPledges = pledge !== undefined
  return { campaign, hasPledges, editable: editable(campaign.state, hasPledges) }
}

/** The words of a campaign that its backers read when they gave. */
export type ChangedText = 'title' | 'intro' | 'story' | 'collective_return' | 'budget' | 'rewards'

/** Keeps what a campaign's words were before a change, once somebody pledged. Equal texts are no change. */
export async function keepTextChange(
  trx: WriteDb,
  now: Date,
  { campaign, hasPledges }: InitiatedCampaign,
  change: { field: ChangedText; before: string; after: string },
): Promise<void> {
  if (!hasPledges || change.before === change.after) return
  await trx
    .insertInto('campaign_text_change')
    .values({ id: randomIds.next(), campaign_id: campaign.id, changed_at: instant(now), ...change })
    .execute()
}
