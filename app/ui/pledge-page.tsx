import type { ReactNode } from 'react'
import { Poem } from '#app/ui/poem.tsx'

interface PledgePageProps {
  /** The campaign's title, on the wall. */
  title: string
  /** Singel and Tally, on wide screens. */
  figures?: ReactNode
  /** The heading (an h1), the error summary and the form. */
  children: ReactNode
}

/** The wall on one side, a form on the other: pledge, thank you, manage, withdraw. */
export function PledgePage({ title, figures, children }: PledgePageProps) {
  return (
    <div className="pledge-page">
      <div className="pledge-for brickwork">
        <div>
          <Poem title={title} as="p" />
          {figures && (
            <div className="sheet">
              <div className="singel">{figures}</div>
            </div>
          )}
        </div>
      </div>
      <div className="pledge-form">{children}</div>
    </div>
  )
}
