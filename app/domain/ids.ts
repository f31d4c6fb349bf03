import { v7 } from 'uuid'

/**
 * Makes ids: UUIDv7, so that rows made later sort later. Authority never rests on an id; links in letters
 * carry a signed token instead.
 */
export interface Ids {
  next(): string
}

/** The ids of production: time-ordered and random. */
export const randomIds: Ids = { next: () => v7() }

/** Whether a text has the shape of an id of ours. Anything else never reaches a query. */
export function isId(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(text)
}

/** An id without its hyphens: for where there is room for 35 characters, as in a payment file. */
export function compactId(id: string): string {
  return id.replaceAll('-', '')
}

/** The way back from `compactId`; null when the text is no id of ours. */
export function idOfCompact(text: string): string | null {
  const parts = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/i.exec(text)
  return parts ? parts.slice(1).join('-').toLowerCase() : null
}
