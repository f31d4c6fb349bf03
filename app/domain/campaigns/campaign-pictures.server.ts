import type { WriteDb } from '#db/database.server.ts'
import { instant } from '../clock.ts'
import { randomIds } from '../ids.ts'
import { initiatedCampaign } from './initiated-campaign.server.ts'
import type { NotSaved, Owned } from './initiated-campaign.server.ts'
import { MOST_PICTURES } from './picture.ts'
import type { Picture } from './picture.ts'

/** Inside the campaigns module: the one picture that tells the story. Its files are kept before these verbs are called. */

/**
 * Makes an uploaded picture the picture of the campaign. The one before stays kept, since a letter or an old
 * page may still show it.
 */
export async function attachPicture(
  trx: WriteDb,
  now: Date,
  owned: Owned,
  picture: Picture,
): Promise<{ ok: true; pictureId: string } | NotSaved | { ok: false; reason: 'too-many-pictures' }> {
  const found = await initiatedCampaign(trx, owned)
  if (!found) return { ok: false, reason: 'no-such-campaign' }
  if (!found.editable.text) return { ok: false, reason: 'not-editable' }
  const { total } = await trx
    .selectFrom('picture')
    .select(row => row.fn.countAll<number>().as('total'))
    .where('campaign_id', '=', owned.campaignId)
    .executeTakeFirstOrThrow()
  if (total >= MOST_PICTURES) return { ok: false, reason: 'too-many-pictures' }
  const pictureId = randomIds.next()
  await trx
    .insertInto('picture')
    .values({
      id: pictureId,
      campaign_id: owned.campaignId,
      content_hash: picture.contentHash,
      width: picture.width,
      height: picture.height,
      alt: picture.alt,
      uploaded_by: owned.initiatorId,
      created_at: instant(now),
    })
    .execute()
  await trx
    .updateTable('campaign')
    .set({ picture_id: pictureId, updated_at: instant(now) })
    .where('id', '=', owned.campaignId)
    .execute()
  return { ok: true, pictureId }
}

/** Changes the words beside the campaign's picture. */
export async function describePicture(
  trx: WriteDb,
  now: Date,
  owned: Owned,
  alt: string,
): Promise<{ ok: true } | NotSaved | { ok: false; reason: 'no-picture' }> {
  const found = await initiatedCampaign(trx, owned)
  if (!found) return { ok: false, reason: 'no-such-campaign' }
  if (!found.editable.text) return { ok: false, reason: 'not-editable' }
  if (found.campaign.picture_id === null) return { ok: false, reason: 'no-picture' }
  await trx.updateTable('picture').set({ alt }).where('id', '=', found.campaign.picture_id).execute()
  await trx
    .updateTable('campaign')
    .set({ updated_at: instant(now) })
    .where('id', '=', owned.campaignId)
    .execute()
  return { ok: true }
}
