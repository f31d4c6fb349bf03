import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { bankStandings } from '#app/domain/bank/bank-queries.server.ts'
import { bookStatements } from '#app/domain/bank/bank.server.ts'
import type { StatementResult } from '#app/domain/bank/bank.server.ts'
import type { ReadStatement } from '#app/domain/bank/statement.ts'
import { bankAccount } from '#app/domain/ledger/account.ts'
import { balance } from '#app/domain/ledger/ledger.server.ts'
import { verifyLedger } from '#app/domain/reconciliation/reconciliation.server.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'
import type { TestWorld } from '#tests/support/test-world.ts'
import { aLine, aStatement, IBAN } from './paper.ts'

/** Statements of the bank: booked once, or refused with the figures that say why. */

let world: TestWorld

beforeEach(async () => {
  world = await makeTestWorld()
  world.clock.set('2026-12-01T08:00:00.000Z')
})

const book = (...statements: ReadStatement[]): Promise<StatementResult[]> =>
  bookStatements(
    world,
    { name: 'a.xml', bytes: Buffer.from(JSON.stringify(statements)), statements },
    { ours: [IBAN], bookedBy: null },
  )

const outcomeOf = async (...statements: ReadStatement[]) =>
  (await book(...statements)).map(({ outcome }) =>
    outcome.kind === 'refused' ? outcome.refusal : outcome.kind,
  )

const onBank = () => balance(world.db.read, bankAccount(IBAN))
const linesBooked = async () => (await world.db.read.selectFrom('bank_line').select('id').execute()).length

