import type { ActionFunctionArgs } from '@remix-run/node'
import { signOut } from '#app/domain/users/users.server.ts'
import { cookie, readCookie, SESSION_COOKIE } from '#app/http/cookies.server.ts'
import { onlyPost, seeOther } from '#app/http/responses.server.ts'

/** A link must not sign anyone out. */
export function loader() {
  throw onlyPost()
}

/** Ends the session here and in the browser. Without a session there is nothing to end. */
export async function action({ request, context: { world } }: ActionFunctionArgs) {
  const secret = readCookie(request.headers.get('Cookie'), SESSION_COOKIE)
  if (secret) await world.db.inTransaction(trx => signOut(trx, secret))
  return seeOther('/', [['Set-Cookie', cookie(SESSION_COOKIE, '', 0)]])
}
