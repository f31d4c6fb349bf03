import { Readable } from 'node:stream'
import { createReadableStreamFromReadable } from '@remix-run/node'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { stringify } from 'csv-stringify/sync'
import { campaignBySlug } from '#app/domain/campaigns/campaign-queries.server.ts'
import { dayInCity } from '#app/domain/campaigns/campaigns.server.ts'
import { campaignPostings } from '#app/domain/ledger/posting-queries.server.ts'
import type { PublicPosting } from '#app/domain/ledger/posting-queries.server.ts'
import { notFound } from '#app/http/responses.server.ts'

/** The same in both languages, so that a recipe for one file fits every other. Amounts are whole cents. */
const COLUMNS = ['day', 'entry', 'kind', 'debit', 'credit', 'amount_cents']

/** Every posting of a campaign's accounts, so that anyone can recompute its cash book. Read and sent in pages. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const { db } = context.world
  const campaign = await campaignBySlug(db.read, params.slug ?? '')
  if (!campaign) throw notFound()
  const lines = csvOf(campaignPostings(db.read, campaign.id, dayInCity))
  return new Response(createReadableStreamFromReadable(Readable.from(lines)), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${campaign.slug}-ledger.csv"`,
    },
  })
}

/** Spreadsheets read the byte order mark as "this is UTF-8", and a field that begins like a formula as text. */
async function* csvOf(days: AsyncIterable<PublicPosting[]>): AsyncGenerator<string> {
  yield stringify([COLUMNS], { bom: true })
  for await (const postings of days) {
    const rows = postings.map(({ day, entry, kind, debit, credit, amount }) => [
      day,
      entry,
      kind,
      debit,
      credit,
      amount,
    ])
    yield stringify(rows, { escape_formulas: true })
  }
}