describe('a statement', () => {
  it('is booked line by line, and the bank in the books is its closing balance (I16)', async () => {
    const lines = [aLine({ amount: 60_50 }), aLine({ amount: -10_25, remittance: 'Bankkosten november' })]
    const [result] = await book(aStatement(100_00, lines))
    expect(result?.outcome).toMatchObject({ kind: 'booked', lines: [{ rule: 'X1' }, { rule: 'K1' }] })
    expect(await onBank()).toBe(150_25)
    expect(await balance(world.db.read, 'own_funds')).toBe(100_00)
    expect(await balance(world.db.read, 'bank_costs')).toBe(10_25)
    expect(await balance(world.db.read, 'suspense')).toBe(-60_50)
    expect((await verifyLedger(world.db.read)).holds).toBe(true)
  })

  it('of days on which nothing happened tells how far the account is booked', async () => {
    await book(aStatement(100_00, [aLine({ amount: 5_00 })], { closingDate: '2026-11-25' }))
    const [result] = await book(aStatement(105_00, [], { closingDate: '2026-11-30' }))
    expect(result?.outcome).toMatchObject({ kind: 'booked', lines: [] })
    expect(await bankStandings(world.db.read)).toEqual([
      { iban: IBAN, closing: 105_00, lastDay: '2026-11-30' },
    ])
  })

  it('opens overdrawn as well as in credit', async () => {
    await book(aStatement(-50_00, [aLine({ amount: 20_00 })]))
    expect(await onBank()).toBe(-30_00)
    expect((await verifyLedger(world.db.read)).holds).toBe(true)
  })

  it.each([
    ['of another account', { iban: 'NL39RABO0300065264', account: 'NL39RABO0300065264' }, 'not-ours'],
    ['without an IBAN', { iban: null, account: '0417164300' }, 'not-ours'],
    ['in another currency', { currency: 'USD' }, 'other-currency'],
    ['with an amount in another currency', { provesOut: null, otherCurrencies: ['USD'] }, 'other-currency'],
    ['of which pages are missing', { missingPages: { numbers: [2], after: null } }, 'pages-missing'],
    ['without balances', { openingCents: null, provesOut: null }, 'no-balances'],
  ])('%s is refused', async (_, told, reason) => {
    const [refusal] = await outcomeOf(aStatement(0, [aLine({ amount: 5_00 })], told))
    expect(refusal).toMatchObject({ reason })
    expect(await linesBooked()).toBe(0)
  })

  it('that does not add up is refused with every figure, and nothing of it is booked', async () => {
    const statement = aStatement(100_00, [aLine({ amount: 5_00 })], { closingCents: 106_00 as never })
    expect(await outcomeOf(statement)).toEqual([
      { reason: 'does-not-add-up', opening: 100_00, moved: 5_00, closing: 106_00, difference: 1_00 },
    ])
    expect(await world.db.read.selectFrom('journal_entry').select('id').execute()).toEqual([])
  })

  it('of a day that has not come is refused, with that day; of today it is booked', async () => {
    const closing = aStatement(0, [aLine({ amount: 5_00 })], { closingDate: '2030-01-01' })
    expect(await outcomeOf(closing)).toEqual([{ reason: 'not-yet', day: '2030-01-01' }])
    const line = aStatement(0, [aLine({ amount: 5_00, bookingDate: '2026-12-02' })], {
      closingDate: '2026-12-01',
    })
    expect(await outcomeOf(line)).toEqual([{ reason: 'not-yet', day: '2026-12-02' }])
    expect(await linesBooked()).toBe(0)
    // In the city the second of December has begun, which it has not in UTC.
    world.clock.set('2026-12-01T23:30:00.000Z')
    expect(await outcomeOf(line)).toEqual(['booked'])
  })

  it('that does not follow on is refused, and says how much is missing since when', async () => {
    await book(aStatement(0, [aLine({ amount: 5_00 })]))
    const later = aStatement(7_00, [aLine({ amount: 1_00, bookingDate: '2026-11-27' })])
    expect(await outcomeOf(later)).toEqual([
      { reason: 'gap', closed: 5_00, opens: 7_00, missing: 2_00, lastDay: '2026-11-24' },
    ])
    expect(await onBank()).toBe(5_00)
  })

  it('that is older than what was booked is refused as such', async () => {
    await book(aStatement(10_00, [aLine({ amount: 5_00 })]))
    const older = aStatement(0, [aLine({ amount: 9_00, bookingDate: '2026-11-20' })])
    expect(await outcomeOf(older)).toMatchObject([{ reason: 'older' }])
  })

  it('that comes twice books nothing and says so', async () => {
    const statement = aStatement(0, [aLine({ amount: 5_00 }), aLine({ amount: -2_00 })])
    expect(await outcomeOf(statement)).toEqual(['booked'])
    expect(await outcomeOf(statement)).toEqual(['known'])
    expect(await outcomeOf(statement, statement)).toEqual(['known', 'known'])
    expect(await linesBooked()).toBe(2)
  })

  it('that comes twice books nothing also when the balance came back to where it opened', async () => {
    const first = aStatement(0, [aLine({ amount: 5_00 })])
    await book(first, aStatement(5_00, [aLine({ amount: -5_00 })]))
    expect(await outcomeOf(first)).toEqual(['known'])
    expect(await onBank()).toBe(0)
  })

  it('without a line is kept once', async () => {
    const empty = aStatement(0, [])
    expect(await outcomeOf(empty)).toEqual(['booked'])
    expect(await outcomeOf(empty)).toEqual(['known'])
  })

  it('overlapping what was booked books each line once', async () => {
    const [a, b, c] = [aLine({ amount: 5_00 }), aLine({ amount: 7_00 }), aLine({ amount: -1_00 })]
    await book(aStatement(0, [a, b]))
    const [result] = await book(aStatement(5_00, [b, c]))
    expect(result?.outcome).toMatchObject({ kind: 'booked', known: 1, lines: [{ amount: -1_00 }] })
    expect(await onBank()).toBe(11_00)
    expect(await linesBooked()).toBe(3)
  })

  it('with the same words and amount as before, on an account that follows on, is booked again', async () => {
    const alike = () => aLine({ amount: 5_00, reference: null, remittance: 'collectebus' })
    await book(aStatement(0, [alike(), alike()]))
    const again = { ...alike(), key: 'another statement' }
    expect(await outcomeOf(aStatement(10_00, [again]))).toEqual(['booked'])
    expect(await onBank()).toBe(15_00)
    expect(await linesBooked()).toBe(3)
  })

  it('is booked in order, whatever the order in the file', async () => {
    const first = aStatement(0, [aLine({ amount: 5_00 })])
    const second = aStatement(5_00, [aLine({ amount: 6_00 })])
    await book(first)
    const third = aStatement(11_00, [aLine({ amount: 7_00 })])
    expect(await outcomeOf(third, second)).toEqual(['booked', 'booked'])
    expect(await onBank()).toBe(18_00)
  })

  it('in two files at the same moment is booked once', async () => {
    const statement = aStatement(0, [aLine({ amount: 5_00 })])
    const outcomes = await Promise.all([outcomeOf(statement), outcomeOf(statement), outcomeOf(statement)])
    expect(outcomes.flat().toSorted()).toEqual(['booked', 'known', 'known'])
    expect(await linesBooked()).toBe(1)
  })
})

