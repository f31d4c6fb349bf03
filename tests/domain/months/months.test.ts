/** A month of the books closes only when everything is right and two people say so; and then nothing more comes into it. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { balancesAt, MonthIsClosed, post, sealJournal } from '#app/domain/ledger/ledger.server.ts'
import { instant, MINUTE_MS } from '#app/domain/clock.ts'
import { randomIds } from '#app/domain/ids.ts'
import {
  boundsOf,
  confirmMonth,
  explainClearing,
  monthAt,
  proposeMonth,
} from '#app/domain/months/months.server.ts'
import { monthAfter, monthsFrom, redChecks } from '#app/domain/months/month.ts'
import {
  checklistOf,
  confirmationHash,
  findClosedMonth,
  findMonthProposal,
  monthsOfBooks,
} from '#app/domain/months/month-queries.server.ts'
import { cents } from '#app/domain/money.ts'
import { reportDiscrepancy } from '#app/domain/payments/payments.server.ts'
import { resolveDiscrepancy } from '#app/domain/reconciliation/reconciliation.server.ts'
import { revokeRole } from '#app/domain/users/users.server.ts'
import type { Role } from '#db/schema.ts'
import { aMember, aUser } from '#tests/support/campaigns.ts'
import { onPostgres } from '#tests/support/test-database.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'
import type { TestWorld } from '#tests/support/test-world.ts'

const MONTH = '2026-11'
const AFTER = '2026-12-01T08:00:00.000Z'

async function book(world: TestWorld, occurredAt = world.clock.now(), account = 'tip_income' as const) {
  return world.db.inTransaction(trx =>
    post(trx, world.clock.now(), {
      kind: 'float-topped-up',
      source: { type: 'balance_transaction', id: `txn_${randomIds.next()}` },
      occurredAt,
      postings: [{ debit: 'stripe_balance', credit: account, amount: cents(1_00) }],
    }),
  )
}

async function seal(world: TestWorld) {
  while ((await world.db.inTransaction(sealJournal)) > 0);
}

async function proof(world: TestWorld, ours: number, theirs = ours) {
  await world.db.inTransaction(trx =>
    trx
      .insertInto('balance_proof')
      .values({
        id: randomIds.next(),
        at: instant(world.clock.now()),
        ours_cents: cents(ours),
        theirs_cents: cents(theirs),
      })
      .execute(),
  )
}

/** Books with one entry in November, on the first of December, in which November can be closed. */
async function readyToClose() {
  const world = await makeTestWorld()
  await book(world)
  await seal(world)
  world.clock.set(AFTER)
  await proof(world, 1_00)
  const treasurer = await aMember(world, 'Thea', 'treasurer')
  const approver = await aMember(world, 'Aad', 'approver')
  const propose = (brokenInvariants: string[] = []) =>
    world.db.inTransaction(trx =>
      proposeMonth(trx, world.clock.now(), { month: MONTH, proposedBy: treasurer, brokenInvariants }),
    )
  /** The hash that the page would carry now. */
  const seen = async () => {
    const proposal = await findMonthProposal(world.db.read, MONTH)
    const checklist = await checklistOf(world.db.read, world.clock.now(), MONTH, [])
    return proposal ? confirmationHash(MONTH, proposal, checklist) : ''
  }
  const confirm = async (confirmedBy = approver, hash?: string) => {
    const of = { month: MONTH, confirmedBy, hash: hash ?? (await seen()), brokenInvariants: [] }
    return world.db.inTransaction(trx => confirmMonth(trx, world.clock.now(), of))
  }
  return { world, treasurer, approver, propose, confirm, seen }
}

const red = async (world: TestWorld, brokenInvariants: string[] = []) =>
  redChecks(await checklistOf(world.db.read, world.clock.now(), MONTH, brokenInvariants), MONTH)

