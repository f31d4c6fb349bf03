import type { ReactNode } from 'react'

interface LedgerHeadProps {
  kicker: ReactNode
  /** The amount in the heading, and what it is: `€ 21.175,10` `in bewaring`. */
  figure: string
  what: string
  lead?: string
  /** A Flow. */
  children: ReactNode
}

/** The head of a cash book: one amount, and how it came to be. */
export function LedgerHead({ kicker, figure, what, lead, children }: LedgerHeadProps) {
  return (
    <div className="page ledger-head">
      <div>
        <p className="kicker">{kicker}</p>
        <h1>
          <b>{figure}</b> {what}
        </h1>
        {lead && <p className="lead">{lead}</p>}
      </div>
      {children}
    </div>
  )
}
