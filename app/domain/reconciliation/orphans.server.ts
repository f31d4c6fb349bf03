import type { Db, ReadDb } from '#db/database.server.ts'
import { after, DAY_MS, HOUR_MS } from '../clock.ts'
import type { Clock } from '../clock.ts'
import type { PaymentGateway } from '../payments/gateway.ts'
import { cameRight, tell } from './findings.server.ts'
import type { Finding } from './findings.server.ts'

/** How far back Stripe's lists are read; and, shorter, our own rows, each of which must be in those lists. */
const LISTED_MS = 45 * DAY_MS
const ROWS_MS = 30 * DAY_MS
/** What is younger may be on its way: a webhook, the backfill and the sweep have not all had their turn. */
const SETTLED_MS = 2 * HOUR_MS

interface Seen {
  findings: Record<OrphanKind, Finding[]>
  /** Subjects that are right now, by the kind under which they may have been told of before. */
  right: Record<OrphanKind, string[]>
}

type OrphanKind =
  | 'payment-without-row'
  | 'refund-without-row'
  | 'refund-made-elsewhere'
  | 'transfer-without-settlement'
  | 'row-without-object'

/**
 * Compares Stripe's payments, refunds and transfers with our rows, both ways: what Stripe has of ours and we do not, and
 * what we have and Stripe does not. What is not ours at all (other things on the same account) is left alone, save a
 * refund of one of our payments and a transfer, which nobody else may make.
 *
 * @returns how many orphans there are
 */
export async function findOrphans(ports: { db: Db; clock: Clock; gateway: PaymentGateway }): Promise<number> {
  const { db, clock } = ports
  const now = clock.now()
  const seen: Seen = { findings: empty(), right: empty() }
  await comparePayments(ports, now, seen)
  await compareRefunds(ports, now, seen)
  await compareTransfers(ports, now, seen)
  await db.inTransaction(async trx => {
    for (const kind of Object.keys(seen.findings) as OrphanKind[]) {
      for (const finding of seen.findings[kind]) await tell(trx, now, kind, finding)
      await cameRight(trx, now, kind, seen.right[kind])
    }
  })
  return Object.values(seen.findings).flat().length
}

function empty<T>(): Record<OrphanKind, T[]> {
  return {
    'payment-without-row': [],
    'refund-without-row': [],
    'refund-made-elsewhere': [],
    'transfer-without-settlement': [],
    'row-without-object': [],
  }
}

type Ports = Parameters<typeof findOrphans>[0]

async function comparePayments({ db, gateway }: Ports, now: Date, { findings, right }: Seen): Promise<void> {
  const rows = await rowsSince(db.read, now)
  const known = new Map(rows.payments.map(row => [row.id, row]))
  const listed = new Set<string>()
  for await (const payment of gateway.paymentsSince(listedSince(now))) {
    const { paymentIntentId: subject, pledgeId, state, amount, createdAt } = payment
    listed.add(subject)
    if (known.has(subject)) right['payment-without-row'].push(subject)
    else if (state === 'succeeded' && pledgeId !== null && isSettled(createdAt, now))
      findings['payment-without-row'].push({ subject, amount, detail: { pledge: pledgeId } })
  }
  compareRows(rows.payments, listed, now, { findings, right }, 'payment')
}

async function compareRefunds({ db, gateway }: Ports, now: Date, { findings, right }: Seen): Promise<void> {
  const rows = await rowsSince(db.read, now)
  const known = new Set<string | null>([...rows.refunds.map(row => row.id), ...rows.failedTries])
  const payments = new Set(rows.payments.map(row => row.id))
  const listed = new Set<string>()
  for await (const refund of gateway.refundsSince(listedSince(now))) {
    const { stripeRefundId: subject, refundId, paymentIntentId: payment, amount, createdAt } = refund
    listed.add(subject)
    const isOfOurs = payment !== null && payments.has(payment)
    if (known.has(subject)) {
      right['refund-without-row'].push(subject)
      right['refund-made-elsewhere'].push(subject)
    } else if (isSettled(createdAt, now)) {
      if (refundId !== null) findings['refund-without-row'].push({ subject, amount, detail: { payment } })
      else if (isOfOurs) findings['refund-made-elsewhere'].push({ subject, amount, detail: { payment } })
    }
  }
  compareRows(rows.refunds, listed, now, { findings, right }, 'refund')
}

