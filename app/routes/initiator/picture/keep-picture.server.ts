import { pictureInput } from '#app/domain/campaigns/campaign-input.ts'
import { campaignForEdit } from '#app/domain/campaigns/campaign-queries.server.ts'
import { attachPicture, describePicture } from '#app/domain/campaigns/campaigns.server.ts'
import type { Owned } from '#app/domain/campaigns/campaigns.server.ts'
import { preparePicture } from '#app/files/picture-intake.server.ts'
import type { SiteContext } from '#app/http/site-context.server.ts'
import type { PictureAnswer } from './picture-answer.ts'

type Kept = { ok: true } | (PictureAnswer & { ok: false })

/**
 * Makes an upload the picture of a campaign: read and made again first, its files kept next, and only then named in
 * the database. A file without a row does no harm; a row without its file would be a hole in the page.
 */
export async function keepPicture({ world }: SiteContext, owned: Owned, form: FormData): Promise<Kept> {
  const hand = await campaignForEdit(world.db.read, world.clock.now(), owned)
  if (!hand) return refused('no-such-campaign')
  if (!hand.editable.text) return refused('not-editable')
  const upload = form.get('picture')
  form.delete('picture')
  const input = pictureInput(Object.fromEntries(form))
  if (!input.ok) return { ok: false, problems: input.problems, fileProblem: null, refusal: null }
  const { alt } = input.value
  const bytes = upload instanceof Blob ? new Uint8Array(await upload.arrayBuffer()) : new Uint8Array()
  if (bytes.length === 0 && hand.campaign.picture) {
    const described = await world.db.inTransaction(trx => describePicture(trx, world.clock.now(), owned, alt))
    return described.ok
      ? described
      : refused(described.reason === 'no-picture' ? 'not-editable' : described.reason)
  }
  const prepared = await preparePicture(bytes)
  if (!prepared.ok) return wrongFile(prepared.problem)
  for (const file of prepared.picture.files) await world.files.put(file.name, file.bytes)
  const { contentHash, width, height } = prepared.picture
  const attached = await world.db.inTransaction(trx =>
    attachPicture(trx, world.clock.now(), owned, { contentHash, width, height, alt }),
  )
  if (attached.ok) return { ok: true }
  return attached.reason === 'too-many-pictures' ? wrongFile(attached.reason) : refused(attached.reason)
}

function refused(refusal: PictureAnswer['refusal']): Kept {
  return { ok: false, problems: {}, fileProblem: null, refusal }
}

function wrongFile(fileProblem: PictureAnswer['fileProblem']): Kept {
  return { ok: false, problems: {}, fileProblem, refusal: null }
}
