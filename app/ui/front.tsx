import type { ReactNode } from 'react'
import { Poem } from '#app/ui/poem.tsx'

/** The front page's wall: a poem painted on it, and a sheet pasted over. */
export function Front({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="front brickwork">
      <div className="page front-in">
        <Poem title={title} />
        <div className="sheet">{children}</div>
      </div>
    </section>
  )
}

interface OpeningProps {
  kicker: string
  title: string
  href: string
  lead: string
  /** A Picture or a Drawing. */
  art: ReactNode
  /** Singel and Tally, beside each other. */
  figures: ReactNode
  /** Buttons and a last line. */
  children: ReactNode
}

/** The one campaign the front page opens with. */
export function Opening({ kicker, title, href, lead, art, figures, children }: OpeningProps) {
  return (
    <section className="page opening" aria-labelledby="opening-title">
      {art}
      <div className="opening-text">
        <p className="kicker">{kicker}</p>
        <h2 id="opening-title">
          <a href={href}>{title}</a>
        </h2>
        <p className="lead">{lead}</p>
        <div className="singel">{figures}</div>
        {children}
      </div>
    </section>
  )
}
