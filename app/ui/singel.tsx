import { useId } from 'react'
import type { Cents } from '#app/domain/money.ts'
import { percent, percentOf } from '#app/i18n/format.ts'
import { fundingMessages } from '#app/i18n/messages/funding.ts'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { QUAY_PATH, SINGEL_PATH } from '#app/ui/singel-path.ts'

/** Needs met of all needs, when a campaign has needs. */
export interface Hands {
  met: number
  all: number
}

interface SingelProps {
  /** The campaign's title, for the text alternative. */
  title: string
  raised: Cents
  minimum: Cents
  hands?: Hands
}

/** The ring canal that closes as the money comes in; the mark on it stands at 80 %. A Tally goes beside it. */
export function Singel({ title, raised, minimum, hands }: SingelProps) {
  const language = useLanguage()
  const t = useMessages(fundingMessages)
  const id = useId()
  const filled = raised > 0 ? Math.max(1, percentOf(raised, minimum)) : 0
  const words = [t.ringTitle(title, percentOf(raised, minimum)), t.ringGate]
  if (hands) words.push(t.ringHands(hands.met, hands.all))
  return (
    <svg className="ring" viewBox="0 0 200 160" role="img" aria-labelledby={id}>
      <title id={id}>{words.join(' ')}</title>
      <path className="ring-bed" d={SINGEL_PATH} />
      {filled > 0 && (
        <path
          className="ring-money"
          pathLength="100"
          strokeDasharray={filled < 100 ? `${filled} 100` : undefined}
          d={SINGEL_PATH}
        />
      )}
      <path className="ring-gate" pathLength="100" strokeDasharray="0 79.6 .8 100" d={SINGEL_PATH} />
      {hands && <HandsRing {...hands} />}
      <text className="ring-number" x="99" y="89" textAnchor="middle" aria-hidden="true">
        {percent(raised, minimum, language)}
      </text>
    </svg>
  )
}

/** One brick for each need; laid ones are filled. */
function HandsRing({ met, all }: Hands) {
  return (
    <>
      <path className="ring-plan" pathLength={all} strokeDasharray=".84 .16" d={QUAY_PATH} />
      {met > 0 && (
        <path
          className="ring-hands"
          pathLength={all}
          strokeDasharray={`${'.84 .16 '.repeat(met)}0 ${all}`}
          d={QUAY_PATH}
        />
      )}
    </>
  )
}
