import { beforeEach, describe, expect, it } from 'vitest'
import { balance, sealJournal } from '#app/domain/ledger/ledger.server.ts'
import { fundsHeld, initiatorPayable } from '#app/domain/ledger/account.ts'
import { cents } from '#app/domain/money.ts'
import type { Role } from '#db/schema.ts'
import { aSucceededCampaign } from '#tests/support/succeeded-campaign.ts'
import type { SucceededCampaign } from '#tests/support/succeeded-campaign.ts'
import type { Visitor } from '#tests/support/test-site.ts'
import { openTown } from '#tests/support/town.ts'
import type { Town } from '#tests/support/town.ts'

/** A payout over HTTP, from the treasurer's proposal to the initiator's bank, and everyone who must not sign it. */

let town: Town
let campaign: SucceededCampaign
let treasurer: Visitor & { userId: string }
let approver: Visitor & { userId: string }

beforeEach(async () => {
  town = await openTown()
  campaign = await aSucceededCampaign(town)
  treasurer = await town.site.signIn('thea@example.test', ['treasurer'])
  approver = await town.site.signIn('aad@example.test', ['approver'])
})

const campaignPage = () => `/admin/campaigns/${campaign.campaignId}`

async function proposed(by: Visitor = treasurer): Promise<string> {
  const answer = await by.post(campaignPage(), { deed: 'propose' })
  expect(answer.status).toBe(303)
  return answer.headers.location ?? ''
}

/** Presses the button as it stands on the page. */
async function approve(path: string, by: Visitor = approver) {
  const { text } = await by.get(path)
  const [, hash = (await settlement()).approval_hash] = /name="hash" value="([0-9a-f]+)"/.exec(text) ?? []
  return by.post(path, { deed: 'approve', hash })
}

const settlement = () => town.world.db.read.selectFrom('settlement').selectAll().executeTakeFirstOrThrow()

async function takeRole(userId: string, role: Role) {
  await town.world.db.inTransaction(trx =>
    trx.deleteFrom('user_role').where('user_id', '=', userId).where('role', '=', role).execute(),
  )
}

