import Sqlite from 'better-sqlite3'
import {
  floatToppedUp,
  settlementApproved,
  tipsEarned,
  transferSent,
} from '#app/domain/ledger/posting-rules.ts'
import { sealJournal } from '#app/domain/ledger/ledger.server.ts'
import { add, cents } from '#app/domain/money.ts'
import type { Cents } from '#app/domain/money.ts'
import { openChecked } from '#db/open-checked.server.ts'
import { openBookWriter } from './book-writer.ts'
import type { BookWriter } from './book-writer.ts'
import { FEE, writePledge, writeTransaction } from './filled-pledge.ts'

/**
 * Makes books as large as years of a busy city: real rows in every table that a pledge touches, entries by the
 * posting rules, a journal that is sealed. What it writes passes every invariant of `ledger:verify`.
 *
 * So that ten postings a pledge come about, every backer pays twice by mistake and gets the second payment back;
 * half of the old campaigns failed and paid everybody back, the others were settled.
 */

const PLEDGES_A_CAMPAIGN = 1_000
/** Of all pledges, so many go to the campaign that is live. */
const SHARE_OF_LIVE = 0.1
const TRANSACTION_OF = 5_000
const DAY = 86_400_000
const FIRST_DAY = Date.UTC(2020, 0, 1)

/** More would only fill a disk. */
export const MOST_PLEDGES = 2_000_000

export interface Filled {
  pledges: number
  campaigns: number
  entries: number
  postings: number
}

/**
 * Fills a migrated database that holds a live campaign and at least three users.
 *
 * @param liveCampaignId gets a tenth of the pledges
 * @throws Error when there is no such campaign, or too few people for four eyes
 */
export async function fillBooks(
  file: string,
  { pledges, liveCampaignId, say }: { pledges: number; liveCampaignId: string; say: (line: string) => void },
): Promise<Filled> {
  await sealAll(file)
  const database = new Sqlite(file, { fileMustExist: true })
  // Nothing is lost that could not be made again, so nothing is flushed until the end.
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = OFF')
  database.pragma('cache_size = -400000')
  const books = openBookWriter(database)
  const people = database.prepare<[], { id: string }>('SELECT id FROM "user" ORDER BY id LIMIT 3').all()
  const [initiator, proposer, approver] = people.map(({ id }) => id)
  if (!initiator || !proposer || !approver) throw new Error('There must be three people for four eyes.')

  const live = Math.round(pledges * SHARE_OF_LIVE)
  let written = 0
  const batch = database.transaction(
    (campaignId: string, count: number, from: number, isPaidBack: boolean) => {
      let held = cents(0)
      let tips = cents(0)
      for (let index = 0; index < count; index += 1) {
        written += 1
        const amount = cents(500 + ((written * 7_919) % 20_000))
        const tip = cents(50 + (written % 100))
        const story = { campaignId, at: from + index * 11, amount, tip, isPaidBack, isPaidTwice: true }
        writePledge(books, written, { ...story, refusals: isPaidBack ? 0 : written % 2 })
        held = add(held, amount)
        tips = add(tips, tip)
      }
      return { held, tips }
    },
  )

  topUp(database, books, cents(pledges * 2 * FEE))
  let campaigns = 0
  while (written < pledges - live) {
    const number = (campaigns += 1)
    const count = Math.min(PLEDGES_A_CAMPAIGN, pledges - live - written)
    const isPaidBack = number % 2 === 0
    const from = FIRST_DAY + (number % 2_000) * DAY
    const campaignId = insertCampaign(books, { number, initiator, isPaidBack, at: from })
    const sums = batch(campaignId, count, from, isPaidBack)
    end(books, { number, campaignId, proposer, approver, at: from + DAY, count, isPaidBack, ...sums })
    if (number % 100 === 0) say(`${written.toLocaleString('en')} pledges…`)
  }
  while (written < pledges) {
    const count = Math.min(TRANSACTION_OF, pledges - written)
    const { held } = batch(liveCampaignId, count, FIRST_DAY + 2_100 * DAY + written * 11, false)
    const { changes } = database
      .prepare(
        'UPDATE campaign_total SET held_cents = held_cents + ?, held_count = held_count + ? WHERE campaign_id = ?',
      )
      .run(held, count, liveCampaignId)
    if (changes !== 1) throw new Error(`There is no live campaign ${liveCampaignId}.`)
  }
  books.finish()
  database.exec('ANALYZE')
  database.pragma('wal_checkpoint(TRUNCATE)')
  database.close()
  return { pledges, campaigns, ...books.counts }
}

