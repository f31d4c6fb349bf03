import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { hintCheckout } from '#app/domain/payments/payments.server.ts'
import { totalOf } from '#app/domain/pledges/pledge.ts'
import type { PledgeState } from '#db/schema.ts'
import { pledgeAtHand } from '#app/http/pledge-at-hand.server.ts'
import { languageOf } from '#app/http/visitor.server.ts'
import { euros } from '#app/i18n/format.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { manageMessages } from '#app/i18n/messages/manage.ts'
import { Actions, ButtonLink } from '#app/ui/button.tsx'
import { useMessages } from '#app/ui/language-context.tsx'
import { PledgePage } from '#app/ui/pledge-page.tsx'

/** The page looks again by itself so many times, then says that a letter follows. */
const LOOKS_AGAIN = 20
const LOOKS_EVERY_SECONDS = 3

type Standing = 'held' | 'committed' | 'waiting' | 'waitingLong' | 'ended' | 'over'

/** Shows what the books say of a pledge after Checkout. It gives a hint to look, and books nothing itself. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const pledge = await pledgeAtHand(request, context, params.pledgeId, 'pledge-thanks')
  const { world } = context
  const address = new URL(request.url)
  const looked = Number(address.searchParams.get('n') ?? '0')
  const standing = standingOf(pledge.state, looked)
  const sessionId = address.searchParams.get('cs')
  if (sessionId && standing === 'waiting')
    await world.db.inTransaction(trx =>
      hintCheckout(trx, world.clock.now(), { pledgeId: pledge.id, sessionId }),
    )
  const language = languageOf(request)
  address.searchParams.set('n', String(looked + 1))
  return {
    standing,
    amount: euros(totalOf(pledge), language),
    campaign: { title: pledge.campaign_title, slug: pledge.campaign_slug },
    refresh:
      standing === 'waiting' ? `${LOOKS_EVERY_SECONDS};url=${address.pathname}${address.search}` : null,
    title: messagesFor(manageMessages, language).thanks[standing].title,
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  page
    ? [{ title: page.title }, ...(page.refresh ? [{ httpEquiv: 'refresh', content: page.refresh }] : [])]
    : []

export default function Thanks() {
  const { standing, amount, campaign } = useLoaderData<typeof loader>()
  const t = useMessages(manageMessages)
  const isIn = standing === 'held' || standing === 'committed'
  return (
    <PledgePage title={campaign.title}>
      <div role="status">
        <h1>{t.thanks[standing].title}</h1>
        <p className="lead">{t.thanks[standing].text(amount)}</p>
      </div>
      {isIn && (
        <>
          <h2 className="h3">{t.share}</h2>
          <p>
            <q>{t.shareText(campaign.title)}</q>
          </p>
        </>
      )}
      <Actions>
        {standing === 'ended' && (
          <ButtonLink href={`/campaigns/${campaign.slug}/pledge`} look="pay">
            {t.tryAgain}
          </ButtonLink>
        )}
        <ButtonLink href={`/campaigns/${campaign.slug}`}>{t.toCampaign}</ButtonLink>
      </Actions>
    </PledgePage>
  )
}

function standingOf(state: PledgeState, looked: number): Standing {
  if (state === 'held' || state === 'committed') return state
  if (state === 'abandoned') return 'ended'
  const isWaiting = ['draft', 'checkout_open', 'processing', 'collecting', 'action_required'].includes(state)
  if (!isWaiting) return 'over'
  return looked < LOOKS_AGAIN ? 'waiting' : 'waitingLong'
}