describe('a payout at the desk', () => {
  it('is proposed by one, approved by another, and followed to the bank with its entries', async () => {
    const before = await treasurer.get(campaignPage())
    expect(before.text).toContain('Stel €\u00a0420,00 voor')
    const path = await proposed()
    expect((await approver.get('/admin')).text).toContain('Bekijk en teken')
    expect((await approve(path)).status).toBe(303)
    expect(await balance(town.world.db.read, initiatorPayable(campaign.campaignId))).toBe(420_00)
    await town.pass('8d')
    const back = await town.site.signIn('aad@example.test')
    const { text } = await back.get(path)
    expect(text).toContain('Op de bank')
    const { transfer_id, stripe_payout_id } = await settlement()
    expect(text).toContain(transfer_id)
    expect(text).toContain(stripe_payout_id)
    const transferEntry = await town.world.db.read
      .selectFrom('journal_entry')
      .select('id')
      .where('kind', '=', 'transfer-sent')
      .executeTakeFirstOrThrow()
    expect(text).toContain(`/admin/journal/${transferEntry.id}`)
    const entry = await back.get(`/admin/journal/${transferEntry.id}`)
    expect(entry.status).toBe(200)
    expect(entry.text).toContain(path)
    expect(entry.text).toContain('Uitbetaling goedgekeurd')
    expect(entry.text).toContain('Zegel')
  })

  it('cannot be approved by who proposed it, whatever roles they have, and says so on the page', async () => {
    const both = await town.site.signIn('bo@example.test', ['treasurer', 'approver'])
    const path = await proposed(both)
    const page = await both.get(path)
    expect(page.text).toContain('Jij hebt dit voorgesteld')
    expect(page.text).not.toContain('name="hash"')
    expect((await approve(path, both)).status).toBe(403)
    expect((await settlement()).state).toBe('proposed')
  })

  it('cannot be approved in a second session of the same person', async () => {
    const both = await town.site.signIn('bo@example.test', ['treasurer', 'approver'])
    const path = await proposed(both)
    const elsewhere = await town.site.signIn('bo@example.test')
    expect((await approve(path, elsewhere)).status).toBe(403)
    expect((await settlement()).state).toBe('proposed')
  })

  it('cannot be proposed or approved by the initiator, whatever roles they have', async () => {
    const { email } = await town.world.db.read
      .selectFrom('user')
      .select('email')
      .where('id', '=', campaign.initiatorId)
      .executeTakeFirstOrThrow()
    const initiator = await town.site.signIn(email, ['treasurer', 'approver'])
    expect((await initiator.post(campaignPage(), { deed: 'propose' })).status).toBe(403)
    const path = await proposed()
    expect((await initiator.get(path)).text).toContain('Dit is je eigen campagne')
    expect((await approve(path, initiator)).status).toBe(403)
    expect((await settlement()).state).toBe('proposed')
  })

  it('cannot be approved by who lost the role after opening the page', async () => {
    const path = await proposed()
    await approver.get(path)
    await takeRole(approver.userId, 'approver')
    expect((await approve(path)).status).toBe(403)
    expect((await settlement()).state).toBe('proposed')
  })

  it('cannot be approved by a treasurer or a reviewer, and tells the treasurer which role it takes', async () => {
    const path = await proposed()
    const other = await town.site.signIn('tom@example.test', ['treasurer'])
    expect((await other.get(path)).text).toContain('Die rol heb jij niet')
    expect((await approve(path, other)).status).toBe(403)
    const reviewer = await town.site.signIn('rie@example.test', ['reviewer'])
    expect((await reviewer.get(path)).status).toBe(403)
    expect((await approve(path, reviewer)).status).toBe(403)
  })

  it('is called off when the amount changed after the proposal: nothing is booked', async () => {
    const path = await proposed()
    const refunded = await treasurer.post(campaignPage(), {
      deed: 'refund',
      pledgeId: campaign.pledgeIds[1] ?? '',
      reason: 'Dubbel gegeven.',
    })
    expect(refunded.status).toBe(303)
    const answer = await approve(path)
    expect(answer.status).toBe(409)
    expect(answer.text).toContain('Het bedrag of de rekening is veranderd')
    expect((await settlement()).state).toBe('voided')
    expect(await balance(town.world.db.read, fundsHeld(campaign.campaignId))).toBe(400_00)
    expect((await treasurer.get(campaignPage())).text).toContain('Stel €\u00a0400,00 voor')
  })

  it('is neither proposed nor approved while the books do not hold, and the desk says which check fails', async () => {
    const path = await proposed()
    const { balanceWas } = await breakTotals(town)
    const answer = await approve(path)
    expect(answer.status).toBe(409)
    expect(answer.text).toContain('De boeken kloppen op dit moment niet')
    expect((await settlement()).state).toBe('proposed')
    const desk = await treasurer.get('/admin')
    expect(desk.text).toContain('De boeken kloppen niet')
    expect(desk.text).toContain('De bewaarde saldo’s zijn gelijk aan de nagerekende saldo’s')
    await approver.post(path, { deed: 'void', reason: 'De boeken kloppen niet.' })
    expect((await treasurer.post(campaignPage(), { deed: 'propose' })).status).toBe(409)
    await setTotal(town, balanceWas)
  })

  it('is called off only with a reason, and keeps what was typed', async () => {
    const path = await proposed()
    const empty = await approver.post(path, { deed: 'void', reason: '   ' })
    expect(empty.status).toBe(422)
    expect(empty.text).toContain('Schrijf op waarom. Zonder reden blijft het voorstel staan.')
    const long = await approver.post(path, { deed: 'void', reason: 'x'.repeat(1_001) })
    expect(long.status).toBe(422)
    expect(long.text).toContain('x'.repeat(1_001))
    expect((await settlement()).state).toBe('proposed')
    expect((await approver.post(path, { deed: 'void', reason: 'Verkeerde week.' })).status).toBe(303)
    expect((await approver.get(path)).text).toContain('Reden: Verkeerde week.')
    expect((await approver.post(path, { deed: 'void', reason: 'Nog een keer.' })).status).toBe(409)
  })

  it('takes no form that is not its own', async () => {
    const path = await proposed()
    const { approval_hash: hash } = await settlement()
    expect((await approver.post(path, { deed: 'approve', hash, payout: '1' })).status).toBe(400)
    expect((await approver.post(path, { deed: 'pay', hash })).status).toBe(400)
    expect((await approver.post(path, { deed: 'approve', hash: '0'.repeat(64) })).status).toBe(409)
    expect((await settlement()).state).toBe('voided')
  })
})

