/**
 * Proves that the CSV of a cash book leaves while it is being read, whatever its size: the first rows before the last
 * are read, no more read once the reader has gone, and never half a file that looks whole.
 */
import { once } from 'node:events'
import { request } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { expect, test, vi } from 'vitest'
import { dayInCity } from '#app/domain/campaigns/campaigns.server.ts'
import { DAY_MS } from '#app/domain/clock.ts'
import { fundsHeld, tipsHeld } from '#app/domain/ledger/account.ts'
import { cashBook } from '#app/domain/ledger/ledger-queries.server.ts'
import { post } from '#app/domain/ledger/ledger.server.ts'
import { cents } from '#app/domain/money.ts'
import { aLiveCampaign } from '#tests/support/campaigns.ts'
import { recompute } from '#app/exports/recompute.ts'
import { openTestSite } from '#tests/support/test-site.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'

const DAYS = 4
const ENTRIES_A_DAY = 600
/** How often the book is asked for a page of a thousand postings: two postings an entry, and a last, short page. */
const READS = Math.floor((DAYS * ENTRIES_A_DAY * 2) / 1_000) + 1

async function aLongBook(kind = 'payment-succeeded') {
  const world = await makeTestWorld()
  const { campaignId, slug } = await aLiveCampaign(world)
  const now = world.clock.now()
  await world.db.inTransaction(async trx => {
    for (let n = 0; n < DAYS * ENTRIES_A_DAY; n += 1)
      await post(trx, new Date(now.getTime() + Math.floor(n / ENTRIES_A_DAY) * DAY_MS), {
        kind,
        source: { type: 'payment', id: `payment-${n}` },
        occurredAt: now,
        postings: [
          { debit: 'stripe_clearing', credit: fundsHeld(campaignId), amount: cents(500 + n), campaignId },
          { debit: 'stripe_clearing', credit: tipsHeld(campaignId), amount: cents(100), campaignId },
        ],
      })
  })
  const site = await openTestSite(world)
  const selectFrom = world.db.read.selectFrom.bind(world.db.read)
  const asked = vi.spyOn(world.db.read, 'selectFrom')
  const reads = () => asked.mock.calls.filter(([table]) => table === 'posting').length
  return {
    world,
    campaignId,
    slug,
    site,
    path: `/campaigns/${slug}/ledger.csv`,
    reads,
    failAt: (read: number) =>
      asked.mockImplementation(((table: 'posting') => {
        if (reads() === read) throw new Error('The disk is gone.')
        return selectFrom(table)
      }) as typeof selectFrom),
  }
}

async function* textOf(file: string) {
  yield file
}

/** The answer as soon as its head is there; nothing of its body has been asked for yet. */
async function begin(port: number, path: string): Promise<IncomingMessage> {
  const asking = request({ host: '127.0.0.1', port, path, headers: { Host: 'stadmakers.test' }, agent: false })
  asking.end()
  const [answer] = (await once(asking, 'response')) as [IncomingMessage]
  return answer
}

test('the first rows leave before the last are read, and the file is whole', async () => {
  const { site, path, reads } = await aLongBook()
  const answer = await begin(site.port, path)
  const readAtFirstBytes = once(answer, 'data').then(reads)
  const file = await text(answer)
  expect(await readAtFirstBytes).toBeLessThan(READS)
  expect(reads()).toBe(READS)
  expect(answer.headers).not.toHaveProperty('content-length')
  expect(answer.headers).not.toHaveProperty('x-streamed')
  expect(file.trimEnd().split('\n')).toHaveLength(1 + 1 + DAYS * 2 + 1)
})

test('its lines are exactly the sums of the cash book, compressed or not', async () => {
  const { world, site, campaignId, path } = await aLongBook()
  const visitor = site.visitor()
  const whole = await visitor.get(path)
  expect(whole.headers['content-encoding']).toBe('br')
  for (const encoding of ['gzip', 'identity'])
    expect((await visitor.get(path, { headers: { 'Accept-Encoding': encoding } })).text).toBe(whole.text)

  const sums: unknown[] = []
  for (const row of whole.text.trimEnd().split('\n').slice(2, -1)) {
    const [, day = '', kind = '', entries, , credit, amount] = row.split(',')
    if (credit === 'campaign_funds_held') sums.push([day, kind, Number(entries), Number(amount)])
  }
  const wanted = { before: null, limit: DAYS * ENTRIES_A_DAY }
  const { lines } = await cashBook(world.db.read, campaignId, wanted, dayInCity)
  expect(sums).toEqual(lines.toReversed().map(({ day, kind, count, change }) => [day, kind, count, change]))
  expect(sums).toHaveLength(DAYS)
})

test('a reader who goes away ends the reading', async () => {
  const { site, path, reads } = await aLongBook()
  const answer = await begin(site.port, path)
  await once(answer, 'data')
  answer.destroy()
  await site.close()
  expect(reads()).toBeLessThan(READS)
})

test('when the reading fails half-way the connection is cut off, so that half a file is never taken for a whole one', async () => {
  const { world, site, path, failAt } = await aLongBook()
  failAt(3)
  const answer = await begin(site.port, path)
  expect(answer.statusCode).toBe(200)
  await expect(text(answer)).rejects.toThrow('aborted')
  await vi.waitFor(() => expect(world.logLines.join('')).toMatch(/request failed/))
  expect(world.logLines.join('')).toContain('"isWhole":false')
})

test('a text that begins like a formula is none, and the file still proves itself', async () => {
  const { site, path } = await aLongBook('=HYPERLINK("https://evil.test")')
  const { text: file } = await site.visitor().get(path)
  expect(file).toContain(',HYPERLINK-https-evil-test-,')
  expect(file).not.toMatch(/[,\n]"?[=+@-]/)
  expect(await recompute(textOf(file))).toMatchObject({ ok: true, lines: DAYS * 2 })
})

test('a page may be asked for by its head alone', async () => {
  const { site, path } = await aLongBook()
  const answer = await site.visitor().get(path, { method: 'HEAD' })
  expect([answer.status, answer.headers['content-type'], answer.bytes.length]).toEqual([
    200,
    'text/csv; charset=utf-8',
    0,
  ])
})
