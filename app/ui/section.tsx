import type { ReactNode } from 'react'

interface SectionHeadProps {
  /** The id of the heading, for `aria-labelledby`. */
  id?: string
  title: string
  /** One sentence or link on the same line. */
  aside?: ReactNode
}

/** A thick rule with a word on it. */
function SectionHead({ id, title, aside }: SectionHeadProps) {
  return (
    <div className="section-head">
      <h2 id={id}>{title}</h2>
      {typeof aside === 'string' ? <p>{aside}</p> : aside}
    </div>
  )
}

interface SectionProps {
  /** The anchor tabs link to; the heading gets `<id>-title`. */
  id: string
  title: string
  aside?: ReactNode
  children: ReactNode
}

/** A section of a page under its own heading. */
export function Section({ id, title, aside, children }: SectionProps) {
  return (
    <section className="page section" id={id} aria-labelledby={`${id}-title`}>
      <SectionHead id={`${id}-title`} title={title} aside={aside} />
      {children}
    </section>
  )
}

/** A wide column and a narrow one, which stays in view while the wide one is read. */
export function Columns({ children, aside }: { children: ReactNode; aside?: ReactNode }) {
  return (
    <div className="columns">
      <div>{children}</div>
      {aside && <div className="aside">{aside}</div>}
    </div>
  )
}
