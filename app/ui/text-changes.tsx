import type { TextChange } from '#app/domain/campaigns/public-campaign.ts'
import { day } from '#app/i18n/format.ts'
import { campaignMessages } from '#app/i18n/messages/campaign.ts'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Section } from '#app/ui/section.tsx'

/** What was changed in the words of a campaign after the first pledge, each with before and after. */
export function TextChanges({ changes }: { changes: readonly TextChange[] }) {
  const language = useLanguage()
  const t = useMessages(campaignMessages)
  if (changes.length === 0) return null
  return (
    <Section id="changes" title={t.changes} aside={t.changesAside}>
      {changes.map(change => (
        <details key={change.id}>
          <summary>{t.changed(t.changedFields[change.field], day(change.changedAt, language))}</summary>
          <ChangedLines {...change} />
        </details>
      ))}
    </Section>
  )
}

/** Only the lines that differ: what stayed is on the page itself. */
function ChangedLines({ before, after }: { before: string; after: string }) {
  const t = useMessages(campaignMessages)
  const old = before.split('\n').filter(Boolean)
  const now = after.split('\n').filter(Boolean)
  return (
    <>
      <p className="kicker">{t.was}</p>
      <Lines lines={old.filter(line => !now.includes(line))} isOld />
      <p className="kicker">{t.is}</p>
      <Lines lines={now.filter(line => !old.includes(line))} />
    </>
  )
}

function Lines({ lines, isOld = false }: { lines: readonly string[]; isOld?: boolean }) {
  const t = useMessages(campaignMessages)
  if (lines.length === 0) return <p className="soft">{t.nothing}</p>
  return lines.map((line, index) => <p key={index}>{isOld ? <del>{line}</del> : <ins>{line}</ins>}</p>)
}
