/**
 * Proves the public cash book: that its figures are the journal's, that anyone can recompute them from the CSV, and
 * that nothing in it leads to a person or to the minute in which somebody gave.
 */
import { describe, expect, test } from 'vitest'
import { DAY_MS } from '#app/domain/clock.ts'
import { cashBook } from '#app/domain/ledger/ledger-queries.server.ts'
import type { Bookmark, CashBookLine } from '#app/domain/ledger/ledger-queries.server.ts'
import { post, sealJournal } from '#app/domain/ledger/ledger.server.ts'
import { initiatorReceivable } from '#app/domain/ledger/account.ts'
import { suspenseCleared, transferSent } from '#app/domain/ledger/posting-rules.ts'
import { cents } from '#app/domain/money.ts'
import { dayInCity } from '#app/domain/campaigns/campaigns.server.ts'
import { syncCheckout, withdraw } from '#app/domain/payments/payments.server.ts'
import { approveSettlement, proposeSettlement } from '#app/domain/payouts/payouts.server.ts'
import { recordLedgerCheck, verifyLedger } from '#app/domain/reconciliation/reconciliation.server.ts'
import { workOff } from '#app/jobs/worker.server.ts'
import { aLiveCampaign, aMember } from '#tests/support/campaigns.ts'
import { createFakeGateway } from '#tests/support/fake-gateway.ts'
import { pledgeTo } from '#tests/support/pledging.ts'
import { openTestSite } from '#tests/support/test-site.ts'
import type { Visitor } from '#tests/support/test-site.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'

async function aBook() {
  const gateway = createFakeGateway()
  gateway.payoutAccount = { transfersActive: true, detailsSubmitted: true }
  const world = await makeTestWorld({ gateway })
  const campaign = await aLiveCampaign(world)
  const visitor = (await openTestSite(world)).visitor()
  const path = `/campaigns/${campaign.slug}/ledger`
  return {
    world,
    campaign,
    visitor,
    path,
    /** A pledge that was paid. */
    give: async (amount: number, tip = 0) => {
      const email = `ans-${amount}-${gateway.checkouts.length}@voorbeeld.nl`
      const { pledgeId } = await pledgeTo(world, campaign.campaignId, { amount, tip, email })
      const sessionId = gateway.checkouts.at(-1)?.reading.sessionId ?? ''
      gateway.complete(sessionId)
      await syncCheckout(world, sessionId)
      return pledgeId
    },
    takeBack: (pledgeId: string) => world.db.inTransaction(trx => withdraw(trx, world.clock.now(), pledgeId)),
    seal: () => world.db.inTransaction(trx => sealJournal(trx)),
    /** What the page says is kept, as a reader would copy it. */
    keptOnPage: async () => {
      const { text } = await visitor.get(path)
      const figure = /<h1><b>€\s([\d.,]+)<\/b>/.exec(text)?.[1] ?? ''
      return Number(figure.replaceAll('.', '').replace(',', ''))
    },
    rows: async () => (await csvOf(visitor, path)).rows,
  }
}

async function csvOf(visitor: Visitor, path: string) {
  const answer = await visitor.get(`${path}.csv`)
  const [head = '', ...lines] = answer.text.trimEnd().split('\n')
  const rows = lines.map(line => {
    const [, day = '', kind = '', entries = '', debit = '', credit = '', amount = ''] = line.split(',')
    return { day, kind, entries: Number(entries), debit, credit, amount: Number(amount) }
  })
  return { answer, head, rows }
}

/** The recipe of the page, followed with nothing but the file. */
function recomputed(rows: Awaited<ReturnType<typeof csvOf>>['rows'], accounts: readonly string[]): number {
  return rows.reduce(
    (kept, { debit, credit, amount }) =>
      kept + (accounts.includes(credit) ? amount : 0) - (accounts.includes(debit) ? amount : 0),
    0,
  )
}

const BOOK = ['campaign_funds_held', 'initiator_payable', 'initiator_receivable']

