import { beforeEach, describe, expect, test } from 'vitest'
import { decideRefund } from '#app/domain/payments/payments.server.ts'
import type { Role } from '#db/schema.ts'
import { payByBank, topUp } from '#scripts/story/hosted-pages.ts'
import { anApprovedSettlement } from '#tests/support/approved-settlement.ts'
import { aLiveCampaign } from '#tests/support/campaigns.ts'
import { pledgeTo } from '#tests/support/pledging.ts'
import { aSucceededCampaign } from '#tests/support/succeeded-campaign.ts'
import type { Visitor } from '#tests/support/test-site.ts'
import { openTown } from '#tests/support/town.ts'
import type { Town } from '#tests/support/town.ts'

/**
 * T11, T12 · an approval after the role was taken away, at each door by which money goes out. The role is taken at the
 * desk while the page with the button is open. The fourth place where two people sign is a month: months.test.ts.
 */

let town: Town
let admin: Visitor
let treasurer: Visitor & { userId: string }
let approver: Visitor & { userId: string }

beforeEach(async () => {
  town = await openTown({ settings: { BANK_IBANS: 'NL02ABNA0123456789' } })
})

/** Money goes out by who signed in just now, so everybody does so once there is something to sign. */
async function everybodySignsIn(): Promise<void> {
  admin = await town.site.signIn('anna@example.test', ['admin'])
  treasurer = await town.site.signIn('thea@example.test', ['treasurer'])
  // Reads the books in another role as well: what remains once the role of approver is gone.
  approver = await town.site.signIn('aad@example.test', ['approver', 'admin'])
}

async function take(userId: string, role: Role): Promise<void> {
  expect((await admin.post('/admin/team', { deed: 'take', userId, role })).status).toBe(303)
}

const post = async (page: string, fields: Record<string, string>) => {
  const { status, headers } = await treasurer.post(page, fields)
  expect(status).toBe(303)
  return headers.location ?? ''
}

const DOORS = {
  'a payout': async () => {
    const { campaignId } = await aSucceededCampaign(town)
    await everybodySignsIn()
    return post(`/admin/campaigns/${campaignId}`, { deed: 'propose' })
  },
  'a file for the bank': async () => {
    await aRefundByBank()
    await everybodySignsIn()
    return post('/admin/bank/files', {})
  },
  'a payout of our own money': async () => {
    await anApprovedSettlement(town)
    await town.pass('4d')
    await everybodySignsIn()
    return post('/admin/own-payouts', { amount: '1,50' })
  },
}

/** A refund that only our bank can still pay, as the database would hold it after Stripe gave up. */
async function aRefundByBank(): Promise<void> {
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
}

/** How each proposal stands, whichever it is. */
async function standing(): Promise<(string | null)[]> {
  const { read } = town.world.db
  const all = [
    await read.selectFrom('settlement').select('state').where('state', '!=', 'approved').execute(),
    await read.selectFrom('bank_file').select('state').execute(),
    await read.selectFrom('platform_payout').select('state').execute(),
  ]
  return all.flat().flatMap(({ state }) => (state === 'transferred' || state === 'paid_out' ? [] : [state]))
}

const entries = async () =>
  (await town.world.db.read.selectFrom('journal_entry').select('id').execute()).length

describe.each(Object.entries(DOORS))('%s', (_, propose) => {
  test('cannot be approved by who lost the role, with a sentence, and stays proposed', async () => {
    const path = await propose()
    const [, hash = ''] = /name="hash" value="([0-9a-f]+)"/.exec((await approver.get(path)).text) ?? []
    const before = await entries()
    await take(approver.userId, 'approver')
    const signedOut = await approver.post(path, { deed: 'approve', hash })
    expect(signedOut.status).toBe(401)
    expect(signedOut.text).toContain('Je bent uitgelogd')
    const again = await town.site.signIn('aad@example.test')
    const refused = await again.post(path, { deed: 'approve', hash })
    expect(refused.status).toBe(403)
    expect(refused.text).toContain('Je hebt de rol die hiervoor nodig is niet meer. Er is niets goedgekeurd.')
    await again.get(`/language/en?returnTo=${path}`)
    const inEnglish = await again.post(path, { deed: 'approve', hash })
    expect(inEnglish.text).toContain('You no longer have the role that this needs. Nothing was approved.')
    expect([await standing(), await entries()]).toEqual([['proposed'], before])
  })

  test('is called off when who proposed lost the role, with a sentence, and books nothing', async () => {
    const path = await propose()
    const [, hash = ''] = /name="hash" value="([0-9a-f]+)"/.exec((await approver.get(path)).text) ?? []
    const before = await entries()
    await take(treasurer.userId, 'treasurer')
    const refused = await approver.post(path, { deed: 'approve', hash })
    expect(refused.status).toBe(409)
    expect(refused.text).toContain('Wie dit voorstelde is geen penningmeester meer.')
    expect([await standing(), await entries()]).toEqual([['voided'], before])
  })
})
