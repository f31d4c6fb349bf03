import { createHash } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { bookStatements } from '#app/domain/bank/bank.server.ts'
import { publishUpdate } from '#app/domain/campaign-updates/campaign-updates.server.ts'
import { instant } from '#app/domain/clock.ts'
import { randomIds } from '#app/domain/ids.ts'
import { post } from '#app/domain/ledger/ledger.server.ts'
import { cents } from '#app/domain/money.ts'
import { recordDispute } from '#app/domain/disputes/disputes.server.ts'
import type { DisputeReading } from '#app/domain/payments/gateway.ts'
import { decideRefund, hintCheckout } from '#app/domain/payments/payments.server.ts'
import { receiptsOfPledge } from '#app/domain/receipts/receipt-queries.server.ts'
import type { Role } from '#db/schema.ts'
import { workOff } from '#app/jobs/worker.server.ts'
import { aLine, aStatement, IBAN } from '#tests/domain/bank/paper.ts'
import { aLiveCampaign, aUser, activePayoutAccount } from '#tests/support/campaigns.ts'
import { createFakeGateway } from '#tests/support/fake-gateway.ts'
import type { FakeGateway } from '#tests/support/fake-gateway.ts'
import { pledgeTo } from '#tests/support/pledging.ts'
import { sourceRoutes } from '#tests/support/source-build.ts'
import type { SourceRoute } from '#tests/support/source-build.ts'
import { openTestSite } from '#tests/support/test-site.ts'
import type { TestSite, Visit, Visitor } from '#tests/support/test-site.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'
import type { TestWorld } from '#tests/support/test-world.ts'
import { TABLE, VISITORS } from './permission-table.ts'
import type { Answer, VisitorName } from './permission-table.ts'

/**
 * Every address × every kind of visitor, over HTTP, against the table. A route that the table does not know fails,
 * and so does a row for which there is no route.
 */

let routes: SourceRoute[]

beforeAll(async () => {
  routes = await sourceRoutes()
})

test('the table has a row for every method of every route, and no other row', () => {
  const taken = routes.flatMap(({ pattern, module }) => [
    ...(module.loader || module.default ? [`GET ${pattern}`] : []),
    ...(module.action ? [`POST ${pattern}`] : []),
  ])
  const rows = new Set(TABLE.map(({ method, pattern }) => `${method} ${pattern}`))
  expect([...rows].toSorted()).toEqual(taken.toSorted())
})

test.each(TABLE)('$method $pattern $deed', async ({ method, pattern, form, answers }) => {
  const gateway = createFakeGateway()
  const world = await makeTestWorld({ gateway, settings: { BANK_IBANS: IBAN } })
  const site = await openTestSite(world)
  const town = await peopleAndThings(world, gateway)
  const seen: Partial<Record<VisitorName, Answer>> = {}
  for (const name of VISITORS) {
    const visitor = await visitorOf(site, name)
    const { path, token } = town.addressOf(pattern, name, world)
    const target = token ? `${path}?k=${token}` : path
    const visit = method === 'GET' ? await visitor.get(target) : await visitor.post(target, form)
    seen[name] = answerOf(visit)
  }
  expect(seen).toEqual(answers)
})

const ROLES: Partial<Record<VisitorName, Role[]>> = {
  reviewer: ['reviewer'],
  treasurer: ['treasurer'],
  approver: ['approver'],
  admin: ['admin'],
}

function visitorOf(site: TestSite, name: VisitorName): Promise<Visitor> | Visitor {
  if (name === 'guest' || name === 'backer' || name === 'otherBacker') return site.visitor()
  return site.signIn(`${name.toLowerCase()}@example.test`, ROLES[name])
}

function answerOf({ status, headers, text }: Visit): Answer {
  if (status >= 500) throw new Error(`It broke: ${status} ${text.slice(0, 300)}`)
  if (status === 401 || headers.location?.startsWith('/sign-in?returnTo=')) return 'sign-in'
  return status === 403 ? 'no' : status === 404 ? 'hidden' : status === 405 ? 'not-so' : 'in'
}