describe('the checklist', () => {
  test('is green when nothing is wrong, and then two people close the month', async () => {
    const { world, propose, confirm } = await readyToClose()
    expect(await red(world)).toEqual([])
    expect(await propose()).toEqual({ ok: true })
    expect(await confirm()).toEqual({ ok: true })
    const closed = await findClosedMonth(world.db.read, MONTH)
    const head = await world.db.read
      .selectFrom('journal_seal')
      .select(['seq', 'hash'])
      .orderBy('seq', 'desc')
      .executeTakeFirst()
    expect([closed?.headSeq, closed?.headHash]).toEqual([head?.seq, head?.hash])
    const months = await monthsOfBooks(world.db.read, world.clock.now())
    expect(months).toEqual([
      { month: '2026-12', state: 'running' },
      { month: '2026-11', state: 'closed' },
    ])
  })

  test('closes nothing when a role was taken away since the page was opened', async () => {
    const { world, treasurer, approver, propose, confirm } = await readyToClose()
    const take = (userId: string, role: Role) =>
      world.db.inTransaction(trx => revokeRole(trx, world.clock.now(), { userId, role, revokedBy: null }))
    await propose()
    await take(approver, 'approver')
    expect(await confirm()).toEqual({ ok: false, reason: 'no-role' })
    await take(treasurer, 'treasurer')
    expect(await propose()).toEqual({ ok: false, reason: 'no-role' })
    const other = await aMember(world, 'Bo', 'approver')
    expect(await confirm(other)).toEqual({ ok: false, reason: 'proposer-lost-role' })
    expect(await confirm(other)).toEqual({ ok: false, reason: 'not-proposed' })
    expect(await findClosedMonth(world.db.read, MONTH)).toBeNull()
  })

  test('over · a month that is still running', async () => {
    const { world } = await readyToClose()
    world.clock.set('2026-11-30T22:59:59.999Z')
    expect(await red(world)).toContain('over')
  })

  test('in-order · a month before it that is open', async () => {
    const { world } = await readyToClose()
    world.clock.set('2027-01-02T08:00:00.000Z')
    const december = await checklistOf(world.db.read, world.clock.now(), '2026-12', [])
    expect([december.openMonthBefore, redChecks(december, '2026-12')]).toEqual([
      MONTH,
      expect.arrayContaining(['in-order']),
    ])
  })

  test('nothing-open · an open line keeps the month open, and is named; closed, it does not', async () => {
    const { world, treasurer, propose } = await readyToClose()
    await world.db.inTransaction(trx =>
      reportDiscrepancy(trx, new Date('2026-11-30T12:00:00Z'), {
        ...{ kind: 'refund-failed', subject: 're_1', amount: cents(17_10), detail: {} },
      }),
    )
    const refused = await propose()
    expect(refused).toMatchObject({
      ok: false,
      reason: 'not-green',
      red: ['nothing-open'],
      checklist: { discrepancies: [{ kind: 'refund-failed', subject: 're_1', amount: 17_10 }] },
    })
    const discrepancyId =
      refused.ok || refused.reason !== 'not-green' ? '' : (refused.checklist.discrepancies[0]?.id ?? '')
    await world.db.inTransaction(trx =>
      resolveDiscrepancy(trx, world.clock.now(), {
        discrepancyId,
        resolvedBy: treasurer,
        reason: 'paid by bank',
      }),
    )
    expect(await propose()).toEqual({ ok: true })
  })

  test('nothing-open · what was found after the month is not in its way', async () => {
    const { world } = await readyToClose()
    await world.db.inTransaction(trx =>
      reportDiscrepancy(trx, world.clock.now(), {
        kind: 'refund-failed',
        subject: 're_1',
        amount: null,
        detail: {},
      }),
    )
    expect(await red(world)).toEqual([])
  })

  test('clearing · what is under way must be explained, and the explanation is of that amount only', async () => {
    const world = await makeTestWorld()
    await world.db.inTransaction(trx =>
      post(trx, world.clock.now(), {
        kind: 'unknown-movement',
        source: { type: 'balance_transaction', id: 'txn_1' },
        occurredAt: world.clock.now(),
        postings: [{ debit: 'suspense', credit: 'stripe_balance', amount: cents(5_00) }],
      }),
    )
    await seal(world)
    world.clock.set(AFTER)
    await proof(world, -5_00)
    expect(await red(world)).toEqual(['clearing'])
    const explainedBy = await aUser(world, 'Thea')
    const explain = (account: string) =>
      world.db.inTransaction(trx =>
        explainClearing(trx, world.clock.now(), {
          ...{ month: MONTH, account, explanation: 'asked of Stripe', explainedBy, brokenInvariants: [] },
        }),
      )
    expect(await explain('stripe_clearing')).toEqual({ ok: false, reason: 'nothing-to-explain' })
    expect(await explain('suspense')).toEqual({ ok: true })
    expect(await red(world)).toEqual([])
    await world.db.inTransaction(trx =>
      trx
        .updateTable('month_explanation')
        .set({ amount_cents: cents(4_99) })
        .execute(),
    )
    expect(await red(world)).toEqual(['clearing'])
  })

  test('balance-proof · none since the month ended, or one that found a cent', async () => {
    const world = await makeTestWorld()
    await book(world)
    await seal(world)
    await proof(world, 1_00)
    world.clock.set(AFTER)
    expect(await red(world)).toEqual(['balance-proof'])
    await proof(world, 1_00, 99)
    expect(await red(world)).toEqual(['balance-proof'])
    await proof(world, 1_00)
    expect(await red(world)).toEqual([])
  })

  test('bank · statements must reach the end of the month, of every account; without a bank it does not wait', async () => {
    const { world } = await readyToClose()
    const statement = (iban: string, n: number, lastDay: string, balance = 0) =>
      world.db.inTransaction(trx =>
        trx
          .insertInto('bank_statement')
          .values({
            ...{ id: randomIds.next(), iban, n, named: null, version: null, lines: 0, lines_known: 0 },
            ...{
              opening_cents: cents(balance),
              closing_cents: cents(balance),
              last_day: lastDay,
              file_name: 'a.xml',
            },
            ...{ file_hash: 'hash', booked_by: null, booked_at: instant(world.clock.now()) },
          })
          .execute(),
      )
    await statement('NL91ABNA0417164300', 1, '2026-11-29')
    expect(await red(world)).toEqual(['bank'])
    await statement('NL91ABNA0417164300', 2, '2030-01-01')
    expect(await red(world), 'a day that had not come when it was booked').toEqual(['bank'])
    await statement('NL91ABNA0417164300', 3, '2026-11-30')
    expect(await red(world)).toEqual([])
    await statement('NL39RABO0300065264', 1, '2026-11-15')
    expect(await red(world)).toEqual(['bank'])
    await statement('NL39RABO0300065264', 2, '2026-11-30')
    expect(await red(world)).toEqual([])
    await statement('NL39RABO0300065264', 3, '2026-12-01', 5_00)
    expect(await red(world)).toEqual([])
    await statement('NL18RABO0300060404', 1, '2026-11-20')
    await statement('NL18RABO0300060404', 2, '2026-11-30', 5_00)
    expect(await red(world), 'the second does not begin where the first closed').toEqual(['bank'])
  })

  test('invariants · one that does not hold', async () => {
    const { world } = await readyToClose()
    expect(await red(world, ['I3'])).toEqual(['invariants'])
  })

  test('sealed · an entry without a seal', async () => {
    const { world } = await readyToClose()
    world.clock.set('2026-11-30T12:00:00Z')
    await book(world)
    world.clock.set(AFTER)
    expect(await red(world)).toEqual(['sealed'])
  })
})