describe('a refund decided at the desk', () => {
  it('takes two steps and a reason, and keeps the reason with who decided', async () => {
    const pledgeId = campaign.pledgeIds[1] ?? ''
    const form = await treasurer.get(`${campaignPage()}?refund=${pledgeId}`)
    expect(form.text).toContain('Geef dit terug')
    expect(form.text).toContain('van €\u00a0420,00 naar €\u00a0400,00')
    expect(form.text).toContain('De initiatiefnemer krijgt geen schuld')
    const odd = await treasurer.post(`${campaignPage()}?refund=${pledgeId}`, {
      deed: 'refund',
      pledgeId,
      amount: 'veel',
      reason: 'Vroeg erom.',
    })
    expect(odd.status).toBe(422)
    expect(odd.text).toContain('value="veel"')
    const deed = { deed: 'refund', pledgeId }
    const missing = await treasurer.post(`${campaignPage()}?refund=${pledgeId}`, { ...deed, reason: ' ' })
    expect(missing.status).toBe(422)
    expect(missing.text).toContain('Zonder reden gaat er niets terug')
    const found = await treasurer.get(`/admin/pledges?q=${pledgeId}`)
    expect(found.text).toContain(`?refund=${pledgeId}#refund`)
    const answer = await treasurer.post(campaignPage(), { ...deed, reason: 'Vroeg erom per telefoon.' })
    expect(answer.status).toBe(303)
    const audit = await town.world.db.read
      .selectFrom('audit_entry')
      .select(['actor_id', 'detail'])
      .where('action', '=', 'pledge.refund-decided')
      .executeTakeFirstOrThrow()
    expect(audit.actor_id).toBe(treasurer.userId)
    expect(audit.detail).toContain('Vroeg erom per telefoon.')
    await town.settle()
    expect((await treasurer.get(`${campaignPage()}?state=refunded`)).text).toContain('20,00')
    expect(town.world.postman.sent.some(({ text }) => text.includes('Vroeg erom per telefoon.'))).toBe(true)
    expect((await treasurer.post(campaignPage(), { ...deed, reason: 'Weer.' })).status).toBe(409)
  })

  it('is the treasurer’s alone, as are the names and addresses of who gave', async () => {
    const pledgeId = campaign.pledgeIds[0] ?? ''
    const { text } = await treasurer.get(campaignPage())
    expect(text).toMatch(/backer-\w+@example\.test/)
    const seen = await approver.get(`${campaignPage()}?refund=${pledgeId}`)
    expect(seen.status).toBe(200)
    expect(seen.text).not.toMatch(/backer-\w+@example\.test/)
    const deed = { deed: 'refund', pledgeId, reason: 'Zomaar.' }
    expect((await approver.post(campaignPage(), deed)).status).toBe(403)
    expect((await approver.post(campaignPage(), { ...deed, reason: '' })).status).toBe(403)
  })

  it('of money that was paid out says beforehand that it becomes the initiator’s debt, and does so', async () => {
    await approve(await proposed())
    const pledgeId = campaign.pledgeIds[1] ?? ''
    const form = await treasurer.get(`${campaignPage()}?refund=${pledgeId}`)
    expect(form.text).toContain('al uitbetaald. Dat wordt een schuld van de initiatiefnemer')
    const deed = { deed: 'refund', pledgeId, amount: '5', reason: 'Te laat.' }
    expect((await treasurer.post(campaignPage(), deed)).status).toBe(303)
    const account = `initiator_receivable:${campaign.campaignId}` as const
    expect(await balance(town.world.db.read, account)).toBe(5_00)
  })
})

/** Makes a stored total wrong by a cent; the books must be mended before the town closes. */
async function breakTotals({ world }: Town): Promise<{ balanceWas: number }> {
  await world.db.inTransaction(sealJournal)
  const { debit_cents: balanceWas } = await world.db.read
    .selectFrom('account_total')
    .select('debit_cents')
    .where('account', '=', 'stripe_balance')
    .executeTakeFirstOrThrow()
  await setTotal({ world }, balanceWas + 1)
  return { balanceWas }
}

async function setTotal({ world }: Pick<Town, 'world'>, value: number): Promise<void> {
  await world.db.inTransaction(trx =>
    trx
      .updateTable('account_total')
      .set({ debit_cents: cents(value) })
      .where('account', '=', 'stripe_balance')
      .execute(),
  )
}
