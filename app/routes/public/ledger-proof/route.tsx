import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { campaignBySlug } from '#app/domain/campaigns/campaign-queries.server.ts'
import { newestSeal } from '#app/domain/ledger/ledger-queries.server.ts'
import { publicPage } from '#app/http/public-page.ts'
import { notFound } from '#app/http/responses.server.ts'
import { languageOf } from '#app/http/visitor.server.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { ledgerProofMessages } from '#app/i18n/messages/ledger-proof.ts'
import { LedgerProofPage } from './ledger-proof-page.tsx'

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { read } = context.world.db
  const campaign = await campaignBySlug(read, params.slug ?? '')
  if (!campaign?.slug) throw notFound()
  return {
    title: messagesFor(ledgerProofMessages, languageOf(request)).title(campaign.title),
    slug: campaign.slug,
    head: await newestSeal(read),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }]

export const headers = publicPage

export default function LedgerProof() {
  return <LedgerProofPage {...useLoaderData<typeof loader>()} />
}
