import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { DAY_MS, instant, MINUTE_MS } from '#app/domain/clock.ts'
import { balance } from '#app/domain/ledger/ledger.server.ts'
import { fundsHeld, initiatorPayable, tipsHeld } from '#app/domain/ledger/account.ts'
import { cents } from '#app/domain/money.ts'
import {
  approveSettlement,
  noteBankChange,
  proposeSettlement,
  sendTransfer,
  voidSettlement,
} from '#app/domain/payouts/payouts.server.ts'
import { trancheOf } from '#app/domain/payouts/settlement.ts'
import { grantRole, revokeRole } from '#app/domain/users/users.server.ts'
import type { Role } from '#db/schema.ts'
import { aMember } from '#tests/support/campaigns.ts'
import { aSucceededCampaign } from '#tests/support/succeeded-campaign.ts'
import type { SucceededCampaign } from '#tests/support/succeeded-campaign.ts'
import { openTown } from '#tests/support/town.ts'
import type { Town } from '#tests/support/town.ts'

/** T11: no payout without two different people who both may, and none to a bank account that was just changed. */

let town: Town
let campaign: SucceededCampaign
let treasurer: string
let approver: string

beforeEach(async () => {
  town = await openTown()
  campaign = await aSucceededCampaign(town)
  treasurer = await aMember(town.world, 'Thea', 'treasurer')
  approver = await aMember(town.world, 'Aad', 'approver')
})

const propose = (proposedBy = treasurer, now = town.world.clock.now(), wanted: number | null = null) =>
  town.world.db.inTransaction(trx =>
    proposeSettlement(trx, now, {
      campaignId: campaign.campaignId,
      proposedBy,
      vatBp: 0,
      booksHold: true,
      wanted: wanted === null ? null : cents(wanted),
    }),
  )

const openOne = () =>
  town.world.db.read.selectFrom('settlement').selectAll().where('state', '=', 'proposed').executeTakeFirst()

const approve = async (approvedBy = approver, now = town.world.clock.now()) => {
  const open = await openOne()
  if (!open) return null
  return town.world.db.inTransaction(trx =>
    approveSettlement(trx, now, {
      settlementId: open.id,
      approvedBy,
      hash: open.approval_hash,
      vatBp: 0,
      booksHold: true,
    }),
  )
}

const setRole = (userId: string, role: Role, isGiven: boolean) =>
  town.world.db.inTransaction(async trx => {
    const now = town.world.clock.now()
    if (isGiven) await grantRole(trx, now, { userId, role, grantedBy: null })
    else await revokeRole(trx, now, { userId, role, revokedBy: null })
  })

const accountId = async () => {
  const account = await town.world.db.read
    .selectFrom('payout_account')
    .select('stripe_account_id')
    .where('user_id', '=', campaign.initiatorId)
    .executeTakeFirstOrThrow()
  return account.stripe_account_id ?? ''
}

const lastSettlement = () =>
  town.world.db.read.selectFrom('settlement').selectAll().orderBy('n', 'desc').executeTakeFirstOrThrow()

describe('a role that was taken away', () => {
  it('since the page was opened keeps its holder from approving; the proposal stays', async () => {
    await propose()
    await setRole(approver, 'approver', false)
    expect(await approve()).toEqual({ ok: false, reason: 'no-role' })
    expect((await lastSettlement()).state).toBe('proposed')
    await setRole(approver, 'approver', true)
    expect(await approve()).toEqual({ ok: true })
  })

  it('from who proposed voids the proposal', async () => {
    await propose()
    await setRole(treasurer, 'treasurer', false)
    expect(await approve()).toEqual({ ok: false, reason: 'proposer-lost-role' })
    expect(await lastSettlement()).toMatchObject({ state: 'voided', void_reason: 'proposer-lost-role' })
    expect(await propose()).toEqual({ ok: false, reason: 'no-role' })
  })

  it('ends every session of who had it', async () => {
    await town.site.signIn('aad@example.test', ['approver'])
    const sessions = () => town.world.db.read.selectFrom('session').select('user_id').execute()
    expect((await sessions()).length).toBe(1)
    await setRole(approver, 'approver', false)
    expect(await sessions()).toEqual([])
  })
})

