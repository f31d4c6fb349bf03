/**
 * The public file of a campaign proves itself: from the file alone its totals are found again, and whoever changes, takes
 * out, adds or cuts off anything is found, at the line where it happened. And no single gift can be read from it.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { dayInCity } from '#app/domain/campaigns/campaigns.server.ts'
import { balance } from '#app/domain/ledger/ledger.server.ts'
import { fundsHeld, initiatorPayable, tipsHeld } from '#app/domain/ledger/account.ts'
import { newestSeal } from '#app/domain/ledger/ledger-queries.server.ts'
import { campaignSumsByDay } from '#app/domain/ledger/posting-queries.server.ts'
import { lineHash, writePublicCsv, writePublicHledger } from '#app/exports/public-ledger.ts'
import { recompute } from '#app/exports/recompute.ts'
import { cents } from '#app/domain/money.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'
import type { TestWorld } from '#tests/support/test-world.ts'
import { writeBooks } from '#tests/support/written-books.ts'

let world: TestWorld
let campaignId: string
let csv: string
let journal: string

async function files(of: TestWorld, id: string) {
  const head = await newestSeal(of.db.read)
  const book = () => ({ slug: 'een-bank', head, days: campaignSumsByDay(of.db.read, id, dayInCity) })
  return {
    csv: (await buffer(writePublicCsv(book()))).toString(),
    journal: (await buffer(writePublicHledger(book()))).toString(),
  }
}

beforeAll(async () => {
  world = await makeTestWorld()
  const books = await writeBooks(world, { gifts: 4, days: 3 })
  campaignId = books.campaignId
  ;({ csv, journal } = await files(world, campaignId))
  return () => world.close()
})

/** In pieces that end anywhere, as a file is read. */
async function* piecesOf(text: string) {
  for (let at = 0; at < text.length; at += 100) yield text.slice(at, at + 100)
}

const again = (text: string) => recompute(piecesOf(text))

describe('the file as it was made', () => {
  test.each(['csv', 'journal'] as const)('%s comes to what the books hold', async format => {
    const found = await again(format === 'csv' ? csv : journal)
    if (!found.ok) throw new Error(`Line ${found.row}: ${found.problem}`)
    const accounts = {
      campaign_funds_held: fundsHeld,
      tips_held: tipsHeld,
      initiator_payable: initiatorPayable,
    }
    for (const [name, account] of Object.entries(accounts))
      expect([name, found.balances.get(name)]).toEqual([
        name,
        await balance(world.db.read, account(campaignId)),
      ])
    expect(found.slug).toBe('een-bank')
    expect(found.head).toEqual(await newestSeal(world.db.read))
  })

  test('the hash is what the page says that it is', () => {
    const row = csv.split('\n')[2]?.split(',') ?? []
    const [line, day, kind, entries, debit, credit, amount, commitment, hash] = row
    const before = csv.split('\n')[1]?.split(',').at(-1)
    const fields = [
      before,
      Number(line),
      day,
      kind,
      Number(entries),
      debit,
      credit,
      Number(amount),
      commitment,
    ]
    expect(createHash('sha256').update(JSON.stringify(fields)).digest('hex')).toBe(hash)
  })

  test('a later file begins with the same lines: a day that is over never changes', async () => {
    const growing = await makeTestWorld()
    const books = await writeBooks(growing, { gifts: 2, days: 1 })
    const before = (await files(growing, books.campaignId)).csv.trimEnd().split('\n')
    growing.clock.advance(86_400_000)
    await growing.db.inTransaction(async trx => {
      const { post } = await import('#app/domain/ledger/ledger.server.ts')
      await post(trx, growing.clock.now(), {
        kind: 'payment-succeeded',
        source: { type: 'payment', id: 'pi_later' },
        occurredAt: new Date('2026-11-24T09:30:00Z'),
        postings: [
          {
            debit: 'stripe_clearing',
            credit: fundsHeld(books.campaignId),
            amount: cents(700),
            campaignId: books.campaignId,
          },
        ],
      })
    })
    const after = (await files(growing, books.campaignId)).csv.trimEnd().split('\n')
    expect(after.slice(0, before.length - 1)).toEqual(before.slice(0, -1))
    expect(after).toHaveLength(before.length + 1)
  })

  test('shows sums of a day and no gift, no id and no time', async () => {
    const { id } = await world.db.read.selectFrom('journal_entry').select('id').executeTakeFirstOrThrow()
    for (const text of [csv, journal]) {
      expect(text).not.toContain(id)
      expect(text).not.toContain(campaignId)
      expect(text).not.toMatch(/\d\d:\d\d/)
      for (const gift of ['1000', '1001', '1002', '1003', '10.00', '10.01'])
        expect(text).not.toMatch(new RegExp(`[, ]${gift}[, ]`))
    }
    expect(csv).toContain(',payment-succeeded,4,stripe_clearing,campaign_funds_held,4006,')
  })
})

