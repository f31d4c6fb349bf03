import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { describe, expect, it } from 'vitest'
import { receiptFile } from '#app/documents/documents.server.ts'
import { instant } from '#app/domain/clock.ts'
import { cents } from '#app/domain/money.ts'
import { decideRefund, hintCheckout, withdraw } from '#app/domain/payments/payments.server.ts'
import { findPledge } from '#app/domain/pledges/pledges.server.ts'
import { receiptsOfAddress, receiptsOfPledge } from '#app/domain/receipts/receipt-queries.server.ts'
import { requestInvoice, setAnbi, setRewardTax } from '#app/domain/receipts/receipts.server.ts'
import { verifyLedger } from '#app/domain/reconciliation/reconciliation.server.ts'
import { workOff } from '#app/jobs/worker.server.ts'
import { aLiveCampaign, aPledgeRow, aUser } from '#tests/support/campaigns.ts'
import { createFakeGateway } from '#tests/support/fake-gateway.ts'
import { pledgeTo } from '#tests/support/pledging.ts'
import type { Wanted } from '#tests/support/pledging.ts'
import { openTestSite } from '#tests/support/test-site.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'

async function aTown(now?: string) {
  const gateway = createFakeGateway()
  const world = await makeTestWorld({ gateway, now })
  const campaign = await aLiveCampaign(world)
  const pay = async (wanted: Wanted = {}) => {
    const { pledgeId } = await pledgeTo(world, campaign.campaignId, wanted)
    const sessionId = gateway.checkouts.at(-1)?.reading.sessionId ?? ''
    gateway.complete(sessionId)
    await world.db.inTransaction(trx => hintCheckout(trx, world.clock.now(), { pledgeId, sessionId }))
    await workOff(world)
    return pledgeId
  }
  const giveBack = async (pledgeId: string) => {
    await world.db.inTransaction(trx => withdraw(trx, world.clock.now(), pledgeId))
    await workOff(world)
  }
  return { world, pay, giveBack, ...campaign }
}

const numbersOf = async (world: Awaited<ReturnType<typeof aTown>>['world']) => {
  const rows = await world.db.read
    .selectFrom('receipt')
    .select(['year', 'n'])
    .orderBy('year')
    .orderBy('n')
    .execute()
  return rows.map(({ year, n }) => `${year}-${n}`)
}

describe('the numbers', () => {
  it('have no gap: not by a transaction that is taken back, and each year of the city begins at one', async () => {
    const { world, pay, giveBack } = await aTown()
    const first = await pay()
    await expect(
      world.db.inTransaction(async trx => {
        await withdraw(trx, world.clock.now(), first)
        throw new Error('taken back')
      }),
    ).rejects.toThrow('taken back')
    await pay()
    await giveBack(first)
    expect(await numbersOf(world)).toEqual(['2026-1', '2026-2', '2026-3'])
    world.clock.set('2026-12-05T09:00:00.000Z')
    await pay()
    expect(await numbersOf(world)).toEqual(['2026-1', '2026-2', '2026-3', '2026-4'])
  })

  it('are those of the new year from midnight in the city on, not in UTC', async () => {
    const { world, pay, giveBack } = await aTown('2026-12-01T09:00:00.000Z')
    const pledgeId = await pay()
    await world.db.inTransaction(trx =>
      trx.updateTable('campaign').set({ ends_at: '2027-01-10T00:00:00.000Z' }).execute(),
    )
    world.clock.set('2026-12-31T23:30:00.000Z')
    await giveBack(pledgeId)
    expect(await numbersOf(world)).toEqual(['2026-1', '2027-1'])
  })
})

