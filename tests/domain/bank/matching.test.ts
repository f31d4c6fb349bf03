import { beforeEach, describe, expect, it } from 'vitest'
import { isBankDay, plusBankDays } from '#app/domain/bank/bank-days.ts'
import { candidatesOf, findLine } from '#app/domain/bank/bank-queries.server.ts'
import { clearLine } from '#app/domain/bank/bank.server.ts'
import type { ClearingDecision } from '#app/domain/bank/bank.server.ts'
import { instant } from '#app/domain/clock.ts'
import { randomIds } from '#app/domain/ids.ts'
import { bankAccount, initiatorReceivable } from '#app/domain/ledger/account.ts'
import { balance, post } from '#app/domain/ledger/ledger.server.ts'
import { bankOpened, suspenseCleared } from '#app/domain/ledger/posting-rules.ts'
import { cents } from '#app/domain/money.ts'
import { aLiveCampaign, aMember } from '#tests/support/campaigns.ts'
import { bookBankLines } from '#tests/support/paying-by-bank.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'
import type { TestWorld } from '#tests/support/test-world.ts'

/** Lines of the bank beside what they can be: by proof a machine decides, else a person. */

let world: TestWorld
let treasurer: string

beforeEach(async () => {
  world = await makeTestWorld()
  treasurer = await aMember(world, 'Thea', 'treasurer')
})

/** A payout of our own that Stripe sent, and the money of it in transit. */
async function anOwnPayout(descriptor: string, amount: number, trace: string | null = null): Promise<string> {
  const id = randomIds.next()
  const now = world.clock.now()
  const approvedBy = await aMember(world, `Aad ${descriptor}`, 'approver')
  const n = (await world.db.read.selectFrom('platform_payout').select('id').execute()).length + 1
  await world.db.inTransaction(async trx => {
    await trx
      .insertInto('platform_payout')
      .values({
        id,
        n,
        amount_cents: cents(amount),
        descriptor,
        state: 'paid',
        approval_hash: 'hash',
        proposed_by: treasurer,
        proposed_at: instant(now),
        approved_by: approvedBy,
        approved_at: instant(now),
        voided_at: null,
        void_reason: null,
        stripe_payout_id: `po_${descriptor}`,
        arrives_on: '2026-11-25',
        trace_id: trace,
        failure: null,
        sent_at: instant(now),
      })
      .execute()
    await post(trx, now, {
      kind: 'platform-payout',
      source: { type: 'balance_transaction', id: `txn_${descriptor}` },
      occurredAt: now,
      postings: [{ debit: 'stripe_in_transit', credit: 'tip_income', amount: cents(amount) }],
    })
  })
  return id
}

const theLine = () =>
  world.db.read.selectFrom('bank_line').selectAll().orderBy('id', 'desc').executeTakeFirstOrThrow()

const candidates = async () => {
  const { id } = await theLine()
  const found = await findLine(world.db.read, id)
  return found ? candidatesOf(world.db.read, found.toMatch) : []
}

const clear = async (decision: ClearingDecision, reason = 'gezien bij de bank') => {
  const { id } = await theLine()
  return world.db.inTransaction(trx =>
    clearLine(trx, world.clock.now(), { lineId: id, clearedBy: treasurer, decision, reason }),
  )
}

const held = (account: Parameters<typeof balance>[1]) => balance(world.db.read, account)

