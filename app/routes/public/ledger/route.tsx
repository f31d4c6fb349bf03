import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { campaignBySlug } from '#app/domain/campaigns/campaign-queries.server.ts'
import { dayInCity } from '#app/domain/campaigns/campaigns.server.ts'
import { cashBook, campaignSums, newestSeal } from '#app/domain/ledger/ledger-queries.server.ts'
import { latestLedgerCheck } from '#app/domain/reconciliation/reconciliation.server.ts'
import { publicPage } from '#app/http/public-page.ts'
import { notFound, seeOther } from '#app/http/responses.server.ts'
import { languageOf } from '#app/http/visitor.server.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { ledgerMessages } from '#app/i18n/messages/ledger.ts'
import { openBookmark, sealBookmark } from './bookmark.server.ts'
import { LedgerPage } from './ledger-page.tsx'
import { inWords } from './line-words.ts'

/** Gathered in lines by day and kind, so that a page is rarely longer than a few dozen lines. */
const ENTRIES_A_PAGE = 200

/** Everybody's view of a campaign's money: one page of its cash book, its sums, and whether it adds up. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { db, config } = context.world
  const language = languageOf(request)
  const slug = params.slug ?? ''
  const campaign = await campaignBySlug(db.read, slug)
  if (!campaign) throw notFound()
  const book = { campaignId: campaign.id, secret: config.SECRET }
  const mark = new URL(request.url).searchParams.get('before')
  const before = mark === null ? null : openBookmark(mark, book)
  if (mark !== null && before === null) throw seeOther(`/campaigns/${slug}/ledger`)
  const page = await cashBook(db.read, campaign.id, { before, limit: ENTRIES_A_PAGE }, dayInCity)
  const check = await latestLedgerCheck(db.read)
  return {
    title: messagesFor(ledgerMessages, language).title(campaign.title),
    campaign: { title: campaign.title, slug, state: campaign.state },
    sums: await campaignSums(db.read, campaign.id),
    lines: page.lines.map(line => inWords(line, language)),
    opening: page.opening,
    older: page.older && `/campaigns/${slug}/ledger?before=${sealBookmark(page.older, book)}`,
    isNewest: before === null,
    check: check && { at: check.at, holds: check.report.holds },
    seal: await newestSeal(db.read),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }]

export const headers = publicPage

export default function Ledger() {
  return <LedgerPage {...useLoaderData<typeof loader>()} />
}
