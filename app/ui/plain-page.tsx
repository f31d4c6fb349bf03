import type { ReactNode } from 'react'

/** A plain page: its question or subject, and what it is in a sentence. Text below it stands in PlainBody. */
export function PlainHead({ title, kicker, lead }: { title: string; kicker?: ReactNode; lead?: ReactNode }) {
  return (
    <div className="page plain-head">
      {kicker && <p className="kicker">{kicker}</p>}
      <h1>{title}</h1>
      {lead && <p className="lead">{lead}</p>}
    </div>
  )
}

/** One column of text and forms under a head. */
export function PlainBody({ children }: { children: ReactNode }) {
  return <div className="page narrow">{children}</div>
}
