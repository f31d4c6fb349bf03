import type { ReactNode } from 'react'
import { classNames } from '#app/ui/class-names.ts'

interface NoticeProps {
  /** money: about money, or good news; concern: concerns and decisions; alarm: wrong or too late. */
  kind?: 'plain' | 'money' | 'concern' | 'alarm'
  /** The word that says which kind of message this is; never colour alone. */
  title: string
  /** Whether it answers what the reader just did, so that a screen reader says it at once. */
  isAnswer?: boolean
  children?: ReactNode
}

/** A message with a thick edge. */
export function Notice({ kind = 'plain', title, isAnswer = false, children }: NoticeProps) {
  const role = isAnswer ? (kind === 'alarm' ? 'alert' : 'status') : undefined
  return (
    <div className={classNames('notice', kind !== 'plain' && kind)} role={role}>
      <p className="kind">{title}</p>
      {typeof children === 'string' ? <p>{children}</p> : children}
    </div>
  )
}
