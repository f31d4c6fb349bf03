import type { ReactNode } from 'react'

/** The head of a desk: what is the matter, in one sentence. */
export function DeskHead({ kicker, title }: { kicker?: ReactNode; title: string }) {
  return (
    <div className="page desk-head">
      {kicker && <p className="kicker">{kicker}</p>}
      <h1>{title}</h1>
    </div>
  )
}
