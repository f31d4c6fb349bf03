/** The report of a month: the same month is the same bytes, and every sign in it is one that a PDF can show. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { accountsOfBook } from '#app/exports/open-book.server.ts'
import { monthReport } from '#app/exports/month-report.server.ts'
import { pdfText } from '#app/exports/pdf-text.ts'
import { checklistOf } from '#app/domain/months/month-queries.server.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'
import { writeBooks } from '#tests/support/written-books.ts'

test('the same month is the same bytes, and goes on to a next page when it is long', async () => {
  const world = await makeTestWorld()
  for (let n = 0; n < 12; n += 1)
    await writeBooks(world, { gifts: 1, days: 0, title: `Een tuin van ${n} meter − 🌱` })
  const checklist = await checklistOf(world.db.read, world.clock.now(), '2026-11', [])
  const wanted = { first: '2026-11-01', last: '2026-11-30', campaignId: null, account: null }
  const accounts = await accountsOfBook(world.db.read, wanted, 'nl')
  const at = '2026-12-01T09:00:00.000Z'
  const report = () =>
    monthReport({
      ...{ month: '2026-11', checklist, accounts, titles: new Map(), language: 'nl' },
      closed: {
        ...{ proposedBy: 'Thea', proposedAt: at, confirmedBy: 'Aad', confirmedAt: at, checklist, files: [] },
        ...{ headSeq: 1, headHash: 'ab'.repeat(32) },
      },
      owner: { name: 'Stichting Stadmakers', registration: 'KvK 00000000' },
    })
  const [once, again] = [await report(), await report()]
  expect(Buffer.compare(once, again)).toBe(0)
  const pages =
    Buffer.from(once)
      .toString('latin1')
      .match(/\/Type \/Page\b/g) ?? []
  expect(pages.length).toBeGreaterThan(1)
})

test('text is made of signs that the fonts of PDF have', () => {
  expect(pdfText('− 17,10 € “Überweg” Łódź 🌱 ő')).toBe('- 17,10 € “Überweg” ?ódz ? o')
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), text => {
      expect(pdfText(text)).toMatch(/^[\x20-\x7e\xa0-\xff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]*$/)
    }),
    { numRuns: 2_000 },
  )
})