describe('a change of the bank behind the payout account', () => {
  const change = async () => {
    await noteBankChange(town.world, await accountId(), instant(town.world.clock.now()))
    return town.world.clock.now()
  }

  it('lets nothing be proposed at 23:59, and everything at 24:00', async () => {
    const at = await change()
    const later = (ms: number) => new Date(at.getTime() + ms)
    expect(await propose(treasurer, later(DAY_MS - MINUTE_MS))).toEqual({
      ok: false,
      reason: 'bank-changed-lately',
    })
    expect((await propose(treasurer, later(DAY_MS))).ok).toBe(true)
    expect(await approve(approver, later(DAY_MS))).toEqual({ ok: true })
  })

  it('between proposal and approval voids the proposal, however long ago it is', async () => {
    await propose()
    const at = await change()
    expect(await approve(approver, new Date(at.getTime() + 3 * DAY_MS))).toEqual({
      ok: false,
      reason: 'bank-changed',
    })
    expect(await lastSettlement()).toMatchObject({ state: 'voided', void_reason: 'bank-changed' })
  })

  it('after the approval lets nothing be sent before 24 hours are over', async () => {
    await town.pass('2d')
    await propose()
    await approve()
    await change()
    const { id } = await lastSettlement()
    expect(await sendTransfer(town.world, id)).toBe('rests')
    await town.sandbox.control.advance('1439m')
    expect(await sendTransfer(town.world, id)).toBe('rests')
    await town.sandbox.control.advance('1m')
    expect(await sendTransfer(town.world, id)).toBe('transferred')
  })

  it('that is told late or twice never shortens the rest', async () => {
    const at = await change()
    await noteBankChange(town.world, await accountId(), instant(new Date(at.getTime() - DAY_MS)))
    const { bank_changed_at } = await town.world.db.read
      .selectFrom('payout_account')
      .select('bank_changed_at')
      .where('user_id', '=', campaign.initiatorId)
      .executeTakeFirstOrThrow()
    expect(bank_changed_at).toBe(instant(at))
  })
})

