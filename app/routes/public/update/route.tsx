import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { updateOf } from '#app/domain/campaign-updates/campaign-update-queries.server.ts'
import { publicPage } from '#app/http/public-page.ts'
import { notFound } from '#app/http/responses.server.ts'
import { day } from '#app/i18n/format.ts'
import { campaignMessages } from '#app/i18n/messages/campaign.ts'
import { renderMarkdown } from '#app/markdown/render.server.ts'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { PlainBody, PlainHead } from '#app/ui/plain-page.tsx'
import { Story } from '#app/ui/story.tsx'

export const headers = publicPage

export async function loader({ params, context: { world } }: LoaderFunctionArgs) {
  const update = await updateOf(world.db.read, params.slug ?? '', params.updateId ?? '')
  if (!update) throw notFound()
  return { update, bodyHtml: renderMarkdown(update.body) }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  page ? [{ title: `${page.update.title} · ${page.update.campaignTitle}` }] : []

export default function Update() {
  const language = useLanguage()
  const t = useMessages(campaignMessages).update
  const { update, bodyHtml } = useLoaderData<typeof loader>()
  const on = day(update.publishedAt, language)
  const address = `/campaigns/${update.campaignSlug}`
  return (
    <>
      <PlainHead
        kicker={<a href={address}>{t.kicker(update.campaignTitle)}</a>}
        title={update.title}
        lead={update.initiatorName ? t.by(update.initiatorName, on) : t.on(on)}
      />
      <PlainBody>
        <div lang={update.language}>
          <Story sanitisedHtml={bodyHtml} />
        </div>
        <p className="after">
          <a href={address}>{t.back(update.campaignTitle)}</a>
        </p>
      </PlainBody>
    </>
  )
}
