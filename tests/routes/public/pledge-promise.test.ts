/**
 * Proves that the pledge page says before the button what happens now and later, true for both ways to pay: without
 * JavaScript nobody knows which one is chosen until the form is sent.
 */
import { expect, test } from 'vitest'
import type { FundingModel } from '#db/schema.ts'
import { aLiveCampaign } from '#tests/support/campaigns.ts'
import { openTestSite } from '#tests/support/test-site.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'

/** What stands between the choice of how to pay and the end of the form, as a reader hears it. */
async function endOfForm(model: FundingModel, language: string): Promise<string> {
  const world = await makeTestWorld()
  const { campaignId, slug } = await aLiveCampaign(world)
  await world.db.inTransaction(trx =>
    trx.updateTable('campaign').set({ funding_model: model }).where('id', '=', campaignId).execute(),
  )
  const { text } = await (await openTestSite(world))
    .visitor()
    .get(`/campaigns/${slug}/pledge`, { headers: { 'Accept-Language': language } })
  const end = text.slice(text.lastIndexOf('name="method"'), text.indexOf('</form>'))
  return end
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('\u00a0', ' ')
    .replaceAll(/\s+/g, ' ')
}

test.each([
  ['nl', 'betaal je met iDEAL of Bancontact, of bewaar je je kaart. Van een kaart schrijven we nu niets af', /minstens € 400 toegezegd, dan schrijven we je kaart af .* Anders krijg je alles vanzelf terug en vergeten we je kaart/, 'Verder met'],
  ['en', 'you pay by iDEAL or Bancontact, or save your card. Nothing is charged to a card now', /If at least €400 is pledged .* we charge your card .* If not, you get everything back by itself and we forget your card/, 'Continue with'],
])('all or nothing, in %s', async (language, now, later, button) => {
  const end = await endOfForm('all_or_nothing', language)
  expect(end).toContain(now)
  expect(end).toMatch(later)
  expect(end).toContain(button)
  expect(end.slice(end.indexOf(button))).not.toMatch(/Betaal|Pay/)
})

test.each([
  ['nl', 'bij onze betaaldienst Stripe, betaal je.', 'houdt wat er binnenkomt'],
  ['en', 'at our payment service Stripe, you pay.', 'keeps what comes in'],
])('keep it all: a card is charged now too, in %s', async (language, now, later) => {
  const end = await endOfForm('keep_it_all', language)
  expect(end).toContain(now)
  expect(end).toContain(later)
  expect(end).not.toMatch(/bewaar je je kaart|save your card/)
})
