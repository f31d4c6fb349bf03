import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { balance } from '#app/domain/ledger/ledger.server.ts'
import { cents } from '#app/domain/money.ts'
import {
  approveSettlement,
  ensurePayoutAccount,
  onboardingLink,
  proposeSettlement,
  syncPayoutAccount,
  voidSettlement,
} from '#app/domain/payouts/payouts.server.ts'
import { settle } from '#app/domain/payouts/settlement.ts'
import { proveBalance } from '#app/domain/reconciliation/reconciliation.server.ts'
import { completeOnboarding, payByBank, topUp } from '#scripts/story/hosted-pages.ts'
import { aLiveCampaign, aMember } from '#tests/support/campaigns.ts'
import { pledgeTo } from '#tests/support/pledging.ts'
import { openTown } from '#tests/support/town.ts'
import type { Town } from '#tests/support/town.ts'

/** From what is held to the initiator's bank: two people, exact amounts, and nothing that was not owed. */

describe('the amounts of a settlement', () => {
  const nothing = { tips: cents(0), costs: cents(0), feeBp: 0, vatBp: 0, debt: cents(0), owed: cents(0) }

  it('S1 · are the funds less the fee, its VAT and the costs that are passed on', () => {
    expect(settle({ ...nothing, funds: cents(100_000), tips: cents(500), feeBp: 500, vatBp: 2100 })).toEqual({
      funds: 100_000, fee: 5_000, vat: 1_050, costs: 0, tips: 500, debt: 0, owed: 0, payout: 93_950,
    }) // prettier-ignore
  })

  it('N1 · a debt takes no more than what would be paid out', () => {
    const settled = (debt: number) => settle({ ...nothing, funds: cents(3_000), debt: cents(debt) })
    expect(settled(1_000)).toMatchObject({ debt: 1_000, payout: 2_000 })
    expect(settled(5_000)).toMatchObject({ debt: 3_000, payout: 0 })
  })

  it('T3 · what came back of an earlier transfer is paid again, without a second fee', () => {
    const again = settle({ ...nothing, funds: cents(0), feeBp: 500, vatBp: 2100, owed: cents(93_950) })
    expect(again).toMatchObject({ fee: 0, vat: 0, owed: 93_950, payout: 93_950 })
  })

  it('always add up, and never pay out more than is held', () => {
    const any = fc.record({
      funds: fc.integer({ min: 1, max: 99_999_999 }).map(cents),
      costs: fc.integer({ min: 0, max: 10_000 }).map(cents),
      debt: fc.integer({ min: 0, max: 1_000_000 }).map(cents),
      owed: fc.integer({ min: 0, max: 1_000_000 }).map(cents),
      feeBp: fc.integer({ min: 0, max: 500 }),
      vatBp: fc.integer({ min: 0, max: 2_100 }),
    })
    fc.assert(
      fc.property(any, of => {
        const settled = settle({ ...of, tips: cents(0) })
        if (!settled) return
        const { fee, vat, costs, debt, payout } = settled
        expect(fee + vat + costs + debt + payout).toBe(of.funds + of.owed)
        expect(payout).toBeGreaterThanOrEqual(0)
        expect(debt).toBeLessThanOrEqual(of.debt)
      }),
    )
  })
})

