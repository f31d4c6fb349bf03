import type { ReadDb } from '#db/database.server.ts'
import type { LanguageCode } from '#db/schema.ts'
import { isId } from '../ids.ts'
import type { Instant } from '../clock.ts'

/** What pages ask about updates. Updates are public. */

export interface UpdateOnItsPage {
  id: string
  title: string
  /** Markdown as typed. */
  body: string
  publishedAt: Instant
  campaignTitle: string
  campaignSlug: string
  /** The language the campaign is written in. */
  language: LanguageCode
  initiatorName: string | null
}

/** An update under its campaign's address, or null. */
export async function updateOf(db: ReadDb, slug: string, updateId: string): Promise<UpdateOnItsPage | null> {
  if (!isId(updateId)) return null
  const row = await db
    .selectFrom('campaign_update')
    .innerJoin('campaign', 'campaign.id', 'campaign_update.campaign_id')
    .innerJoin('user', 'user.id', 'campaign.initiator_id')
    .select(['campaign_update.id', 'campaign_update.title', 'campaign_update.body'])
    .select(['campaign_update.published_at as publishedAt', 'campaign.title as campaignTitle'])
    .select(['campaign.language', 'user.name as initiatorName'])
    .where('campaign_update.id', '=', updateId)
    .where('campaign.slug', '=', slug)
    .executeTakeFirst()
  return row ? { ...row, campaignSlug: slug } : null
}
