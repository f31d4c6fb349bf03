import type { LoaderFunctionArgs } from '@remix-run/node'
import { cookie, LANGUAGE_COOKIE } from '#app/http/cookies.server.ts'
import { notFound, seeOther } from '#app/http/responses.server.ts'
import { parseReturnTo } from '#app/http/return-to.ts'
import { isLanguage } from '#app/i18n/language.ts'

const YEAR_S = 31_536_000

/** Remembers the reader's choice of language and goes back to the page they were on. */
export function loader({ request, params }: LoaderFunctionArgs) {
  if (!isLanguage(params.language)) throw notFound()
  const back = parseReturnTo(new URL(request.url).searchParams.get('returnTo')) ?? '/'
  return seeOther(back, [['Set-Cookie', cookie(LANGUAGE_COOKIE, params.language, YEAR_S)]])
}