describe('O2 · our payout on the bank', () => {
  it.each([
    ['our descriptor', { remittance: 'STRIPE po1a-2b3c4d' }],
    ['the trace id of Stripe', { reference: 'X 7F00AA11BB22 Y' }],
  ])('is booked by %s', async (_, told) => {
    const id = await anOwnPayout('PO1A2B3C4D', 60_50, '7F00AA11BB22')
    await bookBankLines(world, { amount: 60_50, ...told })
    expect(await theLine()).toMatchObject({ rule: 'O2', subject_id: id, state: 'booked' })
    expect(await held('stripe_in_transit')).toBe(0)
  })

  it.each([
    ['has another amount', { amount: 60_51, remittance: 'PO1A2B3C4D' }],
    ['came two bank days too early', { amount: 60_50, remittance: 'PO1A2B3C4D', bookingDate: '2026-11-23' }],
    ['came after five bank days', { amount: 60_50, remittance: 'PO1A2B3C4D', bookingDate: '2026-12-03' }],
  ])('waits for a person when it %s', async (_, line) => {
    await anOwnPayout('PO1A2B3C4D', 60_50)
    world.clock.set('2026-12-04T08:00:00.000Z')
    await bookBankLines(world, line)
    expect(await theLine()).toMatchObject({ rule: 'X1', state: 'suspense' })
    expect(await candidates()).toEqual([])
  })

  it('without a proof waits for a person, who sees the one candidate', async () => {
    const id = await anOwnPayout('PO1A2B3C4D', 60_50)
    await bookBankLines(world, { amount: 60_50, remittance: 'STRIPE' })
    expect(await candidates()).toMatchObject([{ rule: 'O2', subject: { id }, isProven: false }])
    const decision = { kind: 'candidate', subject: { type: 'platform_payout', id } } as const
    expect(await clear(decision, ' ')).toEqual({ ok: false, reason: 'reason-missing' })
    expect(await clear(decision)).toEqual({ ok: true })
    expect(await theLine()).toMatchObject({ state: 'cleared', rule: 'O2', cleared_by: treasurer })
    for (const account of ['suspense', 'stripe_in_transit'] as const) expect(await held(account)).toBe(0)
    expect(await clear(decision)).toEqual({ ok: false, reason: 'not-in-suspense' })
  })

  it('of which there are two is decided by a person, and the other stays', async () => {
    const [a, b] = [await anOwnPayout('POAAAAAAAA', 60_50), await anOwnPayout('POBBBBBBBB', 60_50)]
    await bookBankLines(world, { amount: 60_50, remittance: 'POAAAAAAAA POBBBBBBBB' })
    expect(await theLine()).toMatchObject({ state: 'suspense' })
    expect((await candidates()).map(({ subject }) => subject.id).toSorted()).toEqual([a, b].toSorted())
    expect(await clear({ kind: 'candidate', subject: { type: 'platform_payout', id: b } })).toEqual({
      ok: true,
    })
    const states = await world.db.read
      .selectFrom('platform_payout')
      .select(['id', 'state'])
      .orderBy('n')
      .execute()
    expect(states).toEqual([{ id: a, state: 'paid' }, { id: b, state: 'arrived' }]) // prettier-ignore
  })
})

