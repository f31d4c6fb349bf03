import { beforeEach, describe, expect, it } from 'vitest'
import { decideRefund, refundsToPayByBank } from '#app/domain/payments/payments.server.ts'
import { payByBank, topUp } from '#scripts/story/hosted-pages.ts'
import { aLiveCampaign } from '#tests/support/campaigns.ts'
import { pledgeTo } from '#tests/support/pledging.ts'
import type { Visitor } from '#tests/support/test-site.ts'
import { openTown } from '#tests/support/town.ts'
import type { Town } from '#tests/support/town.ts'

/** R4 · A treasurer who spoke with a backer fills in the account of a refund; it leaves by the bank's file, four eyes. */

const ACCOUNT = { name: 'Ans de Vries', iban: 'NL91 ABNA 0417 1643 00', reason: 'Gebeld op 24 november.' }

let town: Town
let treasurer: Visitor & { userId: string }
let pledgeId: string
let refundId: string
let page: string

beforeEach(async () => {
  town = await openTown({ settings: { BANK_IBANS: 'NL02ABNA0123456789' } })
  await topUp(town.sandbox, 500_00)
  const { world } = town
  const { campaignId } = await aLiveCampaign(world)
  const pledge = await pledgeTo(world, campaignId, { amount: 50_00 })
  pledgeId = pledge.pledgeId
  await payByBank(pledge.checkoutUrl)
  await town.settle()
  // As the database holds it after Stripe gave up.
  await world.db.inTransaction(async trx => {
    const decision = { pledgeId, reason: 'by_admin', decidedBy: null } as const
    const decided = await decideRefund(trx, world.clock.now(), decision)
    refundId = decided.ok ? decided.refundId : ''
    await trx.updateTable('refund').set({ state: 'by_bank' }).where('id', '=', refundId).execute()
  })
  page = `/admin/refunds/${refundId}/account`
  treasurer = await town.site.signIn('thea@example.test', ['treasurer'])
})

const payees = async () => (await refundsToPayByBank(town.world.db.read)).map(({ payee }) => payee)

/** Presses the button of the second signature as it stands on the page. */
async function approve(path: string, by: Visitor) {
  const [, hash = ''] = /name="hash" value="([0-9a-f]+)"/.exec((await by.get(path)).text) ?? []
  return by.post(path, { deed: 'approve', hash })
}

