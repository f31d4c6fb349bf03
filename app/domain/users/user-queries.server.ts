import type { LanguageCode, Role } from '#db/schema.ts'
import type { ReadDb } from '#db/database.server.ts'
import { instant } from '../clock.ts'
import type { Instant } from '../clock.ts'
import { hashOf } from './secrets.server.ts'
import { isSessionAlive } from './session.ts'

/** A person who signed in, with the roles of this moment. */
export interface SignedInUser {
  id: string
  email: string
  name: string | null
  language: LanguageCode
  roles: Role[]
  signedInAt: Instant
  /** When the use of the session was last noted. */
  lastSeenAt: Instant
}

/** Who a session's secret belongs to; null when there is no such session, or it is over. */
export async function userOfSession(db: ReadDb, secret: string, now: Date): Promise<SignedInUser | null> {
  const found = await db
    .selectFrom('session')
    .innerJoin('user', 'user.id', 'session.user_id')
    .select(['session.created_at', 'session.last_seen_at'])
    .select(['user.id', 'user.email', 'user.name', 'user.language'])
    .where('session.token_hash', '=', hashOf(secret))
    .executeTakeFirst()
  if (!found) return null
  const roles = await rolesOf(db, found.id)
  const session = { createdAt: found.created_at, lastSeenAt: found.last_seen_at }
  if (!isSessionAlive(session, roles, now)) return null
  const { id, email, name, language } = found
  return { id, email, name, language, roles, signedInAt: session.createdAt, lastSeenAt: session.lastSeenAt }
}

/** Whether a user has this role at this moment: asked again where money is decided about, in the same transaction. */
export async function hasRoleNow(db: ReadDb, userId: string, role: Role): Promise<boolean> {
  return (await rolesOf(db, userId)).includes(role)
}

async function rolesOf(db: ReadDb, userId: string): Promise<Role[]> {
  const rows = await db
    .selectFrom('user_role')
    .select('role')
    .where('user_id', '=', userId)
    .orderBy('role')
    .execute()
  return rows.map(row => row.role)
}

/** A sign-in link as one browser finds it. The address is told only to who can use the link. */
export type LinkForBrowser =
  { standing: 'usable'; email: string } | { standing: 'used' | 'expired' | 'other-browser' | 'unknown' }

/**
 * Looks at a sign-in link without using it up.
 *
 * @param browserSecret what the browser's own cookie holds; null when it has none
 */
export async function linkForBrowser(
  db: ReadDb,
  linkId: string,
  browserSecret: string | null,
  now: Date,
): Promise<LinkForBrowser> {
  const link = await db
    .selectFrom('sign_in_link')
    .select(['email', 'browser_hash', 'expires_at', 'uses_left'])
    .where('id', '=', linkId)
    .executeTakeFirst()
  if (!link) return { standing: 'unknown' }
  if (link.uses_left === 0) return { standing: 'used' }
  if (link.expires_at <= instant(now)) return { standing: 'expired' }
  const isBound = link.browser_hash !== null
  if (isBound && (browserSecret === null || hashOf(browserSecret) !== link.browser_hash))
    return { standing: 'other-browser' }
  return { standing: 'usable', email: link.email }
}

/** The address of the first admin, and whether they have ever signed in; null while there is no admin. */
export async function firstAdmin(
  db: ReadDb,
): Promise<{ id: string; email: string; hasSignedIn: boolean } | null> {
  const admin = await db
    .selectFrom('user_role')
    .innerJoin('user', 'user.id', 'user_role.user_id')
    .select(['user.id', 'user.email'])
    .where('user_role.role', '=', 'admin')
    .orderBy('user_role.granted_at')
    .executeTakeFirst()
  if (!admin) return null
  const signIn = await db
    .selectFrom('audit_entry')
    .select('id')
    .where('subject_type', '=', 'user')
    .where('subject_id', '=', admin.id)
    .where('action', '=', 'user.signed-in')
    .executeTakeFirst()
  return { ...admin, hasSignedIn: signIn !== undefined }
}
