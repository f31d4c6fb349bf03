import type { ReactNode } from 'react'
import { Poem } from '#app/ui/poem.tsx'

interface CampaignHeadProps {
  title: string
  art: ReactNode
  /** The campaign in one sentence. */
  intro: string
  /** Singel and Tally. */
  figures: ReactNode
  /** Buttons, and the rule of the game in a sentence. */
  children: ReactNode
}

/** The head of a campaign page: the title as a poem, one picture, the figures. */
export function CampaignHead({ title, art, intro, figures, children }: CampaignHeadProps) {
  return (
    <div className="page campaign-head">
      <Poem title={title} />
      {art}
      <p className="campaign-intro">{intro}</p>
      <div className="campaign-side">
        <div className="singel">{figures}</div>
        {children}
      </div>
    </div>
  )
}