describe('the cash book', () => {
  test('is empty with a reason before the first payment', async () => {
    const { visitor, path } = await aBook()
    const page = await visitor.get(path)
    expect(page.status).toBe(200)
    expect(page.text).toContain('Nog niets geboekt')
    expect(page.text).toContain('Nog niet nagerekend')
    expect(page.text).toContain('Verzegeld is er nog niets')
  })

  test('says what is sealed, and never that nothing is in balance', async () => {
    const { world, visitor, path, give, seal } = await aBook()
    const page = async (language: string) =>
      (await visitor.get(path, { headers: { 'Accept-Language': language } })).text
    await give(1710)
    const report = await verifyLedger(world.db.read)
    await world.db.inTransaction(trx => recordLedgerCheck(trx, world.clock.now(), report))
    expect(await page('nl')).toContain('Verzegeld is er nog niets: een boeking krijgt haar zegel binnen een minuut')
    expect(await page('en')).toContain('Nothing is sealed yet: an entry gets its seal within a minute')
    await seal()
    expect(await page('nl')).toContain('Verzegeld is nu 1 boeking.')
    expect(await page('en')).toContain('1 entry is sealed now.')
    await give(2500)
    await seal()
    expect(await page('nl')).toContain('Verzegeld zijn nu 2 boekingen.')
  })

  test('gathers a day in a line, with the balance after it; tips stand apart', async () => {
    const { world, visitor, path, give, takeBack } = await aBook()
    await give(1710, 200)
    await give(7100)
    world.clock.advance(DAY_MS)
    await takeBack(await give(2500))
    const page = (await visitor.get(path)).text.replaceAll('\u00a0', ' ')
    expect(page).toContain('2 giften ontvangen')
    expect(page).toContain('+ 88,10')
    expect(page).toContain('1 gift teruggegeven op verzoek')
    expect(page).toContain('− 25,00')
    expect(page).toMatch(/<b>€ 88,10<\/b> (<!-- -->)?in bewaring/)
    expect(page).toContain('Op tips_held staat € 2,00')
    expect(page.match(/id="entry-[0-9a-f]{12}"/g)).toHaveLength(3)
  })

  test('never dips below zero within a day: what came in comes before what went out', async () => {
    const { world, campaign, give, takeBack } = await aBook()
    await takeBack(await give(2500))
    await give(1710)
    const page = { before: null, limit: 10 }
    const { lines } = await cashBook(world.db.read, campaign.campaignId, page, dayInCity)
    expect(lines.map(({ change, balance }) => [change, balance])).toEqual([
      [-25_00, 17_10],
      [42_10, 42_10],
    ])
  })

  test('is whole in English too', async () => {
    const { visitor, path, give } = await aBook()
    await give(1710)
    const page = await visitor.get(path, { headers: { 'Accept-Language': 'en' } })
    expect(page.text).toContain('1 gift received')
    expect(page.text).toMatch(/<b>€17\.10<\/b> (<!-- -->)?in keeping/)
  })

  test('tells no name, no address, no pledge, no payment and no time', async () => {
    const { world, visitor, path, give, seal } = await aBook()
    const pledgeId = await give(1710)
    await seal()
    const entries = await world.db.read.selectFrom('journal_entry').select('id').execute()
    const secrets = [pledgeId, 'Ans', 'voorbeeld.nl', 'pi_', 'cs_', '09:00', '10:00', ...entries.map(({ id }) => id)]
    const texts = [(await visitor.get(path)).text, (await visitor.get(`${path}.csv`)).text]
    for (const text of texts) expect(secrets.filter(secret => text.includes(secret))).toEqual([])
  })

  test('says in words that the initiator paid a debt to our bank', async () => {
    const { world, campaign, visitor, path } = await aBook()
    const { campaignId } = campaign
    const now = world.clock.now()
    const postings = suspenseCleared({
      net: cents(20_00),
      account: initiatorReceivable(campaignId),
      campaignId,
    })
    await world.db.inTransaction(trx =>
      post(trx, now, {
        ...{ kind: 'suspense-cleared', source: { type: 'bank_line', id: 'line' }, occurredAt: now },
        postings,
      }),
    )
    const { text } = await visitor.get(path)
    expect(text).toContain('Schuld van de initiatiefnemer terugbetaald via de bank')
    expect(text).toContain('initiatiefnemer naar bewaring')
    expect(text).not.toContain('suspense-cleared')
  })

  test('of a campaign that does not exist is not found', async () => {
    const { visitor } = await aBook()
    expect((await visitor.get('/campaigns/geen/ledger')).status).toBe(404)
    expect((await visitor.get('/campaigns/geen/ledger.csv')).status).toBe(404)
  })
})

