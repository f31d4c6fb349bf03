import type { ReactNode } from 'react'

/** What scrolls must be reached by keyboard (WCAG 2.2, 2.1.1), also when nothing in it takes the focus. */
const REACHED_BY_KEYBOARD = { tabIndex: 0 }

/** Around a table that may be too wide for a phone: it scrolls by itself, the page never does. */
export function WideTable({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="wide-table" role="region" aria-label={label} {...REACHED_BY_KEYBOARD}>
      {children}
    </div>
  )
}
