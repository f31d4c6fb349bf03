import type { CampaignForTeam } from '#app/domain/campaigns/campaign-queries.server.ts'
import { basisPoints, day, daysLeft } from '#app/i18n/format.ts'
import { adminMessages } from '#app/i18n/messages/admin.ts'
import { Facts } from '#app/ui/facts.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'

interface ChecklistProps {
  found: CampaignForTeam
  now: string
  isFloatEnough: boolean
}

/** What the platform could look at by itself, and what only a person can. */
export function Checklist({ found, now, isFloatEnough }: ChecklistProps) {
  const language = useLanguage()
  const t = useMessages(adminMessages)
  const { campaign, initiator, missing, payoutAccount, platformFeeBp, costsPassedOn } = found
  const { deadline } = campaign
  return (
    <>
      <h3>{t.review.checklist}</h3>
      {missing.length === 0 ? (
        <p>{t.review.complete}</p>
      ) : (
        <>
          <p>{t.review.missing}</p>
          <ul>
            {missing.map(({ thing }) => (
              <li key={thing}>{t.review.things[thing]}</li>
            ))}
          </ul>
        </>
      )}
      <Facts
        facts={[
          { label: t.review.account, value: t.accounts[payoutAccount] },
          {
            label: t.review.deadline,
            value: deadline
              ? `${day(deadline, language)}, ${t.review.daysLeft(daysLeft(deadline, now))}`
              : t.review.noDeadline,
          },
          {
            label: t.review.float,
            value: isFloatEnough ? t.review.floatEnough : t.review.floatShort,
          },
          ...(platformFeeBp === null
            ? []
            : [
                {
                  label: t.review.fee,
                  value: t.review.feePercent(basisPoints(platformFeeBp, language), costsPassedOn === true),
                },
              ]),
          { label: t.review.initiator, value: `${initiator.name ?? ''} ${initiator.email}`.trim() },
        ]}
      />
      <h3 className="after">{t.review.rights}</h3>
      <p>{t.review.rightsText}</p>
    </>
  )
}
