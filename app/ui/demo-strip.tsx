import type { ReactNode } from 'react'
import { siteMessages } from '#app/i18n/messages/site.ts'
import { useMessages } from '#app/ui/language-context.tsx'

/** Says that this is a demonstration, and what in it is made up (in the children, else in general). */
export function DemoStrip({ children }: { children?: ReactNode }) {
  const t = useMessages(siteMessages)
  return (
    <div className="demo">
      <p className="page">
        <strong>{t.demo}</strong> {children ?? t.demoExplained}
      </p>
    </div>
  )
}