describe('closing', () => {
  test('is of a month of the books only, and in their order', async () => {
    const { world, treasurer: proposedBy, propose, confirm } = await readyToClose()
    const proposeOther = (month: string) =>
      world.db.inTransaction(trx =>
        proposeMonth(trx, world.clock.now(), { month, proposedBy, brokenInvariants: [] }),
      )
    for (const month of ['2019-12', '2020-01', '2026-10'])
      expect(await proposeOther(month)).toEqual({ ok: false, reason: 'before-books' })
    world.clock.set('2027-01-02T08:00:00.000Z')
    await proof(world, 1_00)
    expect(await proposeOther('2026-12')).toMatchObject({ ok: false, red: ['in-order'] })
    await propose()
    expect(await proposeOther('2026-12'), 'November is only proposed').toMatchObject({ red: ['in-order'] })
    await confirm()
    expect(await proposeOther('2026-12')).toEqual({ ok: true })
    const empty = await makeTestWorld()
    const somebody = await aMember(empty, 'Thea', 'treasurer')
    empty.clock.set(AFTER)
    const nothing = { month: MONTH, proposedBy: somebody, brokenInvariants: [] }
    expect(await empty.db.inTransaction(trx => proposeMonth(trx, empty.clock.now(), nothing))).toEqual({
      ...{ ok: false, reason: 'before-books' },
    })
  })

  test('is of what the second person saw: whatever changed on the checklist asks to look again', async () => {
    const { world, approver, propose, confirm, seen } = await readyToClose()
    await propose()
    const before = await seen()
    world.clock.advance(MINUTE_MS)
    await proof(world, 1_00)
    expect(await confirm(approver, before)).toEqual({ ok: false, reason: 'look-again' })
    expect(await confirm(approver, '')).toEqual({ ok: false, reason: 'look-again' })
    expect(await findClosedMonth(world.db.read, MONTH)).toBeNull()
    expect(await confirm(approver)).toEqual({ ok: true })
  })

  test('another explanation voids the proposal, and words that were not seen are not confirmed', async () => {
    const { world, treasurer, approver, propose, confirm, seen } = await readyToClose()
    world.clock.set('2026-11-30T12:00:00Z')
    await world.db.inTransaction(trx =>
      post(trx, world.clock.now(), {
        ...{ kind: 'unknown-movement', source: { type: 'balance_transaction', id: 'txn_odd' } },
        occurredAt: world.clock.now(),
        postings: [{ debit: 'suspense', credit: 'stripe_balance', amount: cents(5_00) }],
      }),
    )
    await seal(world)
    world.clock.set(AFTER)
    const explain = (explanation: string) =>
      world.db.inTransaction(trx =>
        explainClearing(trx, world.clock.now(), {
          ...{ month: MONTH, account: 'suspense', explanation, explainedBy: treasurer, brokenInvariants: [] },
        }),
      )
    await explain('asked of Stripe')
    expect(await propose()).toEqual({ ok: true })
    const before = await seen()
    await explain('it is mine')
    expect(await confirm(approver, before)).toEqual({ ok: false, reason: 'not-proposed' })
    await propose()
    expect(await confirm(approver, before)).toEqual({ ok: false, reason: 'look-again' })
    await world.db.inTransaction(trx =>
      trx.updateTable('month_explanation').set({ explanation: 'changed behind the page' }).execute(),
    )
    expect(await confirm(approver)).toEqual({ ok: true })
  })

  test('needs another person than who proposed it', async () => {
    const { treasurer, propose, confirm } = await readyToClose()
    expect(await confirm()).toEqual({ ok: false, reason: 'not-proposed' })
    await propose()
    expect(await confirm(treasurer)).toEqual({ ok: false, reason: 'same-person' })
  })

  test('the database itself refuses one person in both places', async () => {
    const { world, treasurer } = await readyToClose()
    const { startsAt, endsAt } = boundsOf(MONTH)
    const insert = world.db.inTransaction(trx =>
      trx
        .insertInto('closed_month')
        .values({
          ...{
            month: MONTH,
            starts_at: startsAt,
            ends_at: endsAt,
            proposed_by: treasurer,
            confirmed_by: treasurer,
          },
          ...{ proposed_at: AFTER, confirmed_at: AFTER, head_seq: 1, head_hash: '', checklist: '{}' },
        })
        .execute(),
    )
    await expect(insert).rejects.toThrow('month_closed_by_two')
  })

  test('is refused when an entry came into the month after the proposal', async () => {
    const { world, propose, confirm } = await readyToClose()
    await propose()
    world.clock.set('2026-11-30T12:00:00Z')
    await book(world)
    await seal(world)
    world.clock.set(AFTER)
    expect(await confirm()).toEqual({ ok: false, reason: 'changed-since' })
    await propose()
    expect(await confirm()).toEqual({ ok: true })
    expect(await confirm()).toEqual({ ok: false, reason: 'closed-already' })
  })
})