describe('a receipt', () => {
  it('cannot be changed or taken away, and neither can its file without being noticed', async () => {
    const { world, pay } = await aTown()
    const [receipt] = await receiptsOfPledge(world.db.read, await pay())
    if (!receipt) throw new Error('There is no receipt.')
    const change = world.db.inTransaction(trx =>
      trx
        .updateTable('receipt')
        .set({ gift_cents: cents(1) } as never)
        .execute(),
    )
    await expect(change).rejects.toThrow('append-only')
    await expect(world.db.inTransaction(trx => trx.deleteFrom('receipt').execute())).rejects.toThrow(
      'append-only',
    )
    const bytes = await receiptFile(world, receipt)
    expect(Buffer.from(await receiptFile(world, receipt)).equals(Buffer.from(bytes))).toBe(true)
    await world.files.put(`${receipt.sha256}.pdf`, Buffer.from('something else'))
    await expect(receiptFile(world, receipt)).rejects.toThrow('is not what it was')
  })

  it('tells gift, reward and VAT apart by what was stated before, and the ANBI that was checked', async () => {
    const { world, pay, campaignId } = await aTown()
    const reward = await world.db.read
      .selectFrom('reward')
      .select('id')
      .where('price_cents', '=', cents(71_00))
      .executeTakeFirstOrThrow()
    const wanted = { amount: 100_00, tip: 100, rewardId: reward.id }
    const [unstated] = await receiptsOfPledge(world.db.read, await pay(wanted))
    expect(unstated?.parts).toEqual({ gift: 29_00, reward: 71_00, vat: 0, tip: 100 })
    expect(unstated?.facts).toMatchObject({ isWorthStated: false, anbi: null })
    const by = { campaignId, actorId: await aUser(world, 'Reinier') }
    await world.db.inTransaction(async trx => {
      const now = world.clock.now()
      await setRewardTax(trx, now, by, { rewardId: reward.id, value: cents(42_10), vatBp: 2_100 })
      await setAnbi(trx, now, by, { name: 'Stichting De Ziel', rsin: '123456782' })
    })
    const [stated] = await receiptsOfPledge(world.db.read, await pay(wanted))
    expect(stated?.parts).toEqual({ gift: 57_90, reward: 42_10, vat: 7_31, tip: 100 })
    expect(stated?.facts).toMatchObject({ isWorthStated: true, anbi: { rsin: '123456782' } })
  })

  it('is marked refunded by a credit of its own, and its place is taken by an invoice for a company', async () => {
    const { world, pay, giveBack } = await aTown()
    const pledgeId = await pay({ amount: 50_00, tip: 200, email: 'ans@example.test' })
    const pledge = await findPledge(world.db.read, pledgeId)
    if (!pledge) throw new Error('There is no pledge.')
    const company = { name: 'Bakkerij', address: 'Haarlemmerstraat 1', kvk: '12345678', vatNumber: '' }
    const ask = () => world.db.inTransaction(trx => requestInvoice(trx, world.clock.now(), pledge, company))
    expect(await ask()).toEqual({ ok: true })
    await giveBack(pledgeId)
    expect(await ask()).toEqual({ ok: false, reason: 'money-is-back' })
    const documents = await receiptsOfAddress(world.db.read, 'ans@example.test', 2026)
    expect(
      documents.map(({ number, kind, replacedBy, creditedBy }) => ({ number, kind, replacedBy, creditedBy })),
    ).toEqual([
      { number: '2026-000001', kind: 'receipt', replacedBy: '2026-000002', creditedBy: [] },
      { number: '2026-000002', kind: 'invoice', replacedBy: null, creditedBy: ['2026-000003'] },
      { number: '2026-000003', kind: 'credit', replacedBy: null, creditedBy: [] },
    ])
    expect(documents[2]?.parts).toEqual({ gift: 50_00, reward: 0, vat: 0, tip: 200 })
  })
})

describe('over HTTP', () => {
  it('a backer gets the file by the link of the pledge, asks an invoice, and gets all of a year by a letter', async () => {
    const { world, pay } = await aTown()
    const pledgeId = await pay({ email: 'ans@example.test' })
    const site = await openTestSite(world)
    const visitor = site.visitor()
    const k = world.links.token('manage-pledge', pledgeId)
    const page = await visitor.get(`/pledges/${pledgeId}?k=${k}`)
    expect(page.text).toContain('Kwitantie 2026-000001 (PDF)')
    const file = await visitor.get(`/pledges/${pledgeId}/receipts/2026-000001.pdf?k=${k}`)
    expect(file.headers['content-disposition']).toBe('attachment; filename="kwitantie-2026-000001.pdf"')
    expect(file.headers['cache-control']).toContain('no-store')
    expect(file.bytes.subarray(0, 5).toString()).toBe('%PDF-')
    expect((await visitor.get(`/pledges/${pledgeId}/receipts/2026-000002.pdf?k=${k}`)).status).toBe(404)
    const wrong = await visitor.post(`/pledges/${pledgeId}/invoice?k=${k}`, {
      name: '',
      address: 'X',
      kvk: '1',
      vatNumber: 'NL1',
    })
    expect(wrong.status).toBe(422)
    expect(wrong.text).toContain('value="NL1"')
    const right = {
      name: 'Bakkerij',
      address: 'Haarlemmerstraat 1',
      kvk: '12 34 56 78',
      vatNumber: 'nl123456789b01',
    }
    expect((await visitor.post(`/pledges/${pledgeId}/invoice?k=${k}`, right)).status).toBe(303)
    expect((await visitor.post('/receipts', { email: 'nobody@example.test' })).headers.location).toBe(
      '/receipts?sent',
    )
    expect((await visitor.post('/receipts', { email: 'ans@example.test' })).headers.location).toBe(
      '/receipts?sent',
    )
    await workOff(world)
    const letters = world.postman.sent.filter(({ subject }) => subject === 'Je kwitanties en jaaroverzichten')
    expect(letters.map(({ to }) => to)).toEqual(['ans@example.test'])
    const link = /https:\/\/stadmakers\.test(\/receipts\/\S+)/.exec(letters[0]?.text ?? '')?.[1] ?? ''
    const all = await visitor.get(link)
    expect(all.text).toContain('Factuur 2026-000002 (PDF)')
    const csv = await visitor.get(link.replace('?', '/2026.csv?'))
    expect(csv.text.split('\n')[1]).toContain('2026-000001,receipt,')
    expect((await visitor.get(link.replace('?', '/2026.pdf?'))).bytes.subarray(0, 5).toString()).toBe('%PDF-')
    expect((await visitor.get(link.replace('?', '/2025.pdf?'))).status).toBe(404)
    world.clock.advance(31 * 86_400_000)
    expect((await visitor.get(link)).status).toBe(404)
  })
})

