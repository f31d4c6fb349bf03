import { beforeEach, describe, expect, it } from 'vitest'
import { decideRefund } from '#app/domain/payments/payments.server.ts'
import { payByBank, topUp } from '#scripts/story/hosted-pages.ts'
import { aLiveCampaign } from '#tests/support/campaigns.ts'
import { pledgeTo } from '#tests/support/pledging.ts'
import type { Visitor } from '#tests/support/test-site.ts'
import { openTown } from '#tests/support/town.ts'
import type { Town } from '#tests/support/town.ts'

/** Files for the bank and own payouts over HTTP: who may, what is wrong, and who must show again that it is them. */

const IBAN = 'NL02ABNA0123456789'

let town: Town
let treasurer: Visitor
let approver: Visitor & { userId: string }

beforeEach(async () => {
  town = await openTown({ settings: { BANK_IBANS: IBAN } })
  await topUp(town.sandbox, 500_00)
  treasurer = await town.site.signIn('thea@example.test', ['treasurer'])
  approver = await town.site.signIn('aad@example.test', ['approver'])
})

/** A refund that only our bank can still pay, as the database would hold it after Stripe gave up. */
async function aRefundToPay(iban: string, name = 'Ans'): Promise<void> {
  const { world } = town
  const { campaignId } = await aLiveCampaign(world)
  const { pledgeId, checkoutUrl } = await pledgeTo(world, campaignId, { amount: 50_00 })
  await payByBank(checkoutUrl)
  await town.settle()
  await world.db.inTransaction(async trx => {
    await decideRefund(trx, world.clock.now(), { pledgeId, reason: 'by_admin', decidedBy: null })
    await trx
      .updateTable('refund')
      .set({ state: 'by_bank', payee_name: name, payee_iban: iban })
      .where('pledge_id', '=', pledgeId)
      .execute()
  })
}

const filesKept = async () => (await town.world.db.read.selectFrom('bank_file').select('id').execute()).length

describe('a file for the bank', () => {
  it('with a bad IBAN is not written: the payee and what is wrong are named, in both languages', async () => {
    await aRefundToPay('NL91ABNA0417164301')
    const refused = await treasurer.post('/admin/bank/files')
    expect(refused.status).toBe(409)
    expect(refused.text).toContain('Ans (NL91ABNA0417164301): dit is geen geldige IBAN')
    await treasurer.get('/language/en?returnTo=/admin/bank/files')
    expect((await treasurer.post('/admin/bank/files')).text).toContain('this is no valid IBAN')
    expect(await filesKept()).toBe(0)
    expect(await town.world.db.read.selectFrom('bank_payment').select('id').execute()).toEqual([])
  })

  it('leaves out who it cannot carry, names them with why, and pays the others', async () => {
    await aRefundToPay('NL91ABNA0417164300', 'Bo')
    await aRefundToPay('NL39RABO0300065264', '李雷')
    await aRefundToPay('BR1500000000000010932840814P2', 'Cas')
    await aRefundToPay(IBAN, 'Dirk')
    const list = await treasurer.get('/admin/bank/files')
    expect(list.text).toContain('Stel €\u00a050,00 voor')
    const proposed = await treasurer.post('/admin/bank/files')
    expect(proposed.status).toBe(303)
    const path = proposed.headers.location ?? ''
    const said = [
      '李雷 (NL39RABO0300065264)',
      'de naam ontbreekt, of heeft geen letter die een bank kent',
      'Cas (BR1500000000000010932840814P2)',
      'deze rekening is buiten het gebied van euro-overboekingen (SEPA)',
      `Dirk (${IBAN})`,
      'dit is onze eigen rekening',
    ]
    const file = await approver.get(path)
    for (const words of said) for (const page of [list, file]) expect(page.text).toContain(words)
    const [, hash = ''] = /name="hash" value="([0-9a-f]+)"/.exec(file.text) ?? []
    expect((await approver.post(path, { deed: 'approve', hash })).status).toBe(303)
    const { text } = await treasurer.get(`${path}/pain001.xml`)
    expect(text).toContain('<NbOfTxs>1</NbOfTxs>')
    expect(text).toContain('NL91ABNA0417164300')
    const again = await treasurer.post('/admin/bank/files')
    expect(again.status).toBe(409)
    expect(again.text).toContain(`Dirk (${IBAN}): dit is onze eigen rekening`)
    await treasurer.get('/language/en?returnTo=/admin/bank/files')
    expect((await treasurer.get('/admin/bank/files')).text).toContain('Cannot go into a file')
  })

  it('is void when the account of a payee changed since the proposal, and says so', async () => {
    await aRefundToPay('NL91ABNA0417164300')
    const path = (await treasurer.post('/admin/bank/files')).headers.location ?? ''
    await town.world.db.inTransaction(trx =>
      trx.updateTable('refund').set({ payee_iban: 'NL39RABO0300065264' }).execute(),
    )
    const [, hash = ''] = /name="hash" value="([0-9a-f]+)"/.exec((await approver.get(path)).text) ?? []
    const refused = await approver.post(path, { deed: 'approve', hash })
    expect(refused.status).toBe(409)
    expect(refused.text).toContain('Het bedrag of de rekening is veranderd sinds het voorstel.')
    expect((await approver.get(`${path}/pain001.xml`)).status).toBe(404)
    // What was in it can be proposed again.
    expect((await treasurer.post('/admin/bank/files')).status).toBe(303)
  })

  it('cannot be approved in the minute after the role was taken away', async () => {
    await aRefundToPay('NL91ABNA0417164300')
    const path = (await treasurer.post('/admin/bank/files')).headers.location ?? ''
    const [, hash = ''] = /name="hash" value="([0-9a-f]+)"/.exec((await approver.get(path)).text) ?? []
    await town.world.db.inTransaction(trx =>
      trx.deleteFrom('user_role').where('user_id', '=', approver.userId).execute(),
    )
    expect((await approver.post(path, { deed: 'approve', hash })).status).toBe(403)
  })

  it('asks who signed in eleven minutes ago to sign in again, and ten minutes ago not', async () => {
    await aRefundToPay('NL91ABNA0417164300')
    await town.sandbox.control.advance('10m')
    expect((await treasurer.get('/admin/bank/files')).text).toContain('Stel €\u00a050,00 voor')
    await town.sandbox.control.advance('1m')
    const page = await treasurer.get('/admin/bank/files')
    expect(page.text).toContain('Laat even zien dat jij het bent')
    expect(page.text).toContain('name="returnTo" value="/admin/bank/files"')
    const refused = await treasurer.post('/admin/bank/files')
    expect(refused.status).toBe(403)
    expect(refused.text).toContain('Je moet net zijn ingelogd')
    expect(await filesKept()).toBe(0)
  })
})

describe('own money to the bank', () => {
  it('is refused beyond what was earned, without an amount, and to who did not just sign in', async () => {
    const page = '/admin/own-payouts'
    const much = await treasurer.post(page, { amount: '1' })
    expect(much.status).toBe(409)
    expect(much.text).toContain('Dat is meer dan het platform verdiende.')
    expect((await treasurer.post(page, { amount: 'veel' })).text).toContain(
      'Er is nu niets dat naar de bank kan.',
    )
    await town.sandbox.control.advance('11m')
    expect((await treasurer.post(page, { amount: '1' })).status).toBe(403)
  })
})
