import type { ReactNode } from 'react'
import { classNames } from '#app/ui/class-names.ts'

/** What waits on a desk, oldest first. Holds Jobs. */
export function Queue({ children }: { children: ReactNode }) {
  return <ul className="queue">{children}</ul>
}

interface JobProps {
  title: ReactNode
  /** Why it is here. */
  children?: ReactNode
  /** How old, in words: `26 uur oud`. */
  age?: string
  /** What stands under the age: when it is late, or a link. */
  ageNote?: ReactNode
  isLate?: boolean
  /** The one thing to do: a ButtonLink, or a form with a Button. */
  deed?: ReactNode
}

/** A row on the desk: what, why, how old, one deed. */
export function Job({ title, children, age, ageNote, isLate = false, deed }: JobProps) {
  return (
    <li className={classNames('job', isLate && 'late')}>
      <div>
        <h3>{title}</h3>
        {children && <p>{children}</p>}
      </div>
      <p className="age">
        {age && <b>{age}</b>} {ageNote}
      </p>
      <div className="deed">{deed}</div>
    </li>
  )
}