describe('anyone', () => {
  test('can recompute from the CSV what the page says, at every step from gift to payout', async () => {
    const { world, campaign, give, takeBack, seal, keptOnPage, rows } = await aBook()
    const agree = async (kept: number) => {
      expect(await keptOnPage()).toBe(kept)
      expect(recomputed(await rows(), BOOK)).toBe(kept)
    }
    await give(400_00, 500)
    const regretted = await give(71_00, 100)
    await agree(471_00)
    await seal()
    await agree(471_00)
    await takeBack(regretted)
    await agree(400_00)
    expect(recomputed(await rows(), ['tips_held'])).toBe(500)

    world.clock.set('2026-12-13T09:00:00.000Z')
    await workOff(world)
    await payOut(world, campaign.campaignId)
    await agree(400_00)
    await world.db.inTransaction(trx =>
      post(trx, world.clock.now(), {
        kind: 'transfer-sent',
        source: { type: 'balance_transaction', id: 'txn_1' },
        occurredAt: world.clock.now(),
        postings: transferSent({ campaignId: campaign.campaignId, amount: cents(400_00) }),
      }),
    )
    await agree(0)
  })

  test('gets the CSV as a file that a spreadsheet reads', async () => {
    const { visitor, path, give } = await aBook()
    await give(1710, 100)
    const { answer, head, rows } = await csvOf(visitor, path)
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="[a-z0-9-]+-ledger\.csv"$/)
    expect(head).toBe('\ufeffline,day,kind,entries,debit,credit,amount_cents,commitment,hash')
    const about = { day: '2026-11-24', kind: 'payment-succeeded', entries: 1, debit: 'stripe_clearing' }
    expect(rows).toMatchObject([
      { kind: 'begin' },
      { ...about, credit: 'campaign_funds_held', amount: 1710 },
      { ...about, credit: 'tips_held', amount: 100 },
      { kind: 'end', amount: 3 },
    ])
  })

  test('sees in the flow what went in and out, and it adds up', async () => {
    const { visitor, path, give, takeBack } = await aBook()
    await give(400_00)
    await takeBack(await give(71_00))
    const { text } = await visitor.get(path)
    const flow = [...text.matchAll(/<b class="num">([^<]+)<\/b>/g)].map(([, figure]) =>
      (figure ?? '').replaceAll('\u00a0', ' '),
    )
    expect(flow).toEqual(['€ 400,00', '€ 471,00', '− € 71,00', '€ 0,00', '€ 400,00'])
  })
})

describe('older pages', () => {
  test('go on where the newer one ended, down to nothing before the first entry', async () => {
    const { world, campaign, give, takeBack, seal } = await aBook()
    for (const amount of [1710, 710, 7100, 2500, 1000, 3300, 4400]) {
      const id = await give(amount)
      if (amount === 2500) await takeBack(id)
      if (amount === 1000) await seal()
      world.clock.advance(DAY_MS / 2)
    }
    const whole = await cashBook(world.db.read, campaign.campaignId, { before: null, limit: 100 }, dayInCity)
    const lines: CashBookLine[] = []
    let before: Bookmark | null = null
    do {
      const page = await cashBook(world.db.read, campaign.campaignId, { before, limit: 3 }, dayInCity)
      lines.push(...page.lines)
      before = page.older
      if (before) expect(page.opening?.balance).toBe(before.balance)
    } while (before)
    const runs = (book: readonly CashBookLine[]) =>
      book.every((line, index) => (book[index + 1]?.balance ?? 0) === line.balance - line.change)
    expect(whole.older).toBeNull()
    expect([runs(whole.lines), runs(lines)]).toEqual([true, true])
    expect(lines[0]?.balance).toBe(whole.lines[0]?.balance)
    expect(lines.reduce((count, line) => count + line.count, 0)).toBe(8)
  })

  test('open by the link of the page before, and by no other', async () => {
    const { world, campaign, visitor, path, give } = await aBook()
    const other = await aLiveCampaign(world, { title: 'Een bank aan het water' })
    for (let n = 0; n < 201; n += 1) await give(1000 + n)
    const newest = await visitor.get(path)
    const link = /href="([^"]*\?before=[^"]*)"/.exec(newest.text)?.[1] ?? ''
    expect(link).not.toContain(campaign.campaignId)
    const older = await visitor.get(link)
    expect(older.status).toBe(200)
    expect(older.text).toContain('1 gift ontvangen')
    expect((await visitor.get(path)).text).toContain(link)
    const wrong = [
      link.slice(0, -2),
      `${path}?before=x`,
      `${path}?before=`,
      link.replace(path, `/campaigns/${other.slug}/ledger`),
    ]
    for (const target of wrong) {
      const answer = await visitor.get(target)
      expect([answer.status, answer.headers.location]).toEqual([303, target.split('?')[0]])
    }
  })
})

async function payOut(world: Awaited<ReturnType<typeof aBook>>['world'], campaignId: string): Promise<void> {
  const now = world.clock.now()
  const conditions = { vatBp: 2100, booksHold: true }
  const treasurer = await aMember(world, 'Tom Treasurer', 'treasurer')
  const approver = await aMember(world, 'Ada Approver', 'approver')
  const proposed = await world.db.inTransaction(trx =>
    proposeSettlement(trx, now, { campaignId, proposedBy: treasurer, ...conditions }),
  )
  if (!proposed.ok) throw new Error(proposed.reason)
  const { settlementId } = proposed
  const { approval_hash: hash } = await world.db.read
    .selectFrom('settlement')
    .select('approval_hash')
    .where('id', '=', settlementId)
    .executeTakeFirstOrThrow()
  const approved = await world.db.inTransaction(trx =>
    approveSettlement(trx, now, { settlementId, approvedBy: approver, hash, ...conditions }),
  )
  if (!approved.ok) throw new Error(approved.reason)
}
