import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { sessionLimits } from '#app/domain/users/session.ts'
import { linkForBrowser } from '#app/domain/users/user-queries.server.ts'
import { signInByLink, signOut } from '#app/domain/users/users.server.ts'
import { networkOf } from '#app/http/client-address.server.ts'
import { BROWSER_COOKIE, cookie, readCookie, SESSION_COOKIE } from '#app/http/cookies.server.ts'
import { knownDeviceCookie } from '#app/http/known-device.server.ts'
import { limit } from '#app/http/rate-limits.server.ts'
import { seeOther } from '#app/http/responses.server.ts'
import type { SiteContext } from '#app/http/site-context.server.ts'
import { languageOf } from '#app/http/visitor.server.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { signInMessages } from '#app/i18n/messages/sign-in.ts'
import { LinkPage } from './link-page.tsx'
import type { LinkView } from './link-page.tsx'

/** Shows what the link will do. Programs that read mail follow links, so looking uses nothing up. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { title } = messagesFor(signInMessages, languageOf(request))
  const linkId = signedLinkId(request, params.linkId, context)
  const browserSecret = readCookie(request.headers.get('Cookie'), BROWSER_COOKIE)
  const now = context.world.clock.now()
  const link: LinkView = linkId
    ? await linkForBrowser(context.world.db.read, linkId, browserSecret, now)
    : { standing: 'unknown' }
  return data({ title, link }, { status: statusOf(link.standing) })
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }]

/** Uses the link up and signs in. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { world } = context
  await limit(context, 'sign-ins-from-network', networkOf(context.address))
  const linkId = signedLinkId(request, params.linkId, context)
  if (!linkId) return refusal('unknown')
  await limit(context, 'sign-ins-with-link', linkId)
  const cookies = request.headers.get('Cookie')
  const browserSecret = readCookie(cookies, BROWSER_COOKIE)
  const oldSession = readCookie(cookies, SESSION_COOKIE)
  const result = await world.db.inTransaction(async trx => {
    const signedIn = await signInByLink(trx, world.clock.now(), {
      linkId,
      browserSecret,
      language: languageOf(request),
    })
    if (signedIn.ok && oldSession) await signOut(trx, oldSession)
    return signedIn
  })
  if (!result.ok) return refusal(result.reason)
  const maxAgeSeconds = sessionLimits(result.roles).absoluteMs / 1_000
  const ownPages = result.roles.length > 0 ? '/admin' : '/my'
  return seeOther(result.returnTo || ownPages, [
    ['Set-Cookie', cookie(SESSION_COOKIE, result.sessionSecret, maxAgeSeconds)],
    ['Set-Cookie', knownDeviceCookie(context, result.email)],
  ])
}

export default function SignInLink() {
  const { link } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  return <LinkPage {...(refused?.link ?? link)} />
}

/** The id of a link whose signature is ours; null for any other. */
function signedLinkId(request: Request, linkId = '', { world }: SiteContext): string | null {
  const token = new URL(request.url).searchParams.get('k') ?? ''
  return world.links.isToken('sign-in', linkId, token) ? linkId : null
}

function refusal(standing: Exclude<LinkView['standing'], 'usable'>) {
  const link: LinkView = { standing }
  return data({ link }, { status: statusOf(standing) })
}

function statusOf(standing: LinkView['standing']): number {
  if (standing === 'usable') return 200
  return standing === 'unknown' ? 404 : standing === 'other-browser' ? 403 : 410
}