async function sealAll(file: string): Promise<void> {
  const db = await openChecked(file)
  while ((await db.inTransaction(sealJournal)) > 0);
  await db.close()
}

function topUp(database: Sqlite.Database, books: BookWriter, amount: Cents): void {
  database.transaction(() =>
    writeTransaction(books, {
      ...{ id: 'txn_fill_float', category: 'topup', kind: 'float-topped-up', paymentId: null, at: FIRST_DAY },
      ...{ amount, fee: cents(0), postings: floatToppedUp({ amount }) },
    }),
  )()
}

function insertCampaign(
  books: BookWriter,
  {
    number,
    initiator,
    isPaidBack,
    at,
  }: { number: number; initiator: string; isPaidBack: boolean; at: number },
): string {
  const id = books.id(at)
  const when = new Date(at).toISOString()
  books.insert('campaign', {
    ...{ id, initiator_id: initiator, state: isPaidBack ? 'failed' : 'succeeded', slug: `gevuld-${number}` },
    ...{
      language: 'nl',
      title: `Gevuld ${number}`,
      intro: 'Om te meten',
      story: 'Om te meten',
      ends_at: when,
    },
    ...{ funding_model: 'all_or_nothing', collective_return: '', minimum_cents: 100, optimum_cents: 100 },
    ...{ platform_fee_bp: 0, costs_passed_on: 0, created_at: when, updated_at: when, live_at: when },
  })
  return id
}

interface Ended {
  number: number
  campaignId: string
  proposer: string
  approver: string
  at: number
  count: number
  isPaidBack: boolean
  held: Cents
  tips: Cents
}

function end(books: BookWriter, ended: Ended): void {
  const { campaignId, at, count, isPaidBack, held } = ended
  const when = new Date(at).toISOString()
  books.insert('campaign_total', {
    ...{ campaign_id: campaignId, held_cents: isPaidBack ? 0 : held, held_count: isPaidBack ? 0 : count },
    ...{ committed_cents: 0, committed_count: 0 },
  })
  books.insert('campaign_closure', {
    ...{ campaign_id: campaignId, started_at: when, decided_at: when },
    ...{ outcome: isPaidBack ? 'failed' : 'succeeded', counted_cents: held, counted_pledges: count },
  })
  if (!isPaidBack) settle(books, ended)
}

function settle(books: BookWriter, { number, campaignId, proposer, approver, at, held, tips }: Ended): void {
  const id = books.id(at)
  const when = new Date(at).toISOString()
  books.insert('settlement', {
    ...{ id, campaign_id: campaignId, n: 1, stripe_account_id: 'acct_fill', funds_cents: held },
    ...{
      fee_cents: 0,
      vat_cents: 0,
      costs_cents: 0,
      tips_cents: tips,
      payout_cents: held,
      state: 'paid_out',
    },
    ...{
      proposed_by: proposer,
      proposed_at: when,
      approval_hash: '',
      approved_by: approver,
      approved_at: when,
    },
    ...{ transfer_id: `tr_fill${number}`, destination_payment_id: `py_fill${number}`, transferred_at: when },
    ...{ stripe_payout_id: `po_fill${number}`, paid_out_at: when },
  })
  const none = cents(0)
  books.post({
    ...{ kind: 'settlement-approved', source: { type: 'settlement', id }, at },
    postings: [
      ...settlementApproved({ campaignId, funds: held, fee: none, vat: none }),
      ...tipsEarned({ campaignId, tips }),
    ],
  })
  writeTransaction(books, {
    ...{ id: `txn_tr_fill${number}`, category: 'transfer', kind: 'transfer-sent', paymentId: null, at },
    ...{ amount: cents(-held), fee: none, postings: transferSent({ campaignId, amount: held }) },
  })
}
