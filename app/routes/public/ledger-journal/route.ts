import type { LoaderFunctionArgs } from '@remix-run/node'
import { campaignBySlug } from '#app/domain/campaigns/campaign-queries.server.ts'
import { dayInCity } from '#app/domain/campaigns/campaigns.server.ts'
import { newestSeal } from '#app/domain/ledger/ledger-queries.server.ts'
import { campaignSumsByDay } from '#app/domain/ledger/posting-queries.server.ts'
import { writePublicHledger } from '#app/exports/public-ledger.ts'
import { notFound } from '#app/http/responses.server.ts'
import { streamedFile } from '#app/http/streamed-file.server.ts'

/** The same file as the CSV, with the same chain, for hledger. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const { read } = context.world.db
  const campaign = await campaignBySlug(read, params.slug ?? '')
  if (!campaign?.slug) throw notFound()
  const { slug, id } = campaign
  const head = await newestSeal(read)
  return streamedFile(
    { name: `${slug}-ledger.journal`, contentType: 'text/plain; charset=utf-8' },
    writePublicHledger({ slug, head, days: campaignSumsByDay(read, id, dayInCity) }),
  )
}
