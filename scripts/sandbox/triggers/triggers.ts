import type { CollectionName } from '../collections.ts'
import type { Draft } from '../draft.ts'
import { BANK_TRIGGERS } from './bank-triggers.ts'
import { CHARGE_TRIGGERS, DISPUTE_TRIGGERS, PAYMENT_TRIGGERS } from './charge-triggers.ts'
import { ACCOUNT_TRIGGERS } from './account-triggers.ts'
import { MONEY_TRIGGERS } from './money-triggers.ts'
import type { Trigger } from './trigger.ts'
import { Wish } from './wish.ts'

/** Every trigger of the sandbox: the one list behind the control panel, the dashboard's buttons and the README. */
export const TRIGGERS: readonly Trigger[] = [
  ...PAYMENT_TRIGGERS,
  ...CHARGE_TRIGGERS,
  ...DISPUTE_TRIGGERS,
  ...ACCOUNT_TRIGGERS,
  ...MONEY_TRIGGERS,
  ...BANK_TRIGGERS,
]

/**
 * Makes a trigger happen, in the name of the platform. Undefined when there is none at `path`; throws a
 * `ControlMistake` with a sentence when it cannot be done.
 */
export function pull(draft: Draft, path: string, fields: Iterable<[string, unknown]>): object | undefined {
  for (const trigger of TRIGGERS) {
    const found = patternOf(trigger.path).exec(path)
    if (found === null) continue
    const wish = new Wish(fields)
    const result = trigger.run(draft, decodeURIComponent(found[1] ?? ''), wish)
    wish.checkAllTaken()
    return result
  }
  return undefined
}

/** The buttons that make sense for an object as it is. */
export function buttonsFor(
  draft: Draft,
  collection: CollectionName,
  id: string,
): { path: string; label: string }[] {
  return TRIGGERS.flatMap(({ on, path, button }) =>
    on === collection && button?.fits(draft, id) === true
      ? [{ path: path.replace(':id', encodeURIComponent(id)), label: button.label }]
      : [],
  )
}

/** What can be triggered, as the control panel tells it. */
export function triggerList(): object[] {
  return TRIGGERS.map(({ path, does, fields }) => ({ post: `/_sandbox/${path}`, does, fields }))
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll('/', '\\/').replace(':id', '([^/]+)')}$`)
}