describe('what needs no candidate', () => {
  it('K1 · costs of the bank are booked, but not a large amount', async () => {
    await bookBankLines(world, { amount: -9_95, remittance: 'Kosten zakelijk pakket' })
    expect(await theLine()).toMatchObject({ rule: 'K1' })
    await bookBankLines(world, { amount: -100_01, remittance: 'Kosten zakelijk pakket' })
    expect(await theLine()).toMatchObject({ rule: 'X1' })
    await bookBankLines(world, {
      amount: -9_95,
      remittance: 'kosten',
      counterpartyIban: 'NL39RABO0300065264',
    })
    expect(await theLine()).toMatchObject({ rule: 'X1' })
    expect(await held('bank_costs')).toBe(9_95)
  })

  it('K2 · VAT to the tax office is booked up to what is owed', async () => {
    await world.db.inTransaction(trx =>
      post(trx, world.clock.now(), {
        kind: 'settlement-approved',
        source: { type: 'settlement', id: 'x' },
        occurredAt: world.clock.now(),
        postings: [{ debit: 'stripe_balance', credit: 'vat_payable', amount: cents(21_00) }],
      }),
    )
    const toTaxOffice = { counterpartyIban: 'NL86INGB0002445588' }
    await bookBankLines(world, { amount: -22_00, ...toTaxOffice })
    expect(await theLine()).toMatchObject({ rule: 'X1' })
    await bookBankLines(world, { amount: -21_00, ...toTaxOffice })
    expect(await theLine()).toMatchObject({ rule: 'K2' })
    expect(await held('vat_payable')).toBe(0)
  })

  it('N2 · an initiator who pays back is placed by a person, and never beyond the debt', async () => {
    const { campaignId } = await aLiveCampaign(world)
    const owe = (amount: number) =>
      world.db.inTransaction(trx =>
        post(trx, world.clock.now(), {
          kind: 'refund-decided',
          source: { type: 'refund', id: `r${amount}` },
          occurredAt: world.clock.now(),
          postings: [
            { debit: initiatorReceivable(campaignId), credit: 'refunds_payable', amount: cents(amount) },
          ],
        }),
      )
    const debt = { kind: 'other', clearing: 'debt', campaignId } as const
    await bookBankLines(world, { amount: 50_00, counterparty: 'Ine' })
    expect(await clear(debt)).toEqual({ ok: false, reason: 'no-such-debt' })
    await owe(49_99)
    expect(await clear(debt)).toEqual({ ok: false, reason: 'more-than-debt' })
    await owe(1_00)
    expect(await clear(debt)).toEqual({ ok: true })
    expect(await held(initiatorReceivable(campaignId))).toBe(99)
    expect(await held('suspense')).toBe(0)
  })

  it.each([
    ['own-money', 'own_funds', 'K3'],
    ['bank-costs', 'bank_costs', 'K1'],
    ['vat', 'vat_payable', 'K2'],
    ['stripe', 'stripe_in_transit', 'O2'],
    ['between-accounts', 'bank_in_transit', 'B2'],
  ] as const)('X1 · a line is cleared as %s, both ways', async (clearing, account, rule) => {
    for (const amount of [30_00, -30_00]) {
      await bookBankLines(world, { amount, counterparty: 'Iemand', counterpartyIban: 'NL39RABO0300065264' })
      expect(await clear({ kind: 'other', clearing, campaignId: null })).toEqual({ ok: true })
      expect(await theLine()).toMatchObject({ state: 'cleared', rule })
      expect(await held('suspense')).toBe(0)
    }
    expect(await held(account)).toBe(0)
  })
})

describe('the posting rules of the desk', () => {
  const bank = bankAccount('NL91ABNA0417164300')

  it('K3 · what stood on the bank before is own money, also when it was overdrawn', () => {
    expect(bankOpened({ bank, net: cents(5) })).toEqual([{ debit: bank, credit: 'own_funds', amount: 5 }])
    expect(bankOpened({ bank, net: cents(-5) })).toEqual([{ debit: 'own_funds', credit: bank, amount: 5 }])
  })

  it('X1 · what is cleared leaves suspense on the side on which it came', () => {
    const account = 'own_funds'
    expect(suspenseCleared({ net: cents(5), account })).toEqual([
      { debit: 'suspense', credit: account, amount: 5 },
    ])
    expect(suspenseCleared({ net: cents(-5), account })).toEqual([
      { debit: account, credit: 'suspense', amount: 5 },
    ])
  })
})

describe('the days of banks', () => {
  it('leave out weekends and the closing days of TARGET', () => {
    const closed = [
      '2026-01-01',
      '2026-04-03',
      '2026-04-06',
      '2026-05-01',
      '2026-12-25',
      '2026-12-26',
      '2026-11-28',
    ]
    expect(closed.filter(isBankDay)).toEqual([])
    // Ascension Day, Whit Monday and King's Day are no closing days of TARGET.
    expect(['2026-05-14', '2026-05-25', '2026-04-27', '2026-11-30'].every(isBankDay)).toBe(true)
    expect(plusBankDays('2026-12-24', 1)).toBe('2026-12-28')
    expect(plusBankDays('2026-04-07', -1)).toBe('2026-04-02')
  })
})