async function compareTransfers({ db, gateway }: Ports, now: Date, { findings, right }: Seen): Promise<void> {
  const rows = await rowsSince(db.read, now)
  const known = new Set(rows.transfers.map(row => row.id))
  const listed = new Set<string>()
  for await (const transfer of gateway.transfersSince(listedSince(now))) {
    const { transferId: subject, settlementId: settlement, amount, createdAt } = transfer
    listed.add(subject)
    if (known.has(subject)) right['transfer-without-settlement'].push(subject)
    else if (isSettled(createdAt, now))
      findings['transfer-without-settlement'].push({ subject, amount, detail: { settlement } })
  }
  compareRows(rows.transfers, listed, now, { findings, right }, 'transfer')
}

interface OurRow {
  id: string
  amount: Finding['amount']
  at: string | null
}

function compareRows(
  rows: readonly OurRow[],
  listed: ReadonlySet<string>,
  now: Date,
  { findings, right }: Seen,
  what: 'payment' | 'refund' | 'transfer',
): void {
  for (const { id, amount, at } of rows) {
    if (listed.has(id)) right['row-without-object'].push(id)
    else if (at !== null && at > after(now, -ROWS_MS) && at < after(now, -SETTLED_MS))
      findings['row-without-object'].push({ subject: id, amount, detail: { what } })
  }
}

/** Our rows by the ids that Stripe gave; those that Stripe may list, with some days to spare. */
async function rowsSince(db: ReadDb, now: Date) {
  const since = after(now, -2 * LISTED_MS)
  const payments: OurRow[] = await db
    .selectFrom('payment')
    .leftJoin('balance_transaction', join =>
      join
        .onRef('balance_transaction.payment_id', '=', 'payment.id')
        .on('balance_transaction.reporting_category', '=', 'charge'),
    )
    .select(['payment.id', 'payment.amount_cents as amount'])
    // What was told weeks late is as old as Stripe says, and leaves its lists by that day.
    .select(eb =>
      eb.fn.coalesce('balance_transaction.created_at', 'payment.recorded_at').$castTo<string>().as('at'),
    )
    .where('payment.recorded_at', '>=', since)
    .execute()
  const refunds = await db
    .selectFrom('refund')
    .select(['stripe_refund_id as id', 'amount_cents as amount', 'decided_at as at'])
    .where('decided_at', '>=', since)
    .where('stripe_refund_id', 'is not', null)
    .execute()
  const tries = await db
    .selectFrom('refund_attempt')
    .select('stripe_refund_id as id')
    .where('failed_at', '>=', since)
    .where('stripe_refund_id', 'is not', null)
    .execute()
  const transfers = await db
    .selectFrom('settlement')
    .select(['transfer_id as id', 'payout_cents as amount', 'transferred_at as at'])
    .where('proposed_at', '>=', since)
    .where('transfer_id', 'is not', null)
    .execute()
  const named = (rows: readonly (Omit<OurRow, 'id'> & { id: string | null })[]): OurRow[] =>
    rows.flatMap(row => (row.id === null ? [] : [{ ...row, id: row.id }]))
  return {
    payments,
    refunds: named(refunds),
    /** Refunds that failed and were tried anew: their rows name the later ones. */
    failedTries: tries.map(({ id }) => id),
    transfers: named(transfers),
  }
}

function listedSince(now: Date): Date {
  return new Date(after(now, -LISTED_MS))
}

function isSettled(createdAt: Date, now: Date): boolean {
  return createdAt.getTime() < now.getTime() - SETTLED_MS
}
