import { beforeEach, expect, it } from 'vitest'
import { bankAccount } from '#app/domain/ledger/account.ts'
import { balance } from '#app/domain/ledger/ledger.server.ts'
import { decideRefund, giveRefundAccount } from '#app/domain/payments/payments.server.ts'
import { verifyLedger } from '#app/domain/reconciliation/reconciliation.server.ts'
import { payByBank, topUp } from '#scripts/story/hosted-pages.ts'
import { aLiveCampaign } from '#tests/support/campaigns.ts'
import { chargeOf } from '#tests/support/disputing.ts'
import { BANK_RULES } from '#tests/support/paying-by-bank.ts'
import { pledgeTo } from '#tests/support/pledging.ts'
import { anApprovedSettlement } from '#tests/support/approved-settlement.ts'
import { openTown } from '#tests/support/town.ts'
import type { Town } from '#tests/support/town.ts'

/**
 * The whole loop of the bank, over HTTP, with the sandbox as Stripe and as the bank: a top-up, a payout of our own
 * money, a file that pays a refund, its return, costs and a deposit. Every day's statement is uploaded at the desk, and
 * after each the bank in the books is what the bank says.
 */

const OURS = 'NL02ABNA0123456789'
/** To an account that ends so, the sandbox's bank delivers nothing: it comes back as AC04. */
const CLOSED_ACCOUNT = 'NL18RABO0300060404'
const OPEN_ACCOUNT = 'NL39RABO0300065264'

let town: Town

beforeEach(async () => {
  town = await openTown({ settings: { BANK_IBANS: OURS } })
})

/** Staff of this moment: money is only decided about by who has just signed in. */
const treasurer = () => town.site.signIn('thea@example.test', ['treasurer'])
const approver = () => town.site.signIn('aad@example.test', ['approver'])

const onBank = () => balance(town.world.db.read, bankAccount(OURS))

interface DayOfBank {
  day: string
  closingCents: number
  url: string
}

async function daysOfBank(): Promise<DayOfBank[]> {
  const answer = await fetch(`${town.sandbox.url}/_sandbox/bank/statements`)
  return ((await answer.json()) as { statements: DayOfBank[] }).statements
}

/** Uploads the statement of every day that is over, and of each again: it must book nothing the second time. */
async function bookAllDays(version: '02' | '08', batches: 'details' | 'sum'): Promise<void> {
  const by = await treasurer()
  for (const { closingCents, url } of await daysOfBank()) {
    const file = await fetch(`${town.sandbox.url}${url}?version=${version}&batches=${batches}`)
    const text = await file.text()
    await upload(by, text)
    if (closingCents === (await daysOfBank()).at(-1)?.closingCents) await upload(by, text)
  }
  expect(await onBank()).toBe((await daysOfBank()).at(-1)?.closingCents)
  const { holds, invariants } = await verifyLedger(town.world.db.read)
  expect(invariants.filter(each => !each.holds)).toEqual([])
  expect(holds).toBe(true)
}

