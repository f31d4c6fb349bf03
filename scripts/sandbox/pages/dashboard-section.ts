import { isoOf } from '../clock.ts'
import { type Html, html } from './html.ts'
import { table } from './table.ts'

/** How many rows of each kind the overview shows. */
const SHOWN = 15

type Row = Parameters<typeof table>[2][number]

/** A table of the newest things of one kind, under a heading that can be linked to by `id`. */
export function section<T>(
  title: string,
  id: string,
  columns: string[],
  things: T[],
  rowOf: (thing: T) => Row,
  shown = SHOWN,
): Html {
  const more = things.length > shown ? `the newest ${shown} of ${things.length}` : `${things.length} in all`
  const rows = things.slice(0, shown).map(rowOf)
  return html`<section id="${id}">
    <h2>${title}</h2>
    ${rows.length === 0 ? html`<p>None yet.</p>` : table(`${title}: ${more}`, columns, rows)}
  </section>`
}

/** The way to an object as the API would answer it. */
export function objectLink(id: string): Html {
  return html`<a href="/objects/${id}">${id}</a>`
}

/** A moment in seconds, to be read. */
export function at(seconds: number): string {
  return timeText(isoOf(seconds * 1000))
}

export function timeText(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`
}
