import type { Cents } from '#app/domain/money.ts'
import { euros, moment, number } from '#app/i18n/format.ts'
import { ledgerMessages } from '#app/i18n/messages/ledger.ts'
import { Article, Articles } from '#app/ui/articles.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Section } from '#app/ui/section.tsx'

export interface Proof {
  /** The newest check of all books; null before the first. */
  check: { at: string; holds: boolean } | null
  /** The newest link of the chain of entries; null before the first. */
  seal: { seq: number; hash: string } | null
}

const SEAL_SHOWN = 16

/** Whether the books add up, how to see for yourself, and what is left out to keep people unknown. */
export function Recompute({ check, seal, tips }: Proof & { tips: Cents }) {
  const language = useLanguage()
  const t = useMessages(ledgerMessages).recompute
  const at = check ? moment(check.at, language) : ''
  return (
    <Section id="recompute" title={t.title}>
      <Articles columns={3}>
        <Article title={check === null ? t.notYet : check.holds ? t.checked(at) : t.broken(at)}>
          <p>
            {check === null ? t.notYetText : check.holds ? t.checkedText : t.brokenText}{' '}
            {seal ? t.sealed(seal.seq, number(seal.seq, language)) : t.notSealedYet} {t.sealText}
          </p>
          {seal && (
            <p className="small">
              {t.seal} <code>{seal.hash.slice(0, SEAL_SHOWN)}</code>
            </p>
          )}
        </Article>
        <Article title={t.how}>
          <p>{t.howText}</p>
          {tips > 0 && <p>{t.tips(euros(tips, language))}</p>}
        </Article>
        <Article title={t.absent}>
          <p>{t.absentText}</p>
        </Article>
      </Articles>
    </Section>
  )
}
