import { beforeEach, describe, expect, it } from 'vitest'
import { initiatorPayable } from '#app/domain/ledger/account.ts'
import { balance } from '#app/domain/ledger/ledger.server.ts'
import { decideReversal } from '#app/domain/payouts/payouts.server.ts'
import { anApprovedSettlement, approve, propose } from '#tests/support/approved-settlement.ts'
import { aMember } from '#tests/support/campaigns.ts'
import type { Visitor } from '#tests/support/test-site.ts'
import { openTown } from '#tests/support/town.ts'
import type { Town } from '#tests/support/town.ts'

/** T3 · a wrong transfer that is taken back by a button, over HTTP, with the sandbox as Stripe. */

let town: Town
let campaignId: string
let initiatorId: string
let payoutPage: string
let page: string
let treasurer: Visitor & { userId: string }

beforeEach(async () => {
  town = await openTown()
  const settlement = await anApprovedSettlement(town)
  campaignId = settlement.campaignId
  initiatorId = settlement.initiatorId
  await town.settle()
  payoutPage = `/admin/payouts/${settlement.settlementId}`
  page = `${payoutPage}/reversal`
  treasurer = await town.site.signIn('tom@example.test', ['treasurer'])
})

const reversals = () => town.world.db.read.selectFrom('transfer_reversal').selectAll().execute()

const owed = () => balance(town.world.db.read, initiatorPayable(campaignId))

describe('T3 · a wrong transfer', () => {
  it('is taken back with a reason, its state is shown, and two people pay it again', async () => {
    const before = await treasurer.get(payoutPage)
    expect(before.text).toContain('Haal deze overboeking terug')
    const step = await treasurer.get(page)
    expect(step.text).toContain('We vragen Stripe om €\u00a0420,00 terug te halen')
    const taken = await treasurer.post(page, { reason: 'De rekening was van een ander.' })
    expect([taken.status, taken.headers.location]).toEqual([303, `${payoutPage}#reversals`])
    const under = await treasurer.get(payoutPage)
    expect(under.text).toContain('Wordt teruggehaald')
    expect(under.text).not.toContain('Haal deze overboeking terug')
    await town.settle()
    const after = await treasurer.get(payoutPage)
    expect(after.text).toContain('Teruggehaald')
    expect(after.text).toContain('omdat de overboeking fout was. Besloten door tom@example.test')
    expect(after.text).toContain('Reden: De rekening was van een ander.')
    expect(await owed()).toBe(420_00)
    const audit = await town.world.db.read
      .selectFrom('audit_entry')
      .select(['actor_id', 'detail'])
      .where('action', '=', 'settlement.reversal-decided')
      .execute()
    expect(audit.map(({ actor_id }) => actor_id)).toEqual([treasurer.userId])
    await propose(town.world, campaignId, await aMember(town.world, 'Ties', 'treasurer'))
    expect(await approve(town.world, await aMember(town.world, 'Anke', 'approver'))).toEqual({ ok: true })
    await town.pass('1d')
    expect(await owed()).toBe(0)
  })

  it('is taken back once: a second click changes nothing, in both languages', async () => {
    expect((await treasurer.post(page, { reason: 'Fout.' })).status).toBe(303)
    const again = await treasurer.post(page, { reason: 'Fout.' })
    expect(again.status).toBe(409)
    expect(again.text).toContain('Er is al iets van teruggehaald, of dat is nog bezig.')
    await town.settle()
    await treasurer.get(`/language/en?returnTo=${page}`)
    const over = await treasurer.post(page, { reason: 'Wrong.' })
    expect(over.status).toBe(409)
    expect(over.text).toContain('There is nothing to take back of this payout')
    expect(await reversals()).toHaveLength(1)
  })

  it('that is no longer on the account is refused by Stripe, which the page says and a person must look at', async () => {
    await town.pass('8d')
    treasurer = await town.site.signIn('tom@example.test')
    expect((await treasurer.get(page)).text).toContain('staat het al op de bank van de initiatiefnemer')
    await treasurer.post(page, { reason: 'Te laat gezien.' })
    await town.settle()
    const { text } = await treasurer.get(payoutPage)
    expect(text).toContain('Stripe weigerde')
    expect(text).toMatch(/Stripe zei: \w+/)
    // Nothing was taken, so it may be tried again.
    expect(text).toContain('Haal deze overboeking terug')
    expect(await owed()).toBe(0)
    const found = await town.world.db.read
      .selectFrom('discrepancy')
      .select('amount_cents')
      .where('kind', '=', 'reversal-refused')
      .execute()
    expect(found).toEqual([{ amount_cents: 420_00 }])
  })

  it('is not taken back without a reason, nor by who signed in long ago, and keeps what was typed', async () => {
    const empty = await treasurer.post(page, { reason: ' ' })
    expect(empty.status).toBe(422)
    expect(empty.text).toContain('Zonder reden wordt er niets teruggehaald.')
    const long = await treasurer.post(page, { reason: 'x'.repeat(1_001) })
    expect(long.status).toBe(422)
    expect(long.text).toContain('x'.repeat(1_001))
    await town.sandbox.control.advance('11m')
    expect((await treasurer.get(page)).text).toContain('Laat even zien dat jij het bent')
    const late = await treasurer.post(page, { reason: 'Fout.' })
    expect(late.status).toBe(403)
    expect(late.text).toContain('Je moet net zijn ingelogd om geld terug te halen.')
    expect(await reversals()).toEqual([])
  })

  it('is for a treasurer, not the approver, not the initiator, and not who lost the role since', async () => {
    const approver = await town.site.signIn('aad@example.test', ['approver', 'admin'])
    expect((await approver.get(payoutPage)).text).not.toContain('Haal deze overboeking terug')
    expect((await approver.post(page, { reason: 'Fout.' })).status).toBe(403)
    const { email } = await town.world.db.read
      .selectFrom('user')
      .select('email')
      .where('id', '=', initiatorId)
      .executeTakeFirstOrThrow()
    const initiator = await town.site.signIn(email, ['treasurer'])
    expect((await initiator.post(page, { reason: 'Fout.' })).status).toBe(403)
    const [settlementId = ''] = payoutPage.split('/').slice(-1)
    const lost = await town.world.db.inTransaction(trx =>
      decideReversal(trx, town.world.clock.now(), {
        ...{ settlementId, purpose: 'wrong', reason: 'Fout.' },
        decidedBy: approver.userId,
      }),
    )
    expect(lost).toEqual({ ok: false, reason: 'no-role' })
    expect((await treasurer.get('/admin/payouts/01a20cde-30a4-71d7-9052-606d8b2dbcf7/reversal')).status).toBe(
      404,
    )
    expect(await reversals()).toEqual([])
  })
})
