import type { ReactElement } from 'react'
import { look } from './look.ts'

/**
 * What an initiator wrote, already made into safe HTML. The only place in the letters that prints HTML as it comes;
 * `html` must be the work of the Markdown renderer.
 */
export function Written({ html }: { html: string }): ReactElement {
  return <div className="written ink" style={look.written} dangerouslySetInnerHTML={{ __html: html }} />
}
