import type { CampaignForTeam } from '#app/domain/campaigns/campaign-queries.server.ts'
import { basisPoints, day, daysLeft } from '#app/i18n/format.ts'
import { reviewMessages } from '#app/i18n/messages/review.ts'
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
  const t = useMessages(reviewMessages)
  const { campaign, initiator, missing, payoutAccount, platformFeeBp, costsPassedOn } = found
  const { deadline } = campaign
  return (
    <>
      <h3>{t.checklist}</h3>
      {missing.length === 0 ? (
        <p>{t.complete}</p>
      ) : (
        <>
          <p>{t.missing}</p>
          <ul>
            {missing.map(({ thing }) => (
              <li key={thing}>{t.things[thing]}</li>
            ))}
          </ul>
        </>
      )}
      <Facts
        facts={[
          { label: t.account, value: t.accounts[payoutAccount] },
          {
            label: t.deadline,
            value: deadline
              ? `${day(deadline, language)}, ${t.daysLeft(daysLeft(deadline, now))}`
              : t.noDeadline,
          },
          {
            label: t.float,
            value: isFloatEnough ? t.floatEnough : t.floatShort,
          },
          ...(platformFeeBp === null
            ? []
            : [
                {
                  label: t.fee,
                  value: t.feePercent(basisPoints(platformFeeBp, language), costsPassedOn === true),
                },
              ]),
          { label: t.initiator, value: `${initiator.name ?? ''} ${initiator.email}`.trim() },
        ]}
      />
      <h3 className="after">{t.rights}</h3>
      <p>{t.rightsText}</p>
    </>
  )
}
