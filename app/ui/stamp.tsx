import type { ReactNode } from 'react'
import { classNames } from '#app/ui/class-names.ts'

/** A state or a decision, as stamped on paper. */
export function Stamp({
  kind = 'concern',
  children,
}: {
  kind?: 'concern' | 'money' | 'alarm' | 'plain'
  children: ReactNode
}) {
  return <span className={classNames('stamp', kind !== 'concern' && kind)}>{children}</span>
}
