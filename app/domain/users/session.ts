import type { Role } from '#db/schema.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../clock.ts'
import type { Instant } from '../clock.ts'

/** How long a session lasts. Whoever has a role can do more harm, so theirs is shorter. */
export interface SessionLimits {
  /** After the last request. */
  idleMs: number
  /** After signing in, however much it is used. */
  absoluteMs: number
  /** How much later than the last noted use a new use is noted, so that not every request writes. */
  noteUseAfterMs: number
}

const STAFF: SessionLimits = {
  idleMs: 30 * MINUTE_MS,
  absoluteMs: 12 * HOUR_MS,
  noteUseAfterMs: MINUTE_MS,
}
const OTHERS: SessionLimits = {
  idleMs: 30 * DAY_MS,
  absoluteMs: 90 * DAY_MS,
  noteUseAfterMs: HOUR_MS,
}

/** No session lasts longer than this, whoever it is of. */
export const LONGEST_SESSION_MS = OTHERS.absoluteMs

/** The limits that hold for who has these roles now; a role that is given later shortens a session at once. */
export function sessionLimits(roles: readonly Role[]): SessionLimits {
  return roles.length > 0 ? STAFF : OTHERS
}

/** Whether a session still counts. */
export function isSessionAlive(
  session: { createdAt: Instant; lastSeenAt: Instant },
  roles: readonly Role[],
  now: Date,
): boolean {
  const { idleMs, absoluteMs } = sessionLimits(roles)
  const at = now.getTime()
  return at < Date.parse(session.createdAt) + absoluteMs && at < Date.parse(session.lastSeenAt) + idleMs
}

/** Whether the use of a session at `now` is to be noted. */
export function isUseToBeNoted(lastSeenAt: Instant, roles: readonly Role[], now: Date): boolean {
  return now.getTime() >= Date.parse(lastSeenAt) + sessionLimits(roles).noteUseAfterMs
}

/** How long ago somebody must have signed in who moves money: a session that was left open does not (trust.md T11). */
const FRESH_SIGN_IN_MS = 10 * MINUTE_MS

/** Whether who signed in then has shown just now that it is them. */
export function isFreshSignIn(signedInAt: Instant, now: Date): boolean {
  const ageMs = now.getTime() - Date.parse(signedInAt)
  return ageMs >= 0 && ageMs <= FRESH_SIGN_IN_MS
}
