import type { Draft } from '../draft.ts'

/** A step that a person takes on another page: their bank's, or the one where they prove who they are. */
export interface Attempt {
  id: string
  page: 'bank-page' | '3ds'
  /** The payment or setup intent that waits for it. */
  intent: string
  session: string | null
  /** Where the person goes afterwards when there is no session. */
  returnUrl: string | null
  status: 'open' | 'done'
}

/** Opens a step; its address goes into the intent's `next_action`. */
export function openAttempt(
  draft: Draft,
  attempt: Omit<Attempt, 'id' | 'status'>,
): { attempt: Attempt; url: string } {
  const id = draft.nextId('at_')
  const opened = draft.put('attempt', id, { ...attempt, id, status: 'open' })
  return { attempt: opened, url: `${draft.settings.publicUrl}/${attempt.page}/${id}` }
}

/** The `next_action` that sends a person to a step. */
export function redirectTo(url: string, returnUrl: string | null) {
  return { type: 'redirect_to_url' as const, redirect_to_url: { return_url: returnUrl, url } }
}