describe('a tranche', () => {
  it('takes what was asked for, of tips and costs its part; the last takes the rest to the cent', () => {
    const held = fc.record({
      funds: fc.integer({ min: 2, max: 50_000_00 }),
      tips: fc.integer({ min: 0, max: 5_000_00 }),
      costs: fc.integer({ min: 0, max: 500_00 }),
      cut: fc.double({ min: 0.01, max: 0.99, noNaN: true }),
    })
    fc.assert(
      fc.property(held, ({ funds, tips, costs, cut }) => {
        const whole = { funds: cents(funds), tips: cents(tips), costs: cents(costs) }
        const first = trancheOf(whole, cents(Math.max(1, Math.floor(funds * cut))))
        const rest = {
          funds: cents(funds - first.funds),
          tips: cents(tips - first.tips),
          costs: cents(costs - first.costs),
        }
        const last = trancheOf(rest, rest.funds)
        expect(first.funds + last.funds).toBe(funds)
        expect(first.tips + last.tips).toBe(tips)
        expect(first.costs + last.costs).toBe(costs)
        expect(Math.min(first.tips, last.tips, first.costs, last.costs)).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  it('after a tranche leaves the rest held, and never pays more than is held', async () => {
    expect((await propose(treasurer, undefined, 100_00)).ok).toBe(true)
    expect(await approve()).toEqual({ ok: true })
    const { campaignId } = campaign
    const { read } = town.world.db
    expect(await balance(read, initiatorPayable(campaignId))).toBe(100_00)
    expect(await balance(read, fundsHeld(campaignId))).toBe(320_00)
    expect(await propose(treasurer, undefined, 10_00)).toEqual({ ok: false, reason: 'settlement-under-way' })
    await town.pass('3d')
    expect(await propose(treasurer, undefined, 320_01)).toEqual({ ok: false, reason: 'more-than-held' })
    expect((await propose(treasurer, undefined, 320_00)).ok).toBe(true)
    expect(await approve()).toEqual({ ok: true })
    expect(await balance(read, fundsHeld(campaignId))).toBe(0)
    expect(await balance(read, tipsHeld(campaignId))).toBe(0)
    expect(await balance(read, 'tip_income')).toBe(3_00)
    await town.pass('3d')
    expect(await balance(read, initiatorPayable(campaignId))).toBe(0)
  })
})

describe('200 sequences of proposing, approving, changing and taking roles away', () => {
  // Proposing and approving stand here more than once, so that enough of the sequences come to a payout.
  const DEEDS = [
    ...(['propose', 'propose', 'approve', 'approve', 'approve'] as const),
    ...(['void', 'change', 'take-role', 'give-role'] as const),
  ] as const
  const steps = fc.array(
    fc.record({
      deed: fc.constantFrom(...DEEDS),
      who: fc.nat(4),
      role: fc.constantFrom<Role>('treasurer', 'approver'),
    }),
    { minLength: 6, maxLength: 14 },
  )

  /** What happened, told apart from what the product keeps: who held which role when they did what. */
  interface Deed {
    proposedBy: string
    approvedBy: string
    hadRoles: boolean
  }

  const run = async (approveIt: typeof approve, numRuns: number) => {
    const two = await aMember(town.world, 'Bo', 'treasurer', 'approver')
    const other = await aMember(town.world, 'Cor', 'treasurer', 'approver')
    const people = [treasurer, approver, two, other, campaign.initiatorId]
    const bad: Deed[] = []
    let paid = 0
    await fc.assert(
      fc.asyncProperty(steps, async sequence => {
        const roles = new Map<string, Set<Role>>([
          [treasurer, new Set(['treasurer'])],
          [approver, new Set(['approver'])],
          [two, new Set(['treasurer', 'approver'])],
          [other, new Set(['treasurer', 'approver'])],
          [campaign.initiatorId, new Set()],
        ])
        for (const person of people)
          for (const role of ['treasurer', 'approver'] as const)
            await setRole(person, role, roles.get(person)?.has(role) ?? false)
        for (const { deed, who, role } of sequence) {
          const person = people[who] ?? treasurer
          const open = await openOne()
          if (deed === 'propose') await propose(person, undefined, 1)
          if (deed === 'change') await noteBankChangeAndWait()
          if (deed === 'take-role' || deed === 'give-role') {
            const isGiven = deed === 'give-role' && person !== campaign.initiatorId
            await setRole(person, role, isGiven)
            if (isGiven) roles.get(person)?.add(role)
            else roles.get(person)?.delete(role)
          }
          if (deed === 'void' && open)
            await town.world.db.inTransaction(trx =>
              voidSettlement(trx, town.world.clock.now(), {
                settlementId: open.id,
                actorId: person,
                reason: 'r',
              }),
            )
          if (deed !== 'approve' || !open) continue
          const answer = await approveIt(person)
          if (!answer?.ok) continue
          paid += 1
          const hadRoles =
            roles.get(person)?.has('approver') === true &&
            roles.get(open.proposed_by)?.has('treasurer') === true
          const isPayee = [person, open.proposed_by].includes(campaign.initiatorId)
          if (person === open.proposed_by || isPayee || !hadRoles)
            bad.push({ proposedBy: open.proposed_by, approvedBy: person, hadRoles })
          await finish(open.id)
        }
        const left = await openOne()
        if (left)
          await town.world.db.inTransaction(trx =>
            voidSettlement(trx, town.world.clock.now(), {
              settlementId: left.id,
              actorId: treasurer,
              reason: 'r',
            }),
          )
      }),
      { numRuns },
    )
    return { bad, paid }
  }

  /** The rest is over before the next step, so that only what a change does to an open proposal is looked at. */
  const noteBankChangeAndWait = async () => {
    await noteBankChange(town.world, await accountId(), instant(town.world.clock.now()))
    await town.sandbox.control.advance('24h')
  }

  /** As if its transfer had been made, so that the next can be proposed. */
  const finish = (settlementId: string) =>
    town.world.db.inTransaction(trx =>
      trx
        .updateTable('settlement')
        .set({ state: 'transferred', transfer_id: `tr_${settlementId}` })
        .where('id', '=', settlementId)
        .execute(),
    )

  it('pay nothing without two different people who both had their role', async () => {
    const { bad, paid } = await run(approve, 200)
    expect(bad).toEqual([])
    // Otherwise the sequences would show nothing.
    expect(paid).toBeGreaterThan(20)
  })

  it('would show it if the roles were not asked again in the transaction (control)', async () => {
    const withoutAsking: typeof approve = async person => {
      for (const role of ['approver', 'treasurer'] as const) await setRole(person ?? approver, role, true)
      const open = await openOne()
      if (open) await setRole(open.proposed_by, 'treasurer', true)
      return approve(person)
    }
    const { bad } = await run(withoutAsking, 60)
    expect(bad.length).toBeGreaterThan(0)
  })
})
