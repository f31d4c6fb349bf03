import type { ReactNode } from 'react'
import { classNames } from '#app/ui/class-names.ts'

/** Green where money moves or the main step is taken (one in view), brick where hands are offered, else ink. */
export type ButtonLook = 'ink' | 'pay' | 'help' | 'alarm' | 'text'

interface ButtonStyle {
  look?: ButtonLook
  isWide?: boolean
  isBig?: boolean
  children: ReactNode
}

function buttonClass({ look = 'ink', isWide = false, isBig = false }: ButtonStyle): string {
  return classNames('button', look !== 'ink' && look, isWide && 'wide', isBig && 'big')
}

interface ButtonProps extends ButtonStyle {
  /** What is posted when this is the button that was pressed. */
  name?: string
  value?: string
  /** Posts the same form elsewhere. */
  formAction?: string
}

/** Sends its form. Its words say what happens. */
export function Button({ name, value, formAction, ...style }: ButtonProps) {
  return (
    <button className={buttonClass(style)} type="submit" name={name} value={value} formAction={formAction}>
      {style.children}
    </button>
  )
}

/** A link that is the main way onward. */
export function ButtonLink({ href, ...style }: ButtonStyle & { href: string }) {
  return (
    <a className={buttonClass(style)} href={href}>
      {style.children}
    </a>
  )
}

/** Buttons and links beside each other. */
export function Actions({ children }: { children: ReactNode }) {
  return <div className="actions">{children}</div>
}
