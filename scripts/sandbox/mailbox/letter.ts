import type { Draft } from '../draft.ts'

/** A letter that the mail server took in. Addresses are as they were written on the envelope. */
export interface Letter {
  id: string
  to: string[]
  from: string
  subject: string
  text: string
  html: string
  headers: Record<string, string>
  receivedAtMs: number
}

/** Puts a letter into the mailbox. */
export function receiveLetter(draft: Draft, letter: Omit<Letter, 'id' | 'receivedAtMs'>): Letter {
  const id = draft.nextId('letter_')
  return draft.put('letter', id, { ...letter, id, receivedAtMs: draft.nowMs }, '')
}

/** Letters, the newest first; with an address, only those that were sent to it. */
export function lettersTo(draft: Draft, address: string | undefined): Letter[] {
  const wanted = address?.trim().toLowerCase()
  if (wanted === undefined || wanted === '') return draft.all('letter')
  return draft.all('letter').filter(letter => letter.to.some(to => to.toLowerCase() === wanted))
}