async function upload(by: Awaited<ReturnType<typeof treasurer>>, text: string): Promise<void> {
  const boundary = 'a-boundary-of-the-test'
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="statement"; filename="a.xml"\r\nContent-Type: text/xml\r\n\r\n`
  const answer = await by.send('POST', '/admin/bank', Buffer.from(`${head}${text}\r\n--${boundary}--\r\n`), {
    headers: { 'Content-Type': `multipart/form-data; boundary=${boundary}` },
  })
  expect([200, 303]).toContain(answer.status)
}

const rulesBooked = async () =>
  (await town.world.db.read.selectFrom('bank_line').select('rule').orderBy('id').execute()).map(
    ({ rule }) => rule,
  )

/** Presses the button of the second signature as it stands on the page. */
async function approve(path: string): Promise<void> {
  const by = await approver()
  const [, hash = ''] = /name="hash" value="([0-9a-f]+)"/.exec((await by.get(path)).text) ?? []
  expect((await by.post(path, { deed: 'approve', hash })).status).toBe(303)
}

it.each([
  ['02', 'details'],
  ['08', 'sum'],
] as const)(
  'closes to the cent, with statements of version %s and batches by %s',
  async (version, batches) => {
    // 1. The float is topped up from the bank (B4), and a campaign succeeds: its tip becomes ours at the payout.
    await anApprovedSettlement(town)
    await town.pass('4d')
    await bookAllDays(version, batches)
    expect(await rulesBooked()).toEqual(['B4'])

    // 2. Our own money goes to the bank (O1, O2), proposed by one and approved by another.
    const proposed = await (await treasurer()).post('/admin/own-payouts', { amount: '1,50' })
    expect(proposed.status).toBe(303)
    await approve(proposed.headers.location ?? '')
    await town.pass('4d')
    await bookAllDays(version, batches)
    expect((await rulesBooked()).at(-1)).toBe('O2')
    expect((await (await treasurer()).get(proposed.headers.location ?? '')).text).toContain(
      'Op het afschrift',
    )
    expect(await balance(town.world.db.read, 'stripe_in_transit')).toBe(0)

    // 3. A refund that Stripe cannot give is paid by our bank (R4, B2), comes back (B3), and is paid to another account.
    const refundId = await aRefundByBank()
    await give(refundId, CLOSED_ACCOUNT)
    const first = await paidByFile()
    await town.pass('3d')
    await bookAllDays(version, batches)
    expect((await rulesBooked()).slice(-2)).toEqual(['B2', 'B3'])
    expect((await (await treasurer()).get(first)).text).toContain('Kwam terug (AC04)')
    expect(await balance(town.world.db.read, 'refunds_payable')).toBe(55_00)
    await give(refundId, OPEN_ACCOUNT)
    await paidByFile()
    await town.pass('3d')
    await bookAllDays(version, batches)
    expect(await balance(town.world.db.read, 'refunds_payable')).toBe(0)

    // 4. The bank takes its costs (K1); what somebody pays in without a word waits for a person (X1).
    town.sandbox.control.trigger('bank/costs', { amount: 12_50, text: 'Bankkosten' })
    town.sandbox.control.trigger('bank/deposit', { amount: 100_00, name: 'BESTUUR' })
    await town.pass('2d')
    await bookAllDays(version, batches)
    expect((await rulesBooked()).slice(-2).toSorted()).toEqual(['K1', 'X1'])
    const line = await town.world.db.read
      .selectFrom('bank_line')
      .select('id')
      .where('state', '=', 'suspense')
      .executeTakeFirstOrThrow()
    const placed = await (
      await treasurer()
    ).post(`/admin/bank/lines/${line.id}`, { choice: 'own-money', reason: 'Van het bestuur' })
    expect(placed.status).toBe(303)
    for (const account of ['suspense', 'stripe_in_transit'] as const)
      expect(await balance(town.world.db.read, account)).toBe(0)
    expect(await balance(town.world.db.read, 'own_funds')).toBe(100_00)
    expect((await verifyLedger(town.world.db.read)).holds).toBe(true)
  },
  60_000,
)

async function aRefundByBank(): Promise<string> {
  await topUp(town.sandbox, 500_00)
  const { campaignId } = await aLiveCampaign(town.world, { title: 'Een tuin', deadline: '2027-01-10' })
  const { pledgeId, checkoutUrl } = await pledgeTo(town.world, campaignId, { amount: 50_00, tip: 500 })
  await payByBank(checkoutUrl)
  await town.settle()
  const course = { course: 'fails_later' }
  town.sandbox.control.trigger(`charges/${await chargeOf(town, pledgeId)}/refund-course`, course)
  await town.world.db.inTransaction(trx =>
    decideRefund(trx, town.world.clock.now(), { pledgeId, reason: 'by_admin', decidedBy: null }),
  )
  await town.pass('9d')
  const refund = await town.world.db.read
    .selectFrom('refund')
    .select(['id', 'state'])
    .where('pledge_id', '=', pledgeId)
    .executeTakeFirstOrThrow()
  expect(refund.state).toBe('by_bank')
  return refund.id
}

const give = (refundId: string, iban: string) =>
  town.world.db.inTransaction(async trx => {
    const account = { refundId, name: 'Ans de Backer', iban, givenBy: null }
    expect(await giveRefundAccount(trx, town.world.clock.now(), account, BANK_RULES)).toEqual({ ok: true })
  })

/** A file is proposed, approved, fetched and handed in at the bank. */
async function paidByFile(): Promise<string> {
  const proposed = await (await treasurer()).post('/admin/bank/files')
  expect(proposed.status).toBe(303)
  const path = proposed.headers.location ?? ''
  await approve(path)
  const fetched = await (await treasurer()).get(`${path}/pain001.xml`)
  expect(fetched.headers['content-disposition']).toContain('attachment')
  expect((await (await approver()).get(`${path}/pain001.xml`)).text).toBe(fetched.text)
  town.sandbox.control.handInPayments(fetched.text)
  return path
}
