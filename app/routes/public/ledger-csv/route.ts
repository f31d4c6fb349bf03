import type { LoaderFunctionArgs } from '@remix-run/node'
import { stringify } from 'csv-stringify/sync'
import { campaignBySlug } from '#app/domain/campaigns/campaign-queries.server.ts'
import { dayInCity } from '#app/domain/campaigns/campaigns.server.ts'
import { campaignPostings } from '#app/domain/ledger/posting-queries.server.ts'
import type { PublicPosting } from '#app/domain/ledger/posting-queries.server.ts'
import { notFound } from '#app/http/responses.server.ts'
import { streamedFile } from '#app/http/streamed-file.server.ts'

/** The same in both languages, so that a recipe for one file fits every other. Amounts are whole cents. */
const COLUMNS = ['day', 'entry', 'kind', 'debit', 'credit', 'amount_cents']

const ROWS_AT_ONCE = 1_000

/** Every posting of a campaign's accounts, so that anyone can recompute its cash book. Read and sent in pages. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const { db } = context.world
  const campaign = await campaignBySlug(db.read, params.slug ?? '')
  if (!campaign) throw notFound()
  return streamedFile(
    { name: `${campaign.slug}-ledger.csv`, contentType: 'text/csv; charset=utf-8' },
    csvOf(campaignPostings(db.read, campaign.id, dayInCity)),
  )
}

/** Spreadsheets read the byte order mark as "this is UTF-8", and a field that begins like a formula as text. */
async function* csvOf(days: AsyncIterable<PublicPosting[]>): AsyncGenerator<string, void, undefined> {
  yield stringify([COLUMNS], { bom: true })
  for await (const postings of days)
    for (let sent = 0; sent < postings.length; sent += ROWS_AT_ONCE)
      yield stringify(postings.slice(sent, sent + ROWS_AT_ONCE).map(toRow), { escape_formulas: true })
}

function toRow({ day, entry, kind, debit, credit, amount }: PublicPosting): (string | number)[] {
  return [day, entry, kind, debit, credit, amount]
}
