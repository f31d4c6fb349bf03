import { beforeEach, describe, expect, it } from 'vitest'
import { post, sealJournal } from '#app/domain/ledger/ledger.server.ts'
import { floatToppedUp, stripeFee } from '#app/domain/ledger/posting-rules.ts'
import { cents } from '#app/domain/money.ts'
import { randomIds } from '#app/domain/ids.ts'
import { openTestSite } from '#tests/support/test-site.ts'
import type { TestSite, Visitor } from '#tests/support/test-site.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'
import type { TestWorld } from '#tests/support/test-world.ts'

/** The books as pages: journal, one entry, trial balance, statement. */

let world: TestWorld
let site: TestSite
let treasurer: Visitor

beforeEach(async () => {
  world = await makeTestWorld()
  site = await openTestSite(world)
  treasurer = await site.signIn('thea@example.test', ['treasurer'])
})

/** Books so many top-ups of a cent, and one fee, the newest. */
async function bookTopUps(count: number): Promise<string[]> {
  return world.db.inTransaction(async trx => {
    const now = world.clock.now()
    const ids: string[] = []
    for (let n = 0; n < count; n += 1) {
      const source = { type: 'balance_transaction', id: `txn_${n}` }
      const postings = floatToppedUp({ amount: cents(1) })
      ids.push((await post(trx, now, { kind: 'float-topped-up', source, occurredAt: now, postings })).entryId)
    }
    const source = { type: 'balance_transaction', id: 'txn_fee' }
    const postings = stripeFee({ amount: cents(7) })
    ids.push((await post(trx, now, { kind: 'stripe-fee', source, occurredAt: now, postings })).entryId)
    return ids
  })
}

const entriesOn = (text: string) => [...text.matchAll(/id="entry-([0-9a-f-]+)"/g)].map(match => match[1])
const olderOn = (text: string) => /href="([^"]*before=[^"]*)"/.exec(text)?.[1]?.replaceAll('&amp;', '&')

describe('the journal page', () => {
  it('leads from page to page until the oldest entry, each shown once', async () => {
    const ids = await bookTopUps(120)
    const seen: (string | undefined)[] = []
    let next: string | undefined = '/admin/journal'
    let pages = 0
    while (next) {
      const { status, text } = await treasurer.get(next)
      expect(status).toBe(200)
      seen.push(...entriesOn(text))
      next = olderOn(text)
      pages += 1
    }
    expect(seen).toEqual(ids.toReversed())
    expect(pages).toBe(3)
  })

  it('shows one kind and one account, and keeps the choice in the form', async () => {
    const ids = await bookTopUps(3)
    const { text } = await treasurer.get('/admin/journal?kind=stripe-fee&account=stripe_balance')
    expect(entriesOn(text)).toEqual(ids.slice(-1))
    expect(text).toMatch(/<option value="stripe-fee" selected="">Kosten van Stripe/)
    const none = await treasurer.get('/admin/journal?kind=tips-earned&account=')
    expect(none.text).toContain('Geen boekingen gevonden')
    expect((await treasurer.get('/admin/journal?account=petty_cash')).status).toBe(404)
  })

  it('says what will come when there is nothing yet, in both languages', async () => {
    expect((await treasurer.get('/admin/journal')).text).toContain('De eerste boeking komt hier')
    const english = await treasurer.get('/admin/journal', { headers: { 'Accept-Language': 'en' } })
    expect(english.text).toContain('The first entry comes here')
  })
})

describe('the page of one entry', () => {
  it('shows its postings, and its seal once there is one', async () => {
    const [first] = await bookTopUps(1)
    const fresh = await treasurer.get(`/admin/journal/${first}`)
    expect(fresh.text).toContain('Nog niet verzegeld')
    expect(fresh.text).toContain('Tegoed bij Stripe')
    await world.db.inTransaction(sealJournal)
    const { hash } = await world.db.read
      .selectFrom('journal_seal')
      .select('hash')
      .where('entry_id', '=', first ?? '')
      .executeTakeFirstOrThrow()
    expect((await treasurer.get(`/admin/journal/${first}`)).text).toContain(hash)
  })

  it('is not there for an id that is nobody’s', async () => {
    for (const id of [randomIds.next(), 'x', '1; drop'])
      expect((await treasurer.get(`/admin/journal/${encodeURIComponent(id)}`)).status).toBe(404)
  })
})

describe('the trial balance and a statement', () => {
  it('have equal sides, and lead from the one to the other', async () => {
    await bookTopUps(3)
    const { text } = await treasurer.get('/admin/trial-balance')
    expect(text).toContain('Debet en credit zijn gelijk.')
    const rows = [...text.matchAll(/<td class="num">([\d,−]*)<\/td><td class="num">([\d,−]*)<\/td>/g)]
    const [debit, credit] = rows.at(-1)?.slice(1) ?? []
    expect(debit).toBe('0,07')
    expect(credit).toBe(debit)
    expect(text).toContain('href="/admin/accounts/stripe_balance"')
    const statement = await treasurer.get('/admin/accounts/stripe_balance')
    expect(statement.status).toBe(200)
    expect(statement.text).toContain('−0,04')
  })

  it('come in pages for a long account', async () => {
    await bookTopUps(60)
    const newest = await treasurer.get('/admin/accounts/stripe_balance')
    const older = await treasurer.get(olderOn(newest.text) ?? '')
    expect(older.status).toBe(200)
    expect(older.text).toContain('Nieuwste regels')
    expect(olderOn(older.text)).toBeUndefined()
  })

  it('is not there for an account that is not in the chart', async () => {
    for (const account of ['petty_cash', 'tips_held', `tips_held:${randomIds.next()}`])
      expect((await treasurer.get(`/admin/accounts/${encodeURIComponent(account)}`)).status).toBe(404)
  })

  it('are there while nothing was booked', async () => {
    expect((await treasurer.get('/admin/trial-balance')).text).toContain('Nog niets geboekt')
    expect((await treasurer.get('/admin/accounts/suspense')).text).toContain('Nog geen regels')
  })
})

describe('who sees the books', () => {
  const pages = [
    '/admin/journal',
    '/admin/trial-balance',
    '/admin/accounts/suspense',
    '/admin/payouts',
    '/admin/discrepancies',
  ]

  it('are treasurer, approver and admin, and not a reviewer or a stranger', async () => {
    const reviewer = await site.signIn('rie@example.test', ['reviewer'])
    const nobody = await site.signIn('nico@example.test')
    const approver = await site.signIn('aad@example.test', ['approver'])
    for (const page of pages) {
      expect([page, (await approver.get(page)).status]).toEqual([page, 200])
      expect([page, (await reviewer.get(page)).status]).toEqual([page, 403])
      expect([page, (await nobody.get(page)).status]).toEqual([page, 403])
      expect([page, (await site.visitor().get(page)).status]).toEqual([page, 303])
    }
  })
})
