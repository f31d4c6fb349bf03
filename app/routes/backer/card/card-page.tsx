import { anotherCardMessages } from '#app/i18n/messages/another-card.ts'
import { manageMessages } from '#app/i18n/messages/manage.ts'
import { Button } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { useMessages } from '#app/ui/language-context.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PledgePage } from '#app/ui/pledge-page.tsx'
import type { PledgeState } from '#db/schema.ts'

/** Why no Checkout opened, although another card could be given. */
export type CardProblem = 'unavailable' | 'refused' | 'tooMany' | 'cardsStopped'

interface CardPageProps {
  campaign: { title: string; slug: string }
  /** The pledge and the tip, in words. */
  amount: string
  deadline: string
  /** The last month of the card that is saved, in words; null when that is not known. */
  cardEnds: string | null
  state: PledgeState
  mayGive: boolean
  problem: CardProblem | null
}

/** What another card changes and what not, and the button to where it is given. */
export function CardPage({ campaign, amount, deadline, cardEnds, state, mayGive, problem }: CardPageProps) {
  const t = useMessages(anotherCardMessages)
  const { states, toCampaign } = useMessages(manageMessages)
  return (
    <PledgePage title={campaign.title}>
      <h1>{t.title}</h1>
      {problem && <Notice kind="alarm" title={t.problems[problem]} isAnswer />}
      {mayGive ? (
        <>
          <p className="lead">{t.text(amount, campaign.title)}</p>
          {cardEnds && <p>{t.ends(cardEnds)}</p>}
          <p>{t.charged(deadline)}</p>
          <Form>
            <Button look="pay" isBig isWide>
              {t.go}
            </Button>
          </Form>
        </>
      ) : (
        <Notice title={t.notNeeded} isAnswer>
          <p>{states[state]}</p>
        </Notice>
      )}
      <p>
        <a href={`/campaigns/${campaign.slug}`}>{toCampaign}</a>
      </p>
    </PledgePage>
  )
}