describe('a file that was changed', () => {
  const problemOf = async (text: string) => {
    const found = await again(text)
    return found.ok ? null : [found.row, found.problem]
  }
  const lines = () => csv.trimEnd().split('\n')

  test('an amount, at its line', async () => {
    const changed = lines()
    changed[3] = changed[3]?.replace(/,(\d+),([0-9a-f]{64}),/, (_, n, c) => `,${Number(n) + 1},${c},`) ?? ''
    expect(await problemOf(changed.join('\n'))).toEqual([4, 'wrong-hash'])
  })

  test('an amount with a hash that was made to fit, at the line after it', async () => {
    const changed = lines()
    const [line, day = '', kind = '', entries, debit = '', credit = '', amount, commitment = ''] =
      changed[3]?.split(',') ?? []
    const forged = {
      line: Number(line),
      day,
      kind,
      entries: Number(entries),
      debit,
      credit,
      amount: cents(Number(amount) + 100),
      commitment,
    }
    const hash = lineHash(changed[2]?.split(',').at(-1) ?? '', forged)
    changed[3] = [line, day, kind, entries, debit, credit, forged.amount, commitment, hash].join(',')
    expect(await problemOf(changed.join('\n'))).toEqual([5, 'wrong-hash'])
  })

  test('a line taken out, two lines turned, a line twice', async () => {
    const all = lines()
    expect(await problemOf(all.toSpliced(3, 1).join('\n'))).toEqual([4, 'wrong-number'])
    expect(await problemOf(all.toSpliced(3, 2, all[4] ?? '', all[3] ?? '').join('\n'))).toEqual([
      4,
      'wrong-number',
    ])
    expect(await problemOf(all.toSpliced(3, 0, all[3] ?? '').join('\n'))).toEqual([5, 'wrong-number'])
  })

  test('its end cut off, something after its end, another beginning, no ledger at all', async () => {
    const all = lines()
    expect(await problemOf(`${all.slice(0, -1).join('\n')}\n`)).toEqual([all.length - 1, 'no-end'])
    expect(await problemOf(all[0] ?? '')).toEqual([1, 'no-end'])
    const toEnd = journal.slice(0, journal.lastIndexOf('\n; end'))
    const last = toEnd.trimEnd().split('\n').length
    expect(await problemOf(toEnd)).toEqual([last, 'no-end'])
    expect(await problemOf(`${toEnd}\n`)).toEqual([last + 1, 'no-end'])
    expect(await problemOf([...all, all[2]].join('\n'))).toEqual([all.length + 1, 'after-the-end'])
    expect(await problemOf([all[0], ...all.slice(2)].join('\n'))).toEqual([2, 'not-a-public-ledger'])
    expect(await problemOf('name,amount\nAns,10')).toEqual([1, 'not-a-public-ledger'])
    expect((await problemOf(''))?.[1]).toBe('not-a-public-ledger')
  })

  test('property: any one sign changed anywhere in a line of either file is found', async () => {
    for (const text of [csv, journal])
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 0, max: text.length - 1 }),
          fc.constantFrom(...'0123456789abcdefxyz-,; \t\r\n'),
          async (at, sign) => {
            if (text[at] === sign || at === text.length - 1) return
            const changed = text.slice(0, at) + sign + text.slice(at + 1)
            const line = changed.slice(0, at).split('\n').length
            const found = await again(changed)
            expect(found.ok).toBe(false)
            if (!found.ok) expect(Math.abs(found.row - line)).toBeLessThanOrEqual(3)
          },
        ),
        { numRuns: 1_000 },
      )
  })

  test('property: any one sign put anywhere into either file is found', async () => {
    for (const text of [csv, journal])
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 0, max: text.length }),
          fc.constantFrom(...'0a;#*~ \t\r\n\ufeff\u2028'),
          async (at, sign) => {
            const isEndOfLine = sign === '\r' && text[at] === '\n'
            expect((await again(text.slice(0, at) + sign + text.slice(at))).ok).toBe(isEndOfLine)
          },
        ),
        { numRuns: 1_000 },
      )
  })

  /** Where the second transaction of the journal begins, counted from 1. */
  const SECOND = 11
  const evil = '2026-11-25 * evil\n'
  test.each([
    [
      'a transaction indented by a tab',
      `${evil}\ta:thief  666.00 EUR\n\tcampaign_funds_held  -666.00 EUR\n\n`,
    ],
    ['a transaction that need not balance', `${evil}    (campaign_funds_held)  666.00 EUR\n\n`],
    ['a plain transaction', `${evil}    a:thief  1.00 EUR\n    b  -1.00 EUR\n\n`],
    ['a head without postings', '2026-11-25 evil\n'],
    ['an include', 'include evil.journal\n\n'],
    ['the beginning of a comment', 'comment\n'],
    ['another decimal mark', 'decimal-mark ,\n\n'],
    ['a commodity', 'commodity 1.000,00 EUR\n'],
    ['another name for an account', 'alias campaign_funds_held=initiator_payable\n\n'],
    ['a price', 'P 2026-11-25 EUR 1.10 USD\n'],
    ['a posting for each of an account', '= campaign_funds_held\n    (thief)  *1\n\n'],
    ['a comment with #', '# all is well\n'],
    ['a comment with *', '* all is well\n'],
    ['a comment with ;', ';all is well\n'],
    ['a comment as ours', '; all is well\n'],
    ['an empty line', '\n'],
  ])('%s in the journal for hledger', async (_, text) => {
    const all = journal.split('\n')
    const put = [...all.slice(0, SECOND - 1), text + all.slice(SECOND - 1).join('\n')].join('\n')
    expect(await problemOf(put)).toEqual([SECOND, 'unreadable'])
    const after = journal + text
    expect(await problemOf(after)).toEqual([all.length, 'after-the-end'])
  })

  test.each([
    ['another name in its first line', 1, 'een-bank', 'een-boom', 'another-name'],
    ['another text in its first line', 1, 'sums of each day.', 'all of it', 'not-a-public-ledger'],
    ['another decimal mark', 2, 'mark .', 'mark ,', 'unreadable'],
    ['another commodity', 3, '1000.00 EUR', '1.000,00 EUR', 'unreadable'],
    ['no commodity', 3, 'commodity 1000.00 EUR\n', '', 'unreadable'],
    ['a comment after the commodity', 3, '1000.00 EUR', '1000.00 EUR  ; x', 'unreadable'],
    ['a text in the line that begins', 5, 'begin:een-bank, ', 'begin:een-bank, and evil, ', 'unreadable'],
    ['a text in a head', 7, '  ; line:2', '  ; evil, line:2', 'unreadable'],
    ['a comment after an amount', 8, ' EUR', ' EUR  ; x', 'unreadable'],
    ['an amount that begins with a zero', 8, '  4', '  04', 'unreadable'],
  ])('%s of the journal for hledger', async (_, row, from, to, problem) => {
    const all = journal.split('\n')
    const [before, rest] = [all.slice(0, row - 1), all.slice(row - 1).join('\n')]
    expect(await problemOf([...before, rest.replace(from, to)].join('\n'))).toEqual([row, problem])
  })

  test.each([
    ['an amount that begins with a zero', (row: string) => row.replace(/,(\d+)(,[0-9a-f]{64},)/, ',0$1$2')],
    ['an amount between quotes', (row: string) => row.replace(/,(\d+)(,[0-9a-f]{64},)/, ',"$1"$2')],
    ['a byte order mark', (row: string) => `\ufeff${row}`],
    ['an empty line before it', (row: string) => `\n${row}`],
    ['one cell more', (row: string) => `${row},x`],
  ])('%s in a line of the CSV', async (_, change) => {
    const all = lines()
    expect(await problemOf(all.with(3, change(all[3] ?? '')).join('\n'))).toEqual([4, 'unreadable'])
  })

  test('what editors change without a word is let by: the end of lines and of the last, and the mark of the CSV', async () => {
    for (const text of [csv, journal])
      for (const changed of [text.replaceAll('\n', '\r\n'), text.trimEnd(), text.replace('\ufeff', '')])
        expect((await again(changed)).ok).toBe(true)
    expect(await problemOf(csv.replaceAll('\n', '\r'))).toEqual([1, 'not-a-public-ledger'])
  })
})

const hasHledger = spawnSync('hledger', ['--version']).status === 0
test.skipIf(!hasHledger)(
  `hledger finds in the file, with either end of lines, what we find${hasHledger ? '' : ' (skipped: hledger is not installed)'}`,
  async () => {
    const found = await again(journal)
    if (!found.ok) throw new Error(found.problem)
    const ours = [...found.balances].map(([account, balance]) => `${account},${-balance}`).sort()
    for (const input of [journal, journal.replaceAll('\n', '\r\n')]) {
      const words = ['-f', '-', 'balance', '--flat', '--no-total', '--empty', '-O', 'csv']
      const { stdout } = spawnSync('hledger', words, { input, encoding: 'utf8' })
      const theirs = [...stdout.matchAll(/^"(\w+)","(?:(-?)(\d+)\.(\d\d) EUR|0)"$/gm)].map(
        ([, account, minus = '', euros = '0', rest = '00']) => `${account},${minus}${Number(euros + rest)}`,
      )
      expect(theirs.sort()).toEqual(ours)
    }
  },
)
