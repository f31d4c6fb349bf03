import { beforeEach, expect, it } from 'vitest'
import { decideRefund, refundsToPayByBank } from '#app/domain/payments/payments.server.ts'
import { payByBank, topUp } from '#scripts/story/hosted-pages.ts'
import { aLiveCampaign } from '#tests/support/campaigns.ts'
import { pledgeTo } from '#tests/support/pledging.ts'
import { openTown } from '#tests/support/town.ts'
import type { Town } from '#tests/support/town.ts'

/** R4 · A backer says, by the signed link in a letter, to which account a refund may go. */

let town: Town
let pledgeId: string
let page: string

beforeEach(async () => {
  town = await openTown({ settings: { BANK_IBANS: 'NL02ABNA0123456789' } })
  await topUp(town.sandbox, 100_00)
  const { campaignId } = await aLiveCampaign(town.world)
  const pledge = await pledgeTo(town.world, campaignId)
  pledgeId = pledge.pledgeId
  await payByBank(pledge.checkoutUrl)
  await town.settle()
  const { pathname, search } = new URL(town.world.links.refundAccount(pledgeId))
  page = pathname + search
})

/** Stripe could not give the refund: it must go by bank. */
async function mustGoByBank(): Promise<void> {
  await town.world.db.inTransaction(async trx => {
    const decided = await decideRefund(trx, town.world.clock.now(), {
      pledgeId,
      reason: 'by_admin',
      decidedBy: null,
    })
    if (!decided.ok) throw new Error(decided.reason)
    await trx.updateTable('refund').set({ state: 'by_bank' }).where('id', '=', decided.refundId).execute()
  })
}

const toPay = async () => (await refundsToPayByBank(town.world.db.read)).map(({ payee }) => payee)

it('asks nothing when no refund waits', async () => {
  expect((await town.site.visitor().get(page)).text).toContain('Hier hoef je niets in te vullen')
})

it('takes a name and an IBAN, says what is wrong beside what was typed, and can be changed', async () => {
  await mustGoByBank()
  const backer = town.site.visitor()
  expect((await backer.get(page)).text).toContain('17,10')
  const wrong = await backer.post(page, { name: 'Ans de Vries', iban: 'NL91 ABNA 0417 1643 01' })
  expect(wrong.status).toBe(422)
  expect(wrong.text).toContain('Dit is geen IBAN')
  expect(wrong.text).toContain('NL91 ABNA 0417 1643 01')
  expect(await toPay()).toEqual([])
  expect((await backer.post(page, { name: 'Ans de Vries', iban: 'NL91 ABNA 0417 1643 00' })).status).toBe(303)
  expect(await toPay()).toEqual([{ name: 'Ans de Vries', iban: 'NL91ABNA0417164300' }])
  const { text } = await backer.get(page)
  expect(text).toContain('eindigt op 4300')
  expect(text).not.toContain('NL91ABNA0417164300')
  await backer.post(page, { name: 'Ans', iban: 'NL39RABO0300065264' })
  expect(await toPay()).toEqual([{ name: 'Ans', iban: 'NL39RABO0300065264' }])
})

it('refuses what no file for the bank can carry, with a sentence at the field, in both languages', async () => {
  await mustGoByBank()
  const backer = town.site.visitor()
  const cases = [
    ['李雷', 'NL39RABO0300065264', 'Onze bank kan deze naam niet schrijven.'],
    ['Ans', 'BR15 0000 0000 0000 1093 2840 814P 2', 'Naar dit land kan onze bank geen euro’s overmaken.'],
    ['Ans', 'NL02 ABNA 0123 4567 89', 'Dit is onze eigen rekening.'],
  ] as const
  for (const [name, iban, sentence] of cases) {
    const refused = await backer.post(page, { name, iban })
    expect([refused.status, sentence]).toEqual([422, sentence])
    expect(refused.text).toContain(sentence)
    expect(refused.text).toContain(`value="${iban}"`)
  }
  await backer.get(`/language/en?returnTo=${encodeURIComponent(page)}`)
  const english = ['Our bank cannot write this name.', 'Our bank cannot transfer', 'This is our own account.']
  for (const [index, [name, iban]] of cases.entries())
    expect((await backer.post(page, { name, iban })).text).toContain(english[index])
  expect(await toPay()).toEqual([])
})

it('is hidden from whoever has not the link', async () => {
  await mustGoByBank()
  const stranger = town.site.visitor()
  const form = { name: 'Dief', iban: 'NL39RABO0300065264' }
  expect((await stranger.post(page.replace(/k=.*/, 'k=guessed'), form)).status).toBe(404)
  expect(await toPay()).toEqual([])
})
