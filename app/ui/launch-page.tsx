import type { ReactNode } from 'react'

interface LaunchPageProps {
  /** Steps, the heading (an h1) and the error summary. */
  head: ReactNode
  children: ReactNode
  /** What stands beside the form: how it adds up. */
  aside?: ReactNode
}

/** A step of a launch: steps on top, the form, and a sheet beside it. */
export function LaunchPage({ head, children, aside }: LaunchPageProps) {
  return (
    <div className="page launch">
      <div className="launch-title">{head}</div>
      <div>{children}</div>
      {aside && <aside className="sheet">{aside}</aside>}
    </div>
  )
}

/** Fields of one line beside each other: what for, how much, which kind. */
export function LineFields({ legend, children }: { legend: string; children: ReactNode }) {
  return (
    <fieldset className="line-fields">
      <legend className="hidden">{legend}</legend>
      {children}
    </fieldset>
  )
}