describe('the account of a refund by bank', () => {
  it('is filled in by a treasurer, with how they know it, and goes into the file of two others', async () => {
    expect((await treasurer.get('/admin/coverage')).text).toContain(page)
    const form = await treasurer.get(page)
    expect(form.text).toContain('€\u00a050,00')
    expect(form.text).toContain('Nog geen')
    const kept = await treasurer.post(page, ACCOUNT)
    expect([kept.status, kept.headers.location]).toEqual([303, '/admin/coverage#by-bank'])
    expect(await payees()).toEqual([{ name: 'Ans de Vries', iban: 'NL91ABNA0417164300' }])
    const again = await treasurer.get(page)
    expect(again.text).toContain('Ans de Vries, eindigt op 4300')
    expect(again.text).not.toContain('NL91ABNA0417164300')
    const audit = await town.world.db.read
      .selectFrom('audit_entry')
      .select(['actor_id', 'detail'])
      .where('action', '=', 'refund.account-given')
      .execute()
    expect(audit).toEqual([{ actor_id: treasurer.userId, detail: '{"reason":"Gebeld op 24 november."}' }])
    await town.settle()
    const letter = town.world.postman.sent.find(({ subject }) => subject.includes('rekening genoteerd'))
    expect(letter?.text).toContain('de rekening van Ans de Vries, die eindigt op 4300')
    expect(letter?.text).not.toContain('NL91ABNA')
    const path = (await treasurer.post('/admin/bank/files')).headers.location ?? ''
    const approver = await town.site.signIn('aad@example.test', ['approver'])
    expect((await approve(path, approver)).status).toBe(303)
    expect((await approver.get(`${path}/pain001.xml`)).text).toContain('NL91ABNA0417164300')
    expect((await treasurer.get(page)).text).toContain('De rekening ligt vast.')
    const late = await treasurer.post(page, { ...ACCOUNT, iban: 'NL39RABO0300065264' })
    expect(late.status).toBe(409)
    expect(late.text).toContain('De terugbetaling zit al in een bankbestand')
  })

  it('is not approved by who filled it in, also where another proposed the file', async () => {
    const both = await town.site.signIn('bo@example.test', ['treasurer', 'approver'])
    expect((await both.post(page, ACCOUNT)).status).toBe(303)
    const path = (await treasurer.post('/admin/bank/files')).headers.location ?? ''
    const refused = await approve(path, both)
    expect(refused.status).toBe(409)
    expect(refused.text).toContain('Jij vulde een van deze rekeningen in.')
    await both.get(`/language/en?returnTo=${path}`)
    expect((await approve(path, both)).text).toContain('You filled in one of these accounts.')
    const { state } = await town.world.db.read
      .selectFrom('bank_file')
      .select('state')
      .executeTakeFirstOrThrow()
    expect(state).toBe('proposed')
    const approver = await town.site.signIn('aad@example.test', ['approver'])
    expect((await approve(path, approver)).status).toBe(303)
  })

  it('that the backer typed afterwards is theirs, and may be approved by who filled in one before', async () => {
    const both = await town.site.signIn('bo@example.test', ['treasurer', 'approver'])
    await both.post(page, ACCOUNT)
    const { pathname, search } = new URL(town.world.links.refundAccount(pledgeId))
    await town.site.visitor().post(pathname + search, { name: 'Ans', iban: 'NL39RABO0300065264' })
    const path = (await treasurer.post('/admin/bank/files')).headers.location ?? ''
    expect((await approve(path, both)).status).toBe(303)
  })

  it('is refused with what is wrong beside what was typed', async () => {
    const cases: [Partial<typeof ACCOUNT>, string][] = [
      [{ iban: 'NL91 ABNA 0417 1643 01' }, 'Dit is geen IBAN.'],
      [{ name: '李雷' }, 'Onze bank kan deze naam niet schrijven.'],
      [
        { iban: 'BR15 0000 0000 0000 1093 2840 814P 2' },
        'Naar dit land kan onze bank geen euro’s overmaken.',
      ],
      [{ iban: 'NL02 ABNA 0123 4567 89' }, 'Dit is onze eigen rekening.'],
      [{ name: ' ' }, 'Vul de naam van de rekeninghouder in.'],
      [{ reason: ' ' }, 'Schrijf op hoe je het weet.'],
    ]
    for (const [wrong, sentence] of cases) {
      const refused = await treasurer.post(page, { ...ACCOUNT, ...wrong })
      expect(refused.status).toBe(422)
      expect(refused.text).toContain(sentence)
      expect(refused.text).toContain(wrong.iban ?? ACCOUNT.iban)
    }
    expect((await treasurer.post(page, { ...ACCOUNT, state: 'paid_by_bank' })).status).toBe(400)
    await town.sandbox.control.advance('11m')
    const late = await treasurer.post(page, ACCOUNT)
    expect(late.status).toBe(403)
    expect(late.text).toContain('Je moet net zijn ingelogd om een rekening in te vullen.')
    expect(await payees()).toEqual([])
  })

  it('is for a treasurer, and there for no refund that does not go by bank', async () => {
    const approver = await town.site.signIn('aad@example.test', ['approver'])
    expect((await approver.get(page)).status).toBe(403)
    expect((await approver.get('/admin/coverage')).text).not.toContain(page)
    const { world } = town
    await world.db.inTransaction(trx =>
      trx.updateTable('refund').set({ state: 'decided' }).where('id', '=', refundId).execute(),
    )
    expect((await treasurer.get(page)).status).toBe(404)
    expect((await treasurer.get('/admin/refunds/x/account')).status).toBe(404)
  })
})
