import type { CollectionName } from '../collections.ts'
import type { Draft } from '../draft.ts'
import { buttonsFor, pull } from '../triggers/triggers.ts'
import { ControlMistake } from '../triggers/wish.ts'
import { type Html, html } from './html.ts'
import { noticePage, type Page, seeOther } from './page.ts'

/** The buttons for what can happen to an object; each says to whoever does not see the row which one it is for. */
export function triggerButtons(draft: Draft, collection: CollectionName, id: string): Html {
  const buttons = buttonsFor(draft, collection, id).map(
    ({ path, label }) =>
      html`<form method="post" action="/trigger/${path}">
        <input type="hidden" name="back" value="/#${collection}" />
        <button class="button quiet">${label}<span class="unseen"> ${id}</span></button>
      </form>`,
  )
  return html`<div class="row">${buttons}</div>`
}

/** A button was pressed, or a form of the bank sent. */
export const submitTrigger: Page = (core, request, path) => {
  const { back = '/', ...fields } = Object.fromEntries(request.form)
  const way = back.startsWith('/') && !back.startsWith('//') ? back : '/'
  try {
    const result = core.step(draft => pull(draft, path, Object.entries(fields)))
    if (result !== undefined) return seeOther(way)
    return refusal(404, `There is no trigger ${path}.`, way)
  } catch (error) {
    if (error instanceof ControlMistake) return refusal(400, `${error.message}.`, way)
    throw error
  }
}

/** Says in one sentence why nothing happened. */
export function refusal(status: 400 | 404, text: string, back: string) {
  return noticePage('en', { status, title: 'Nothing happened', text, link: { url: back, label: 'Back' } })
}