describe('the verification of the books', () => {
  const broken = async (world: Awaited<ReturnType<typeof aTown>>['world']) =>
    (await verifyLedger(world.db.read)).invariants.filter(({ id, holds }) => /^I1[89]$/.test(id) && !holds)

  /** As somebody with the file in hand would. */
  const tamper = (world: Awaited<ReturnType<typeof aTown>>['world'], statement: RawBuilder<unknown>) =>
    world.db.inTransaction(trx => statement.execute(trx))

  it('finds nothing of a receipt, a credit of a part, one of the whole, and an invoice', async () => {
    const { world, pay, giveBack } = await aTown()
    const part = await pay({ amount: 50_00, tip: 5_00 })
    await giveBack(await pay({ amount: 20_00, tip: 2_00 }))
    const pledge = await findPledge(world.db.read, part)
    const company = { name: 'Bakkerij', address: 'Breestraat 1', kvk: '', vatNumber: '' }
    await world.db.inTransaction(async trx => {
      const decision = { reason: 'by_admin', decidedBy: null, amount: cents(20_00) } as const
      await decideRefund(trx, world.clock.now(), { ...decision, pledgeId: part })
      if (pledge) await requestInvoice(trx, world.clock.now(), pledge, company)
    })
    expect(await broken(world)).toEqual([])
    const { invariants } = await verifyLedger(world.db.read)
    expect(invariants.find(({ id }) => id === 'I18')?.figure).toBe('5 documents')
    expect(invariants.find(({ id }) => id === 'I19')?.figure).toBe('2 pledges with documents')
  })

  it('I18 · names the year in which a number is missing', async () => {
    const { world, pay } = await aTown()
    await pay()
    await tamper(world, sql`UPDATE receipt_series SET last_n = 2 WHERE year = 2026`)
    expect(await broken(world)).toMatchObject([{ id: 'I18', figure: expect.stringContaining('year 2026') }])
    await pay()
    expect(await broken(world)).toMatchObject([{ id: 'I18' }])
    await tamper(world, sql`DELETE FROM receipt_series`)
    expect(await broken(world)).toMatchObject([{ id: 'I18', figure: expect.stringContaining('year 2026') }])
  })

  it('I19 · names the pledge of which more or less is held than its documents say', async () => {
    const { world, pay } = await aTown()
    await pay({ amount: 30_00, tip: 3_00 })
    const pledgeId = await pay({ amount: 20_00, tip: 2_00 })
    const back = (column: 'returned_cents' | 'returned_tip_cents', amount: number) =>
      world.db.inTransaction(trx =>
        trx
          .updateTable('pledge')
          .set({ [column]: cents(amount) })
          .where('id', '=', pledgeId)
          .execute(),
      )
    for (const column of ['returned_cents', 'returned_tip_cents'] as const) {
      await back(column, 1)
      expect(await broken(world)).toMatchObject([{ id: 'I19', figure: expect.stringContaining(pledgeId) }])
      await back(column, 0)
      expect(await broken(world)).toEqual([])
    }
    await world.db.inTransaction(trx =>
      trx.updateTable('pledge').set({ state: 'refunding' }).where('id', '=', pledgeId).execute(),
    )
    expect(await broken(world)).toMatchObject([{ id: 'I19', figure: expect.stringContaining(pledgeId) }])
  })

  it('I19 · names the pledge that was paid and has no receipt, unless there were none yet', async () => {
    const { world, pay, campaignId } = await aTown()
    const before = instant(world.clock.now())
    world.clock.advance(1_000)
    const issued = instant(world.clock.now())
    await pay()
    const paidWithout = async (recordedAt: string, purpose: 'pledge' | 'surplus' = 'pledge') => {
      const pledgeId = await aPledgeRow(world, { campaignId, email: 'ans@example.test' })
      const payment = { id: `pi_of_${pledgeId}`, pledge_id: pledgeId, amount_cents: cents(17_10) }
      await world.db.inTransaction(trx =>
        trx
          .insertInto('payment')
          .values({ ...payment, purpose, recorded_at: recordedAt })
          .execute(),
      )
      return pledgeId
    }
    await paidWithout(before)
    await paidWithout(issued, 'surplus')
    expect(await broken(world)).toEqual([])
    const pledgeId = await paidWithout(issued)
    expect(await broken(world)).toMatchObject([{ id: 'I19', figure: expect.stringContaining(pledgeId) }])
  })
})