describe('a closed month', () => {
  test('refuses entries in words, and takes the same fact in the open month with its true date', async () => {
    const { world, propose, confirm } = await readyToClose()
    await propose()
    await confirm()
    const happened = new Date('2026-11-30T21:00:00Z')
    world.clock.set('2026-11-30T22:00:00Z')
    await expect(book(world, happened)).rejects.toThrow(MonthIsClosed)
    await expect(book(world, happened)).rejects.toThrow(/The month 2026-11 of the books is closed/)
    world.clock.set(AFTER)
    const { entryId } = await book(world, happened)
    const entry = await world.db.read
      .selectFrom('journal_entry')
      .select(['occurred_at', 'recorded_at'])
      .where('id', '=', entryId)
      .executeTakeFirst()
    expect(entry).toEqual({ occurred_at: instant(happened), recorded_at: AFTER })
  })

  test('is refused by the database too, whoever asks', async () => {
    const { world, propose, confirm } = await readyToClose()
    await propose()
    await confirm()
    const insert = (recordedAt: string) => {
      const id = randomIds.next()
      return world.database.tamper(
        `INSERT INTO journal_entry (id, kind, source_type, source_id, occurred_at, recorded_at)
         VALUES ('${id}', 'x', 'x', '${id}', '${recordedAt}', '${recordedAt}')`,
      )
    }
    const { startsAt, endsAt } = boundsOf(MONTH)
    await expect(insert(startsAt)).rejects.toThrow('month is closed')
    await expect(insert('2026-11-30T22:59:59.999Z')).rejects.toThrow('month is closed')
    await insert(endsAt)
    await insert('2026-10-31T22:59:59.999Z')
    // Control: without the trigger the same entry goes in.
    await world.database.tamper(`DROP TRIGGER month_is_closed${onPostgres ? ' ON journal_entry' : ''}`)
    await insert(startsAt)
  })

  test('property: what stood on an account at its end never changes, whatever is booked and tried afterwards', async () => {
    const { world, propose, confirm } = await readyToClose()
    await propose()
    await confirm()
    const { startsAt, endsAt } = boundsOf(MONTH)
    const before = await balancesAt(world.db.read, endsAt, ['stripe_balance', 'tip_income'])
    const first = Date.parse(startsAt)
    const tries = fc.integer({ min: -40 * 24 * 60, max: 90 * 24 * 60 })
    await fc.assert(
      fc.asyncProperty(tries, async minutes => {
        const at = new Date(first + minutes * MINUTE_MS)
        world.clock.set(at)
        const isInMonth = instant(at) >= startsAt && instant(at) < endsAt
        const isTaken = await book(world).then(
          () => true,
          () => false,
        )
        expect(isTaken).toBe(!isInMonth)
        if (instant(at) < startsAt) return
        const november = await world.db.read
          .selectFrom('journal_entry')
          .select(eb => eb.fn.countAll<number>().as('n'))
          .where('recorded_at', '>=', startsAt)
          .where('recorded_at', '<', endsAt)
          .executeTakeFirstOrThrow()
        expect(november.n).toBe(1)
      }),
      { numRuns: 200 },
    )
    expect(before.get('stripe_balance')).toBe(1_00)
  })
})

test('months follow the city: summer time, year ends, and the days between', () => {
  expect(boundsOf('2026-10')).toEqual({
    startsAt: '2026-09-30T22:00:00.000Z',
    endsAt: '2026-10-31T23:00:00.000Z',
  })
  expect(monthAt(new Date('2026-12-31T23:00:00Z'))).toBe('2027-01')
  expect(monthsFrom('2026-11', '2027-02')).toEqual(['2026-11', '2026-12', '2027-01', '2027-02'])
  fc.assert(
    fc.property(
      fc.date({ min: new Date('2026-01-01'), max: new Date('2035-01-01'), noInvalidDate: true }),
      at => {
        const month = monthAt(at)
        const { startsAt, endsAt } = boundsOf(month)
        expect(startsAt <= instant(at) && instant(at) < endsAt).toBe(true)
        expect(boundsOf(monthAfter(month)).startsAt).toBe(endsAt)
      },
    ),
    { numRuns: 2_000 },
  )
})
