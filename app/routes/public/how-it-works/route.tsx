import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { LONGEST_CAMPAIGN_DAYS } from '#app/domain/campaigns/campaign.ts'
import { cents } from '#app/domain/money.ts'
import { publicPage } from '#app/http/public-page.ts'
import { languageOf } from '#app/http/visitor.server.ts'
import { wholeEuros } from '#app/i18n/format.ts'
import type { Language } from '#app/i18n/language.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { howItWorksMessages } from '#app/i18n/messages/how-it-works.ts'
import { useMessages } from '#app/ui/language-context.tsx'
import { PlainHead } from '#app/ui/plain-page.tsx'
import { Section } from '#app/ui/section.tsx'

export const headers = publicPage

export function loader({ request, context: { world } }: LoaderFunctionArgs) {
  const language = languageOf(request)
  const { config } = world
  return {
    title: messagesFor(howItWorksMessages, language).title,
    figures: {
      fee: config.PLATFORM_FEE_BP === 0 ? null : percentage(config.PLATFORM_FEE_BP, language),
      vat: percentage(config.FEE_VAT_BP, language),
      areCostsPassedOn: config.COSTS_PASSED_ON,
      smallestPledge: wholeEuros(cents(config.PLEDGE_MIN_CENTS), language),
      longestDays: LONGEST_CAMPAIGN_DAYS,
    },
  }
}

/** Basis points as a reader writes them: 250 is `2,5%` in Dutch and `2.5%` in English. */
function percentage(basisPoints: number, language: Language): string {
  const format = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 2 })
  return format.format(basisPoints / 10_000)
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.title} · Stadmakers Leiden` },
]

export default function HowItWorks() {
  const t = useMessages(howItWorksMessages)
  const { figures } = useLoaderData<typeof loader>()
  return (
    <>
      <PlainHead title={t.title} lead={t.lead} />
      {t.parts.map(part => (
        <Section key={part.id} id={part.id} title={part.title}>
          {part.paragraphs(figures).map(paragraph => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </Section>
      ))}
    </>
  )
}
