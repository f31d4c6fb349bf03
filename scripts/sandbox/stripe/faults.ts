import type { Draft } from '../draft.ts'

/** The ways in which the sandbox can be made to fail. */
export const FAULT_KINDS = ['error_before', 'error_after', '429', 'slow', 'cut'] as const

export type FaultKind = (typeof FAULT_KINDS)[number]

/**
 * A failure that is planned for requests to come.
 * `error_before`: 500 and nothing happened. `error_after`: 500 although it happened, and so saved under the key.
 * `429`: refused for the rate. `slow`: it happens, and the answer takes long. `cut`: it happens, and the answer
 * breaks off half-way.
 */
export interface Fault {
  id: string
  method: string
  /** A regular expression over the path. */
  path: string
  kind: FaultKind
  /** For how many requests it still holds. */
  times: number
  /** How long a slow answer takes, in milliseconds of the machine's own time. */
  slowMs: number
}

export function addFault(draft: Draft, fault: Omit<Fault, 'id'>): Fault {
  const id = draft.nextId('fault_')
  return draft.put('fault', id, { ...fault, id }, '')
}

/** The oldest fault that fits a request; it is used up by one. */
export function takeFault(draft: Draft, method: string, path: string): Fault | undefined {
  const fault = draft
    .all('fault')
    .reverse()
    .find(f => (f.method === '*' || f.method === method) && new RegExp(f.path).test(path))
  if (fault === undefined) return undefined
  if (fault.times <= 1) draft.remove('fault', fault.id)
  else draft.patch('fault', fault.id, { times: fault.times - 1 })
  return fault
}
