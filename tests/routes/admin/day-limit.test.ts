import { describe, expect, it } from 'vitest'
import { DAY_MS } from '#app/domain/clock.ts'
import { cents } from '#app/domain/money.ts'
import { isOverDayLimit } from '#app/domain/payouts/payouts.server.ts'
import { decideRefund } from '#app/domain/payments/payments.server.ts'
import { payByBank, topUp } from '#scripts/story/hosted-pages.ts'
import { anApprovedSettlement } from '#tests/support/approved-settlement.ts'
import { aLiveCampaign } from '#tests/support/campaigns.ts'
import { pledgeTo } from '#tests/support/pledging.ts'
import { aSucceededCampaign } from '#tests/support/succeeded-campaign.ts'
import { openTown } from '#tests/support/town.ts'
import type { Town } from '#tests/support/town.ts'

/** T11 · a limit for a day: what two people let out within 24 hours, by whichever way, has an end. */

const OVER = 'Hiermee gaat er meer weg dan in 24 uur mag.'

const townWith = (limitCents: number) =>
  openTown({
    settings: { BANK_IBANS: 'NL02ABNA0123456789', PAYOUT_DAY_LIMIT_CENTS: String(limitCents) },
  })

/** Proposes as a treasurer, and presses the second button as an approver, both just signed in. */
async function proposed(town: Town, page: string, fields: Record<string, string> = {}): Promise<string> {
  const treasurer = await town.site.signIn('thea@example.test', ['treasurer'])
  const { status, headers } = await treasurer.post(page, fields)
  expect(status).toBe(303)
  return headers.location ?? ''
}

async function approve(town: Town, path: string, language: 'nl' | 'en' = 'nl') {
  const approver = await town.site.signIn('aad@example.test', ['approver'])
  await approver.get(`/language/${language}?returnTo=${path}`)
  const [, hash = ''] = /name="hash" value="([0-9a-f]+)"/.exec((await approver.get(path)).text) ?? []
  return approver.post(path, { deed: 'approve', hash })
}

describe('T11 · the limit of a day', () => {
  it('lets the proposal stand that goes beyond it, and a tranche within it out; the rest a day later', async () => {
    const town = await townWith(300_00)
    const { campaignId } = await aSucceededCampaign(town)
    const page = `/admin/campaigns/${campaignId}`
    const all = await proposed(town, page, { deed: 'propose' })
    const refused = await approve(town, all)
    expect([refused.status, refused.text.includes(OVER)]).toEqual([409, true])
    expect((await approve(town, all, 'en')).text).toContain(
      'With this more goes out than may within 24 hours.',
    )
    const { read } = town.world.db
    expect(await read.selectFrom('settlement').select('state').execute()).toEqual([{ state: 'proposed' }])
    const treasurer = await town.site.signIn('thea@example.test')
    await treasurer.post(all, { deed: 'void', reason: 'In delen.' })
    const first = await proposed(town, page, { deed: 'propose', wanted: '300' })
    expect((await approve(town, first)).status).toBe(303)
    await town.settle()
    const rest = await proposed(town, page, { deed: 'propose' })
    expect((await approve(town, rest)).text).toContain(OVER)
    await town.sandbox.control.advance('23h')
    expect((await approve(town, rest)).status).toBe(409)
    await town.sandbox.control.advance('1h')
    expect((await approve(town, rest)).status).toBe(303)
  })

  it('counts own money with the settlements of that day', async () => {
    const town = await townWith(1_00)
    // A payout of the first day, by the limit of the domain itself; it counts for a day and no longer.
    await anApprovedSettlement(town)
    await town.pass('4d')
    const path = await proposed(town, '/admin/own-payouts', { amount: '1,50' })
    expect((await approve(town, path)).text).toContain(OVER)
    const { state } = await town.world.db.read
      .selectFrom('platform_payout')
      .select('state')
      .executeTakeFirstOrThrow()
    expect(state).toBe('proposed')
  })

  it('counts a file for the bank, and writes none beyond it', async () => {
    const town = await townWith(49_99)
    const { world } = town
    await topUp(town.sandbox, 500_00)
    const { campaignId } = await aLiveCampaign(world)
    const { pledgeId, checkoutUrl } = await pledgeTo(world, campaignId, { amount: 50_00 })
    await payByBank(checkoutUrl)
    await town.settle()
    await world.db.inTransaction(async trx => {
      await decideRefund(trx, world.clock.now(), { pledgeId, reason: 'by_admin', decidedBy: null })
      const account = { payee_name: 'Ans', payee_iban: 'NL91ABNA0417164300' }
      await trx
        .updateTable('refund')
        .set({ state: 'by_bank', ...account })
        .execute()
    })
    const path = await proposed(town, '/admin/bank/files')
    expect((await approve(town, path)).text).toContain(OVER)
    expect(await world.db.read.selectFrom('bank_file_content').select('file_id').execute()).toEqual([])
  })

  it('is there without a setting too: € 50,000 in all, and € 50,000.01 not', async () => {
    const town = await openTown()
    await anApprovedSettlement(town)
    const { read } = town.world.db
    const rest = 50_000_00 - 420_00
    const isOver = (amount: number, now = town.world.clock.now()) =>
      isOverDayLimit(read, now, { amount: cents(amount) })
    expect([await isOver(rest), await isOver(rest + 1)]).toEqual([false, true])
    const tomorrow = new Date(town.world.clock.now().getTime() + DAY_MS)
    expect([await isOver(50_000_00, tomorrow), await isOver(50_000_01, tomorrow)]).toEqual([false, true])
  })
})