describe('whatever files come, in whatever order and however often', () => {
  /** Lines over some days, cut into overlapping statements, shuffled and repeated. */
  const weather = fc.record({
    amounts: fc.array(
      fc.integer({ min: -900, max: 900 }).filter(n => n !== 0),
      { minLength: 1, maxLength: 12 },
    ),
    named: fc.boolean(),
    cuts: fc.array(fc.tuple(fc.nat(11), fc.nat(11)), { minLength: 1, maxLength: 8 }),
  })

  const statementsOf = ({
    amounts,
    named,
    cuts,
  }: {
    amounts: number[]
    named: boolean
    cuts: [number, number][]
  }) => {
    // With a likeness of its own for each line; without names, lines of one amount say the same.
    const lines = amounts.map((amount, n) =>
      aLine({
        amount,
        reference: named ? `L${n}` : null,
        bookingDate: `2026-11-${String(1 + n).padStart(2, '0')}`,
      }),
    )
    const upTo = (n: number) => 500_00 + amounts.slice(0, n).reduce((sum, each) => sum + each, 0)
    const pieces = cuts.map(([a, b]) => [Math.min(a, b), Math.max(a, b) + 1] as const)
    return [...pieces, [0, amounts.length] as const].map(([from, to]) => {
      const part = lines.slice(from, to)
      return aStatement(upTo(from), part, { id: `S${from}-${to}` })
    })
  }

  it('no line is booked twice, the bank is the closing balance, and the books hold', async () => {
    await fc.assert(
      fc.asyncProperty(weather, async of => {
        const own = await makeTestWorld()
        const all = statementsOf(of).filter(({ entries }) => entries.length > 0)
        for (const statement of all) {
          const bytes = Buffer.from(statement.id ?? '')
          await bookStatements(
            own,
            { name: 'a', bytes, statements: [statement] },
            { ours: [IBAN], bookedBy: null },
          )
          expect((await verifyLedger(own.db.read)).holds).toBe(true)
        }
        const booked = await own.db.read
          .selectFrom('bank_line')
          .select(['booking_date', 'amount_cents'])
          .execute()
        // Each line of these has a day of its own.
        expect(new Set(booked.map(line => line.booking_date)).size).toBe(booked.length)
        const last = await own.db.read
          .selectFrom('bank_statement')
          .select('closing_cents')
          .orderBy('n', 'desc')
          .executeTakeFirst()
        expect(await balance(own.db.read, bankAccount(IBAN))).toBe(last?.closing_cents)
        await own.close()
      }),
      { numRuns: 60 },
    )
  })

  it('a bank that is off by a cent is found (control)', async () => {
    await book(aStatement(0, [aLine({ amount: 5_00 })]))
    await world.db.inTransaction(async trx => {
      const statement = await trx.selectFrom('bank_statement').selectAll().executeTakeFirstOrThrow()
      await trx
        .insertInto('bank_statement')
        .values({ ...statement, id: 'x', n: 2, closing_cents: 5_01 as never })
        .execute()
    })
    const { holds, invariants } = await verifyLedger(world.db.read)
    expect(holds).toBe(false)
    expect(invariants.filter(each => !each.holds).map(({ id }) => id)).toEqual(['I16'])
  })
})