/** A live campaign with a pledge, an update, a picture, an entry in the journal and a proposed payout. */
async function peopleAndThings(world: TestWorld, gateway: FakeGateway) {
  const initiatorId = await aUser(world, 'Initiator')
  await aLiveCampaign(world, { initiatorId: await aUser(world, 'OtherInitiator'), title: 'Een tuin' })
  const { campaignId, slug } = await aLiveCampaign(world, { initiatorId })
  await activePayoutAccount(world, initiatorId)
  const { pledgeId } = await pledgeTo(world, campaignId)
  const { pledgeId: otherPledgeId } = await pledgeTo(world, campaignId)
  for (const { request, reading } of gateway.checkouts) {
    const hint = { pledgeId: request.pledgeId, sessionId: reading.sessionId }
    await world.db.inTransaction(trx => hintCheckout(trx, world.clock.now(), hint))
    gateway.complete(reading.sessionId)
  }
  await workOff(world)
  const file = `${'ab'.repeat(32)}-480.webp`
  await world.files.put(file, Buffer.from('picture'))
  const updateId = randomIds.next()
  const now = world.clock.now()
  const entryId = await world.db.inTransaction(async trx => {
    await publishUpdate(trx, now, {
      updateId,
      title: 'Nieuws',
      body: 'Er is nieuws.',
      campaignId,
      initiatorId,
    })
    const { entryId } = await post(trx, now, {
      kind: 'float-topped-up',
      source: { type: 'balance_transaction', id: 'txn_1' },
      occurredAt: now,
      postings: [{ debit: 'stripe_balance', credit: 'bank_in_transit', amount: cents(1_000_00) }],
    })
    return entryId
  })
  const settlementId = await aProposal(world, campaignId)
  const [receipt] = await receiptsOfPledge(world.db.read, pledgeId)
  const receiptFile = `${receipt?.number}.pdf`
  const disputeId = await aDispute(world, pledgeId)
  const values: Record<string, string> = {
    slug,
    updateId,
    campaignId,
    entryId,
    settlementId,
    disputeId,
    refundId: await aRefundByBank(world, otherPledgeId),
    ...(await bankThings(world)),
    pledgeId,
    file,
    language: 'en',
    step: 'budget',
    linkId: randomIds.next(),
    account: 'stripe_balance',
    month: '2026-11',
    '*': 'nothing-here',
  }
  const addressOf = (pattern: string, name: VisitorName, { links }: TestWorld) => {
    const shown = { ...values, ...(pattern.startsWith('/pledges/') && { file: receiptFile }) }
    const path = pattern.replaceAll(
      /:([a-zA-Z]+)|(\*)/g,
      (_, key = '*') => shown[String(key) as keyof typeof shown] ?? '',
    )
    const purpose = pattern.endsWith('/thanks')
      ? 'pledge-thanks'
      : pattern.endsWith('/answer')
        ? 'near-miss'
        : 'manage-pledge'
    if (name === 'backer') return { path, token: links.token(purpose, pledgeId) }
    return { path, token: name === 'otherBacker' ? links.token(purpose, otherPledgeId) : null }
  }
  return { addressOf }
}

/** A refund that only our bank can still give. */
async function aRefundByBank(world: TestWorld, pledgeId: string): Promise<string> {
  return world.db.inTransaction(async trx => {
    const decision = { pledgeId, reason: 'by_admin', decidedBy: null } as const
    const decided = await decideRefund(trx, world.clock.now(), decision)
    if (!decided.ok) throw new Error(`Not decided: ${decided.reason}`)
    await trx.updateTable('refund').set({ state: 'by_bank' }).where('id', '=', decided.refundId).execute()
    return decided.refundId
  })
}

async function aDispute(world: TestWorld, pledgeId: string): Promise<string> {
  const payment = await world.db.read
    .selectFrom('payment')
    .select('id')
    .where('pledge_id', '=', pledgeId)
    .executeTakeFirstOrThrow()
  const reading: DisputeReading = {
    disputeId: 'du_1',
    paymentIntentId: payment.id,
    state: 'open',
    status: 'needs_response',
    reason: 'fraudulent',
    amount: cents(1710),
    currency: 'eur',
    openedAt: world.clock.now(),
    evidenceDueAt: null,
  }
  await world.db.inTransaction(trx => recordDispute(trx, world.clock.now(), reading))
  return reading.disputeId
}
/** A booked statement with a line in suspense, a file that was written, and a proposed payout of our own. */
async function bankThings(world: TestWorld) {
  const statement = aStatement(0, [aLine({ amount: 12_34 })])
  const file = { name: 'a.xml', bytes: Buffer.from('a'), statements: [statement] }
  await bookStatements(world, file, { ours: [IBAN], bookedBy: null })
  const { read } = world.db
  const { id: statementId } = await read.selectFrom('bank_statement').select('id').executeTakeFirstOrThrow()
  const { id: lineId } = await read.selectFrom('bank_line').select('id').executeTakeFirstOrThrow()
  const [fileId, platformPayoutId] = [randomIds.next(), randomIds.next()]
  const [proposedBy, approvedBy] = [await aUser(world, 'Bankier'), await aUser(world, 'Tweede')]
  const at = instant(world.clock.now())
  const undecided = { approved_by: null, approved_at: null, voided_at: null, void_reason: null }
  const proposed = { n: 1, approval_hash: 'hash', proposed_by: proposedBy, proposed_at: at }
  await world.db.inTransaction(async trx => {
    await trx
      .insertInto('bank_file')
      .values({
        ...{ ...proposed, ...undecided, id: fileId, state: 'exported', payer_iban: IBAN, payments: 1 },
        ...{ total_cents: cents(1), approved_by: approvedBy, approved_at: at },
      })
      .execute()
    const content = { content: '<Document/>', content_hash: sha256('<Document/>') }
    await trx
      .insertInto('bank_file_content')
      .values({ file_id: fileId, ...content, made_at: at })
      .execute()
    await trx
      .insertInto('platform_payout')
      .values({
        ...{ ...proposed, ...undecided, id: platformPayoutId, state: 'proposed', descriptor: 'PO12345678' },
        ...{ amount_cents: cents(1), stripe_payout_id: null, arrives_on: null, trace_id: null },
        ...{ failure: null, sent_at: null },
      })
      .execute()
  })
  return { statementId, lineId, fileId, platformPayoutId }
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

async function aProposal(world: TestWorld, campaignId: string): Promise<string> {
  const id = randomIds.next()
  const nothing = cents(0)
  const proposedBy = await aUser(world, 'Proposer')
  await world.db.inTransaction(trx =>
    trx
      .insertInto('settlement')
      .values({
        id,
        campaign_id: campaignId,
        n: 1,
        stripe_account_id: 'acct_1',
        funds_cents: cents(17_10),
        fee_cents: nothing,
        vat_cents: nothing,
        costs_cents: nothing,
        tips_cents: nothing,
        payout_cents: cents(17_10),
        state: 'proposed',
        proposed_by: proposedBy,
        proposed_at: instant(world.clock.now()),
        approval_hash: 'hash',
      })
      .execute(),
  )
  return id
}
