import type { LanguageCode, Role } from '#db/schema.ts'
import type { ReadDb, WriteDb } from '#db/database.server.ts'
import { after, instant, MINUTE_MS } from '../clock.ts'
import { randomIds } from '../ids.ts'
import { promiseLetter } from '../outbox/outbox.server.ts'
import { recordAudit } from './audit.server.ts'
import { hashOf, newSecret } from './secrets.server.ts'
import { LONGEST_SESSION_MS } from './session.ts'
import { linkForBrowser } from './user-queries.server.ts'
import type { LinkForBrowser } from './user-queries.server.ts'

export { recordAudit } from './audit.server.ts'
export { grantRole, revokeRole } from './roles.server.ts'
export type { RoleTaken } from './roles.server.ts'
export { newSecret } from './secrets.server.ts'
export { hasRoleNow } from './user-queries.server.ts'

/** Users: people who can sign in. A backer needs no user, and an account is the ledger's word. */

const LINK_VALID_MINUTES = 10

/**
 * Promises a letter with a link to sign in. Known and unknown addresses take the same way: the user is only made
 * when the link is used, so nothing here depends on whether there is one.
 *
 * @param request `browserSecret` is what the asking browser's cookie holds: only that browser can use the link;
 *   `returnTo` a path on this site, already checked
 */
export async function requestSignInLink(
  trx: WriteDb,
  now: Date,
  request: { email: string; browserSecret: string; returnTo: string; language: LanguageCode },
): Promise<void> {
  const linkId = await insertLink(trx, now, {
    email: request.email,
    browserHash: hashOf(request.browserSecret),
    returnTo: request.returnTo,
    validMs: LINK_VALID_MINUTES * MINUTE_MS,
    uses: 1,
  })
  await promiseLetter(trx, now, {
    name: 'sign-in',
    dedupKey: linkId,
    to: request.email,
    language: request.language,
    props: { linkId, validMinutes: LINK_VALID_MINUTES },
  })
}

/**
 * Makes a link that a command prints: for the first admin, for the people of a demonstration. It works in any
 * browser, since none asked for it.
 */
export async function createCommandSignInLink(
  trx: WriteDb,
  now: Date,
  link: { email: string; uses: number; validMs: number; returnTo?: string },
): Promise<{ linkId: string }> {
  const { email, uses, validMs, returnTo = '' } = link
  return { linkId: await insertLink(trx, now, { email, uses, validMs, returnTo, browserHash: null }) }
}

export type SignInResult =
  | { ok: true; email: string; sessionSecret: string; returnTo: string; roles: Role[] }
  | { ok: false; reason: Exclude<LinkForBrowser['standing'], 'usable'> }

/**
 * Uses a link up and begins a session. The first time, it makes the user as well. The signature of the link has
 * been checked by the caller.
 *
 * @returns the session's new secret for the cookie; only its hash is kept
 */
export async function signInByLink(
  trx: WriteDb,
  now: Date,
  request: { linkId: string; browserSecret: string | null; language: LanguageCode },
): Promise<SignInResult> {
  const { standing } = await linkForBrowser(trx, request.linkId, request.browserSecret, now)
  if (standing !== 'usable') return { ok: false, reason: standing }
  const link = await trx
    .updateTable('sign_in_link')
    .set(row => ({ uses_left: row('uses_left', '-', 1) }))
    .where('id', '=', request.linkId)
    .where('uses_left', '>', 0)
    .returning(['email', 'return_to'])
    .executeTakeFirst()
  if (!link) return { ok: false, reason: 'used' }
  const userId = await findOrMakeUser(trx, now, link.email, request.language)
  const sessionSecret = await startSession(trx, now, userId)
  await recordAudit(trx, now, {
    actorId: userId,
    action: 'user.signed-in',
    subject: { type: 'user', id: userId },
    detail: {},
  })
  const roles = await trx.selectFrom('user_role').select('role').where('user_id', '=', userId).execute()
  const { email, return_to: returnTo } = link
  return { ok: true, email, sessionSecret, returnTo, roles: roles.map(row => row.role) }
}

/** Ends a session. Ending one that is over already is a success. */
export async function signOut(trx: WriteDb, sessionSecret: string): Promise<void> {
  await trx.deleteFrom('session').where('token_hash', '=', hashOf(sessionSecret)).execute()
}

/** Notes that a session is in use, which puts off its idle end. */
export async function noteSessionUse(trx: WriteDb, now: Date, sessionSecret: string): Promise<void> {
  await trx
    .updateTable('session')
    .set({ last_seen_at: instant(now) })
    .where('token_hash', '=', hashOf(sessionSecret))
    .execute()
}

/** The user with this address, made when there is none. */
export async function findOrMakeUser(
  trx: WriteDb,
  now: Date,
  email: string,
  language: LanguageCode,
): Promise<string> {
  const known = await trx.selectFrom('user').select('id').where('email', '=', email).executeTakeFirst()
  if (known) return known.id
  const id = randomIds.next()
  await trx
    .insertInto('user')
    .values({ id, email, name: null, language, created_at: instant(now) })
    .execute()
  return id
}

/** Keeps the name by which a user is known, on their campaigns and at the payment provider. */
export async function nameUser(trx: WriteDb, userId: string, name: string): Promise<void> {
  await trx.updateTable('user').set({ name }).where('id', '=', userId).execute()
}

/** Every treasurer: who is told when money goes another way than usual. */
export async function treasurers(
  db: ReadDb,
): Promise<{ id: string; email: string; language: LanguageCode }[]> {
  return db
    .selectFrom('user')
    .innerJoin('user_role', 'user_role.user_id', 'user.id')
    .select(['user.id', 'user.email', 'user.language'])
    .where('role', '=', 'treasurer')
    .orderBy('user.id')
    .execute()
}

/** Removes links and sessions that can no longer be used. */
export async function forgetExpiredSignIns(trx: WriteDb, now: Date): Promise<void> {
  await trx.deleteFrom('sign_in_link').where('expires_at', '<=', instant(now)).execute()
  await trx.deleteFrom('session').where('expires_at', '<=', instant(now)).execute()
}

async function startSession(trx: WriteDb, now: Date, userId: string): Promise<string> {
  const secret = newSecret()
  await trx
    .insertInto('session')
    .values({
      token_hash: hashOf(secret),
      user_id: userId,
      created_at: instant(now),
      last_seen_at: instant(now),
      expires_at: after(now, LONGEST_SESSION_MS),
    })
    .execute()
  return secret
}

async function insertLink(
  trx: WriteDb,
  now: Date,
  link: { email: string; browserHash: string | null; returnTo: string; validMs: number; uses: number },
): Promise<string> {
  const id = randomIds.next()
  await trx
    .insertInto('sign_in_link')
    .values({
      id,
      email: link.email,
      browser_hash: link.browserHash,
      return_to: link.returnTo,
      created_at: instant(now),
      expires_at: after(now, link.validMs),
      uses_left: link.uses,
    })
    .execute()
  return id
}