describe('a payout', () => {
  let town: Town
  let campaign: Awaited<ReturnType<typeof succeeded>>
  let treasurer: string
  let approver: string
  const vatBp = 2100

  beforeEach(async () => {
    town = await openTown()
    await topUp(town.sandbox, 100_00)
    campaign = await succeeded(town)
    treasurer = await aMember(town.world, 'Thea Treasurer', 'treasurer')
    approver = await aMember(town.world, 'Aad Approver', 'approver')
  })

  const propose = (proposedBy = treasurer, booksHold = true) =>
    town.world.db.inTransaction(trx =>
      proposeSettlement(trx, town.world.clock.now(), {
        campaignId: campaign.campaignId,
        proposedBy,
        vatBp,
        booksHold,
      }),
    )

  const approve = async (settlementId: string, approvedBy = approver, hash?: string) => {
    const { approval_hash } = await settlementOf(settlementId)
    return town.world.db.inTransaction(trx =>
      approveSettlement(trx, town.world.clock.now(), {
        settlementId,
        approvedBy,
        hash: hash ?? approval_hash,
        vatBp,
        booksHold: true,
      }),
    )
  }

  const settlementOf = (id: string) =>
    town.world.db.read.selectFrom('settlement').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

  const proposed = async () => {
    const made = await propose()
    if (!made.ok) throw new Error(made.reason)
    return made.settlementId
  }

  it('goes from proposal to the bank, with every step in the books, equal to Stripe to the cent', async () => {
    const id = await proposed()
    expect(await approve(id)).toEqual({ ok: true })
    expect(await balance(town.world.db.read, `initiator_payable:${campaign.campaignId}`)).toBe(400_00)
    await town.pass('4d')
    const settlement = await settlementOf(id)
    expect(settlement.state).toBe('paid_out')
    expect(settlement.stripe_payout_id).toMatch(/^po_/)
    for (const account of ['campaign_funds_held', 'tips_held', 'initiator_payable'] as const)
      expect(await balance(town.world.db.read, `${account}:${campaign.campaignId}`)).toBe(0)
    expect(await balance(town.world.db.read, 'tip_income')).toBe(300)
    expect(await proveBalance(town.world)).toBe(0)
    const letters = await town.world.db.read
      .selectFrom('letter')
      .select('name')
      .where('name', '=', 'payout-sent')
      .execute()
    expect(letters).toHaveLength(1)
  })

  it('is made once when Stripe breaks after having done it', async () => {
    const id = await proposed()
    await approve(id)
    town.sandbox.control.fault({ method: 'POST', path: '^/v1/transfers$', kind: 'error_after', times: 1 })
    town.sandbox.control.fault({ method: 'POST', path: '^/v1/transfers$', kind: 'cut', times: 2 })
    await town.pass('4d')
    expect(town.sandbox.machine.look(draft => draft.all('transfer'))).toHaveLength(1)
    expect(await proveBalance(town.world)).toBe(0)
  })

  it('cannot be approved by who proposed it, nor by the initiator', async () => {
    const id = await proposed()
    expect(await approve(id, treasurer)).toEqual({ ok: false, reason: 'same-person' })
    expect(await approve(id, campaign.initiatorId)).toEqual({ ok: false, reason: 'same-person' })
    expect((await settlementOf(id)).state).toBe('proposed')
  })

  it('cannot be approved twice, also not at the same moment', async () => {
    const id = await proposed()
    const other = await aMember(town.world, 'Otto Approver', 'approver')
    const results = await Promise.all([approve(id), approve(id, other), approve(id)])
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    await town.pass('4d')
    expect(town.sandbox.machine.look(draft => draft.all('transfer'))).toHaveLength(1)
  })

  it('is void when anything changed since the proposal, or when another thing was seen', async () => {
    const id = await proposed()
    expect(await approve(id, approver, 'another hash')).toEqual({ ok: false, reason: 'changed-meanwhile' })
    expect((await settlementOf(id)).state).toBe('voided')
    const next = await proposed()
    await town.world.db.inTransaction(trx =>
      trx
        .updateTable('payout_account')
        .set({ stripe_account_id: 'acct_other' })
        .where('user_id', '=', campaign.initiatorId)
        .execute(),
    )
    expect(await approve(next)).toEqual({ ok: false, reason: 'changed-meanwhile' })
    expect(await balance(town.world.db.read, `campaign_funds_held:${campaign.campaignId}`)).toBe(400_00)
  })

  it('is refused when the books do not hold, when one is under way, and after it was voided a new one may come', async () => {
    expect(await propose(treasurer, false)).toEqual({ ok: false, reason: 'books-do-not-add-up' })
    const id = await proposed()
    expect(await propose()).toEqual({ ok: false, reason: 'settlement-under-way' })
    await town.world.db.inTransaction(trx =>
      voidSettlement(trx, town.world.clock.now(), { settlementId: id, actorId: treasurer, reason: 'typo' }),
    )
    expect((await propose()).ok).toBe(true)
  })

  it('is refused by the database itself when one person would be both', async () => {
    const id = await proposed()
    const broken = town.world.db.inTransaction(trx =>
      trx
        .updateTable('settlement')
        .set({ state: 'approved', approved_by: treasurer, approved_at: 'x' })
        .where('id', '=', id)
        .execute(),
    )
    await expect(broken).rejects.toThrow(/four_eyes/)
  })

  it('is refused for a campaign that has not succeeded', async () => {
    const live = await aLiveCampaign(town.world, { title: 'Een tweede', deadline: '2027-01-10' })
    const refused = await town.world.db.inTransaction(trx =>
      proposeSettlement(trx, town.world.clock.now(), {
        campaignId: live.campaignId,
        proposedBy: treasurer,
        vatBp,
        booksHold: true,
      }),
    )
    expect(refused).toEqual({ ok: false, reason: 'campaign-not-succeeded' })
  })

  /** Over any sequence of proposing, approving, voiding and changing, nothing leaves without two people. */
  it('never happens without two different people (trust.md T11)', async () => {
    const people = [treasurer, approver, campaign.initiatorId]
    const step = fc.record({
      deed: fc.constantFrom('propose', 'approve', 'void', 'change'),
      person: fc.integer({ min: 0, max: 2 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async steps => {
        for (const { deed, person } of steps) {
          const who = people[person] ?? treasurer
          const open = await town.world.db.read
            .selectFrom('settlement')
            .selectAll()
            .where('state', '=', 'proposed')
            .executeTakeFirst()
          if (deed === 'propose') await propose(who)
          if (deed === 'approve' && open) await approve(open.id, who)
          if (deed === 'void' && open)
            await town.world.db.inTransaction(trx =>
              voidSettlement(trx, town.world.clock.now(), {
                settlementId: open.id,
                actorId: who,
                reason: 'r',
              }),
            )
        }
        const approved = await town.world.db.read
          .selectFrom('settlement')
          .selectAll()
          .where('approved_at', 'is not', null)
          .execute()
        for (const { approved_by, proposed_by } of approved)
          expect(new Set([approved_by, proposed_by, campaign.initiatorId]).size).toBeGreaterThanOrEqual(
            proposed_by === campaign.initiatorId ? 2 : 3,
          )
        expect(approved.length).toBeLessThanOrEqual(1)
      }),
      { numRuns: 25 },
    )
  })
})

/** A campaign that took € 400 and succeeded; its initiator can be paid. */
async function succeeded(town: Town): Promise<{ campaignId: string; initiatorId: string }> {
  const campaign = await aLiveCampaign(town.world)
  const { user } = await onboarded(town, campaign.initiatorId)
  const { checkoutUrl } = await pledgeTo(town.world, campaign.campaignId, { amount: 400_00, tip: 300 })
  await payByBank(checkoutUrl)
  await town.pass('19d')
  return { campaignId: campaign.campaignId, initiatorId: user }
}

/** Goes through Stripe's own pages, as the initiator would. */
async function onboarded(town: Town, user: string): Promise<{ user: string }> {
  const { world } = town
  await world.db.inTransaction(trx => trx.deleteFrom('payout_account').where('user_id', '=', user).execute())
  const made = await ensurePayoutAccount(world, {
    id: user,
    email: 'i@example.test',
    name: 'Ine',
    language: 'nl',
  })
  if (!made.ok || !made.account.stripe_account_id) throw new Error('No account')
  const link = await onboardingLink(world, made.account.stripe_account_id)
  if (!link) throw new Error('No link')
  await completeOnboarding(link, { name: 'Ine', iban: 'NL39RABO0300065264' })
  await syncPayoutAccount(world, made.account.stripe_account_id)
  const { state } = await world.db.read
    .selectFrom('payout_account')
    .select('state')
    .where('user_id', '=', user)
    .executeTakeFirstOrThrow()
  expect(state).toBe('active')
  return { user }
}
