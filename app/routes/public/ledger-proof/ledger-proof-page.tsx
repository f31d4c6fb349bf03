import { number } from '#app/i18n/format.ts'
import { ledgerProofMessages } from '#app/i18n/messages/ledger-proof.ts'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { PlainBody, PlainHead } from '#app/ui/plain-page.tsx'

interface LedgerProofPageProps {
  title: string
  slug: string
  head: { seq: number; hash: string } | null
}

/** How the public file of a campaign is recomputed by anyone, and why it shows sums and no single gifts. */
export function LedgerProofPage({ title, slug, head }: LedgerProofPageProps) {
  const language = useLanguage()
  const t = useMessages(ledgerProofMessages)
  const book = `/campaigns/${slug}/ledger`
  return (
    <>
      <PlainHead title={title} kicker={<a href={book}>{t.back}</a>} lead={t.lead} />
      <PlainBody>
        <h2 className="after">{t.files}</h2>
        <ul>
          <li>
            <a href={`${book}.csv`} download>
              {t.csv}
            </a>
          </li>
          <li>
            <a href={`${book}.journal`} download>
              {t.hledger}
            </a>
          </li>
        </ul>
        <p>{t.keep}</p>
        <h2 className="after">{t.command}</h2>
        <p>{t.commandText}</p>
        <p>
          <code>npm run ledger:recompute -- {slug}-ledger.csv</code>
        </p>
        <p>{t.hledgerHow}</p>
        <p>
          <code>hledger -f {slug}-ledger.journal balance</code>
        </p>
        <h2 className="after">{t.byHand}</h2>
        <p>{t.sums}</p>
        <p>{t.chain}</p>
        <p>{t.ends}</p>
        {head ? (
          <p>
            {t.head} {number(head.seq, language)}, <code>{head.hash}</code>
          </p>
        ) : (
          <p>{t.noHead}</p>
        )}
        <h2 className="after">{t.commitmentTitle}</h2>
        <p>{t.commitment}</p>
      </PlainBody>
    </>
  )
}
