import { beforeEach, describe, expect, it } from 'vitest'
import { bankAccount } from '#app/domain/ledger/account.ts'
import { balance } from '#app/domain/ledger/ledger.server.ts'
import { verifyLedger } from '#app/domain/reconciliation/reconciliation.server.ts'
import { PLAIN, writeStatement } from '#tests/bank/statement-writer.ts'
import type { ModelEntry } from '#tests/bank/statement-writer.ts'
import { openTestSite } from '#tests/support/test-site.ts'
import type { TestSite, Visitor } from '#tests/support/test-site.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'
import type { TestWorld } from '#tests/support/test-world.ts'

/** The bank at the desk, over HTTP: a file is uploaded, a line is looked into. */

const IBAN = 'NL91ABNA0417164300'

let world: TestWorld
let site: TestSite
let treasurer: Visitor & { userId: string }

beforeEach(async () => {
  world = await makeTestWorld({ settings: { BANK_IBANS: IBAN } })
  site = await openTestSite(world)
  treasurer = await site.signIn('thea@example.test', ['treasurer'])
})

const line = (cents: number, text: string): ModelEntry => ({
  cents,
  reversal: false,
  booked: true,
  name: 'Jan Jansen',
  text,
  endToEndId: text,
})

async function upload(text: string | Buffer, by = treasurer) {
  const boundary = 'a-boundary-of-the-test'
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="statement"; filename="a.xml"\r\nContent-Type: text/xml\r\n\r\n`
  const body = Buffer.concat([Buffer.from(head), Buffer.from(text), Buffer.from(`\r\n--${boundary}--\r\n`)])
  return by.send('POST', '/admin/bank', body, {
    headers: { 'Content-Type': `multipart/form-data; boundary=${boundary}` },
  })
}

const english = { headers: { 'Accept-Language': 'en' } }

describe('an uploaded statement', () => {
  it('is booked and shown line by line; the same file again books nothing and says so', async () => {
    const file = writeStatement({ openingCents: 100_00, entries: [line(12_34, 'voor de tuin')] }, PLAIN)
    const booked = await upload(file)
    expect(booked.status).toBe(303)
    const page = await treasurer.get(booked.headers.location ?? '')
    expect(page.text).toContain('voor de tuin')
    expect(page.text).toContain('Uit te zoeken')
    expect(await balance(world.db.read, bankAccount(IBAN))).toBe(112_34)
    const again = await upload(file)
    expect(again.status).toBe(200)
    expect(again.text).toContain('Dit afschrift was al geboekt. Er is niets veranderd.')
    expect(await balance(world.db.read, bankAccount(IBAN))).toBe(112_34)
  })

  it('that does not add up is refused with the figures, in both languages, and books nothing', async () => {
    const right = writeStatement({ openingCents: 0, entries: [line(5_00, 'x')] }, PLAIN)
    const wrong = right.replace(/(<Cd>CLBD<\/Cd>.*?<Amt[^>]*>)5(\.00)?/, '$16.00')
    expect(wrong).not.toBe(right)
    const refused = await upload(wrong)
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('Het afschrift telt niet op: beginsaldo €\u00a00,00')
    expect(refused.text).toContain('Het verschil is €\u00a01,00')
    const inEnglish = await treasurer.get('/language/en?returnTo=/admin/bank')
    expect(inEnglish.status).toBe(303)
    expect((await upload(wrong)).text).toContain('The statement does not add up: opening balance €0.00')
    expect(await world.db.read.selectFrom('journal_entry').select('id').execute()).toEqual([])
  })

  it('that leaves a gap says what is missing', async () => {
    await upload(writeStatement({ openingCents: 0, entries: [line(5_00, 'x')] }, PLAIN))
    const later = writeStatement({ openingCents: 7_50, entries: [line(1_00, 'y')] }, PLAIN)
    expect((await upload(later)).text).toContain('Er mist €\u00a02,50. Boek eerst het afschrift ertussen.')
  })

  it('of a day that has not come is refused with that day, in both languages', async () => {
    world.clock.set('2026-11-23T12:00:00.000Z')
    const again = await site.signIn('thea@example.test')
    const file = writeStatement({ openingCents: 0, entries: [line(5_00, 'x')] }, PLAIN)
    const refused = await upload(file, again)
    expect(refused.status).toBe(422)
    expect(refused.text).toContain(
      'Het afschrift gaat over 24 november 2026, en die dag is er nog niet geweest.',
    )
    await again.get('/language/en?returnTo=/admin/bank')
    expect((await upload(file, again)).text).toContain('and that day has not come yet')
    expect(await balance(world.db.read, bankAccount(IBAN))).toBe(0)
  })

  it('that comes while the clock stands in a closed month is refused with that month, in both languages', async () => {
    const other = await site.signIn('aad@example.test', ['approver'])
    const at = '2026-12-01T08:00:00.000Z'
    await world.db.inTransaction(trx =>
      trx
        .insertInto('closed_month')
        .values({
          ...{ month: '2026-11', starts_at: '2026-10-31T23:00:00.000Z', ends_at: '2026-11-30T23:00:00.000Z' },
          ...{ proposed_by: treasurer.userId, proposed_at: at, confirmed_by: other.userId, confirmed_at: at },
          ...{ head_seq: 0, head_hash: '', checklist: '{}' },
        })
        .execute(),
    )
    const file = writeStatement({ openingCents: 0, entries: [line(5_00, 'x')] }, PLAIN)
    const refused = await upload(file)
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('De klok van de server staat in november 2026, en die maand is gesloten.')
    await treasurer.get('/language/en?returnTo=/admin/bank')
    expect((await upload(file)).text).toContain('stands in November 2026, and that month is closed')
  })

  it.each([
    ['no file', '', 'Kies eerst een bestand.'],
    ['broken XML', '<Document><a></Document>', 'Dit bestand is niet te lezen'],
    ['something else', 'geen xml', 'Dit bestand is niet te lezen'],
  ])('that is %s is told in a sentence', async (_, text, says) => {
    const refused = await upload(text)
    expect(refused.status).toBe(422)
    expect(refused.text).toContain(says)
  })

  it('can only be uploaded by a treasurer', async () => {
    const approver = await site.signIn('aad@example.test', ['approver'])
    const file = writeStatement({ openingCents: 0, entries: [] }, PLAIN)
    expect((await upload(file, approver)).status).toBe(403)
    expect((await approver.get('/admin/bank')).text).toContain('rol ‘penningmeester’')
  })
})

describe('a line in suspense', () => {
  const aLineToPlace = async () => {
    await upload(writeStatement({ openingCents: 0, entries: [line(12_34, 'gift')] }, PLAIN))
    const { id } = await world.db.read.selectFrom('bank_line').select('id').executeTakeFirstOrThrow()
    return { id, path: `/admin/bank/lines/${id}` }
  }

  it('is placed by a person with a reason; its discrepancy closes with their name', async () => {
    const { id, path } = await aLineToPlace()
    expect((await treasurer.get('/admin/bank')).text).toContain(path)
    expect((await treasurer.get(path, english)).text).toContain('What is')
    const placed = await treasurer.post(path, { choice: 'own-money', reason: 'Storting van het bestuur' })
    expect(placed.status).toBe(303)
    expect(await balance(world.db.read, 'own_funds')).toBe(12_34)
    expect(await balance(world.db.read, 'suspense')).toBe(0)
    const page = await treasurer.get(path)
    expect(page.text).toContain('Storting van het bestuur')
    expect(page.text).not.toContain('name="choice"')
    const discrepancy = await world.db.read
      .selectFrom('discrepancy')
      .selectAll()
      .where('subject', '=', id)
      .executeTakeFirstOrThrow()
    expect(discrepancy.resolution).toBe('Storting van het bestuur')
    expect((await verifyLedger(world.db.read)).holds).toBe(true)
  })

  it('is not placed twice, nor without a reason or a choice, and what was typed is kept', async () => {
    const { path } = await aLineToPlace()
    const without = await treasurer.post(path, { choice: 'own-money', reason: ' ' })
    expect(without.status).toBe(422)
    expect(without.text).toContain('Zonder reden blijft de regel staan')
    const unchosen = await treasurer.post(path, { reason: 'zomaar' })
    expect(unchosen.text).toContain('Kies wat het is.')
    expect(unchosen.text).toContain('zomaar')
    await treasurer.post(path, { choice: 'own-money', reason: 'a' })
    const again = await treasurer.post(path, { choice: 'own-money', reason: 'b' })
    expect(again.status).toBe(409)
    expect(again.text).toContain('Deze regel was al geplaatst')
    expect(await balance(world.db.read, 'own_funds')).toBe(12_34)
  })

  it('is not placed as what it cannot be', async () => {
    const { path } = await aLineToPlace()
    const nobody = await treasurer.post(path, { choice: 'candidate:platform_payout:x', reason: 'a' })
    expect(nobody.status).toBe(409)
    const noDebt = await treasurer.post(path, { choice: 'debt', campaignId: '', reason: 'a' })
    expect(noDebt.text).toContain('Kies een campagne')
    expect((await treasurer.post(path, { choice: 'anything', reason: 'a' })).status).toBe(400)
    expect(await balance(world.db.read, 'suspense')).toBe(-12_34)
  })
})
