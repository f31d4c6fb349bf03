import { userOfSession } from '#app/domain/users/user-queries.server.ts'
import type { SignedInUser } from '#app/domain/users/user-queries.server.ts'
import { can } from '#app/domain/users/permissions.ts'
import type { Action, Actions, Actor } from '#app/domain/users/permissions.ts'
import { isFreshSignIn, isUseToBeNoted } from '#app/domain/users/session.ts'
import { noteSessionUse } from '#app/domain/users/users.server.ts'
import type { LinkPurpose } from '#app/links.server.ts'
import { negotiate } from '#app/i18n/language.ts'
import type { Language } from '#app/i18n/language.ts'
import type { World } from '#app/world.server.ts'
import { LANGUAGE_COOKIE, readCookie, SESSION_COOKIE } from './cookies.server.ts'
import { forbidden, notFound, seeOther, signedOut } from './responses.server.ts'
import type { SiteContext } from './site-context.server.ts'

/** Who is asking, and whether they may. Every loader and action that is not for everyone begins here. */

export type UserActor = Extract<Actor, { kind: 'user' }>
export type BackerActor = Extract<Actor, { kind: 'backer' }>

/** The user of a request is looked up once, however many loaders ask. Roles are those of this moment. */
const lookedUp = new WeakMap<SiteContext, Promise<SignedInUser | null>>()

/** Who is signed in; null for a guest. */
export function userOf(request: Request, context: SiteContext): Promise<SignedInUser | null> {
  const known = lookedUp.get(context)
  if (known) return known
  const asked = lookUp(request, context)
  lookedUp.set(context, asked)
  return asked
}

/**
 * The signed-in user.
 *
 * @throws Response a redirect to the sign-in page that leads back here; 401 when a form was posted, since a redirect
 *   would lose what was typed while the browser can still go back to it
 */
export async function requireUser(request: Request, context: SiteContext): Promise<UserActor> {
  const user = await userOf(request, context)
  if (user) return asActor(user)
  if (request.method !== 'GET' && request.method !== 'HEAD') throw signedOut()
  const { pathname, search } = new URL(request.url)
  throw seeOther(`/sign-in?returnTo=${encodeURIComponent(pathname + search)}`)
}

/**
 * Whether who is asking has signed in within the last minutes. Asked before money is proposed or approved, since there
 * is no second factor yet.
 */
export async function hasSignedInFreshly(request: Request, context: SiteContext): Promise<boolean> {
  const user = await userOf(request, context)
  return user !== null && isFreshSignIn(user.signedInAt, context.world.clock.now())
}

/**
 * The signed-in user, who may do this.
 *
 * @throws Response as `requireUser`, or as `assertCan`
 */
export async function requireActor<A extends Action>(
  request: Request,
  context: SiteContext,
  action: A,
  object: Actions[A],
): Promise<UserActor> {
  const actor = await requireUser(request, context)
  assertCan(actor, action, object)
  return actor
}

/**
 * The backer who came by the signed link of this pledge (`?k=`).
 *
 * @throws Response 404 when the link was not signed for this pledge and purpose
 */
export function backerOf(
  request: Request,
  context: SiteContext,
  pledgeId: string,
  purpose: LinkPurpose = 'manage-pledge',
): BackerActor {
  const token = new URL(request.url).searchParams.get('k') ?? ''
  if (!context.world.links.isToken(purpose, pledgeId, token)) throw notFound()
  return { kind: 'backer', pledgeId }
}

/** For these a refusal would tell that the thing exists, so it is answered as if it did not. */
const HIDDEN: ReadonlySet<Action> = new Set<Action>([
  'campaign.see',
  'campaign.edit',
  'pledge.manage',
  'payout-account.edit',
])

/** @throws Response 403, or 404 where even the existence of the object must not show */
export function assertCan<A extends Action>(actor: Actor, action: A, object: Actions[A]): void {
  if (!can(actor, action, object)) throw HIDDEN.has(action) ? notFound() : forbidden()
}

/** The reader's language: what they chose, else what the browser asks for, else Dutch. */
export function languageOf(request: Request): Language {
  const choice = readCookie(request.headers.get('Cookie'), LANGUAGE_COOKIE)
  return negotiate(request.headers.get('Accept-Language'), choice)
}

async function lookUp(request: Request, { world }: SiteContext): Promise<SignedInUser | null> {
  const secret = readCookie(request.headers.get('Cookie'), SESSION_COOKIE)
  if (!secret) return null
  const now = world.clock.now()
  const user = await userOfSession(world.db.read, secret, now)
  if (user && isUseToBeNoted(user.lastSeenAt, user.roles, now)) await noteUse(world, secret, now)
  return user
}

/** That the use of a session could not be noted (a full disk) must not keep anyone from reading. */
async function noteUse(world: World, secret: string, now: Date): Promise<void> {
  try {
    await world.db.inTransaction(trx => noteSessionUse(trx, now, secret))
  } catch (error) {
    world.log.error({ err: error }, 'the use of a session was not noted')
  }
}

function asActor(user: SignedInUser): UserActor {
  return { kind: 'user', id: user.id, email: user.email, roles: user.roles }
}
