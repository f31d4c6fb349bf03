import type { ReactNode } from 'react'
import { Drawing, type DrawingName } from '#app/ui/drawings/drawing.tsx'

interface EmptyProps {
  title: string
  /** What will come here, and what to do now. */
  children: ReactNode
  drawing?: DrawingName
}

/** A list with nothing in it: the mat, what will come, what to do. */
export function Empty({ title, children, drawing = 'mat' }: EmptyProps) {
  return (
    <div className="empty">
      <Drawing name={drawing} />
      <div>
        <h3>{title}</h3>
        {typeof children === 'string' ? <p>{children}</p> : children}
      </div>
    </div>
  )
}
