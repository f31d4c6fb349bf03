import type { ReactNode } from 'react'

export interface Fact {
  label: string
  value: ReactNode
}

/** Words and what they are: a pledge, a payout, a user. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="facts">
      {facts.map(fact => (
        <div key={fact.label}>
          <dt>{fact.label}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  )
}
