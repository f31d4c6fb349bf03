import type { Discrepancy } from '#app/domain/reconciliation/reconciliation-queries.server.ts'
import { discrepancyKind, isOverdue } from '#app/domain/reconciliation/discrepancy-kinds.ts'
import { lasting, moment } from '#app/i18n/format.ts'
import { deskMessages } from '#app/i18n/messages/desk.ts'
import { discrepancyMessages } from '#app/i18n/messages/discrepancies.ts'
import { discrepancyKindMessages } from '#app/i18n/messages/discrepancy-kinds.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { discrepancyWords } from '#app/ui/desk/discrepancy-words.ts'
import { Form } from '#app/ui/form.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'

interface OpenDiscrepanciesProps {
  discrepancies: readonly Discrepancy[]
  now: string
  mayResolve: boolean
  seesJobs: boolean
}

/** The open ones as a queue: what, why, what to do, how old, and where to look. */
export function OpenDiscrepancies({ discrepancies, ...reader }: OpenDiscrepanciesProps) {
  return (
    <ul className="queue">
      {discrepancies.map(discrepancy => (
        <OpenDiscrepancy key={discrepancy.id} discrepancy={discrepancy} {...reader} />
      ))}
    </ul>
  )
}

interface OpenDiscrepancyProps extends Omit<OpenDiscrepanciesProps, 'discrepancies'> {
  discrepancy: Discrepancy
}

function OpenDiscrepancy({ discrepancy, now, mayResolve, seesJobs }: OpenDiscrepancyProps) {
  const language = useLanguage()
  const t = useMessages(discrepancyMessages)
  const { old } = useMessages(deskMessages)
  const { allowed } = useMessages(discrepancyKindMessages)
  const { title, cause, proposal } = discrepancyWords(discrepancy, language)
  const ms = Date.parse(now) - Date.parse(discrepancy.foundAt)
  return (
    <li className={isOverdue(discrepancy, now) ? 'job late' : 'job'} id={`discrepancy-${discrepancy.id}`}>
      <div>
        <h3>{title}</h3>
        <p>{cause}</p>
        <p>
          <strong>{t.proposalLabel}:</strong> {proposal}
        </p>
        <Reference discrepancy={discrepancy} seesJobs={seesJobs} />
      </div>
      <p className="age">
        <b>{old(lasting(ms, language))}</b>
        <time dateTime={discrepancy.foundAt}>{moment(discrepancy.foundAt, language)}</time>
        <br />
        <span>{allowed(lasting(discrepancyKind(discrepancy.kind).allowedMs, language))}</span>
      </p>
      <div className="deed">{mayResolve && <Deed discrepancy={discrepancy} />}</div>
    </li>
  )
}

/** The button that does the proposal; and, where that is work of ours, the way to close it by hand beside it. */
function Deed({ discrepancy: { id, kind } }: Pick<OpenDiscrepancyProps, 'discrepancy'>) {
  const t = useMessages(discrepancyKindMessages)
  const { deed } = discrepancyKind(kind)
  const close = `/admin/discrepancies?resolve=${id}#resolve`
  if (deed === 'close') return <ButtonLink href={close}>{t.deeds.close}</ButtonLink>
  return (
    <>
      <Form action="/admin/discrepancies" hidden={{ deed: 'proposal', discrepancyId: id }}>
        <Button>{t.deeds[deed]}</Button>
      </Form>
      <a href={close}>{t.alsoClose}</a>
    </>
  )
}

/** What it is about: its id, what was noted, and the pages that tell more. */
function Reference({ discrepancy, seesJobs }: Pick<OpenDiscrepancyProps, 'discrepancy' | 'seesJobs'>) {
  const t = useMessages(discrepancyMessages)
  const { campaign, settlementId, entryId } = discrepancy.about
  const noted = Object.entries(discrepancy.detail).filter(([, value]) => value !== null)
  const isAboutJob = ['work-given-up', 'key-reused'].includes(discrepancy.kind)
  return (
    <>
      <p>
        {t.subject}: <code>{discrepancy.subject}</code>
        {noted.map(([name, value]) => (
          <span key={name}>
            {' · '}
            {name}: <code>{value}</code>
          </span>
        ))}
      </p>
      <p>
        {campaign && <a href={`/admin/campaigns/${campaign.id}`}>{t.toCampaign(campaign.title)}</a>}{' '}
        {settlementId && <a href={`/admin/payouts/${settlementId}`}>{t.toPayout}</a>}{' '}
        {entryId && <a href={`/admin/journal/${entryId}`}>{t.toEntry}</a>}{' '}
        {isAboutJob && seesJobs && <a href="/admin/jobs#given-up">{t.toJobs}</a>}
      </p>
    </>
  )
}
