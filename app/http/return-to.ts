/** Only used to take a path apart; never visited. */
const SOME_ORIGIN = 'https://here.invalid'

/**
 * Where to go on after signing in or choosing a language. Takes a path of this site and nothing else: browsers read
 * `//host`, `/\host` and paths with tabs or line breaks in them as addresses of other sites.
 *
 * @returns path and query as a browser would write them, or null
 */
export function parseReturnTo(text: string | null | undefined): string | null {
  if (!text || text.length > 2_000) return null
  if (!/^\/(?![/\\])[\x21-\x7e]*$/.test(text) || text.includes('\\')) return null
  if (!URL.canParse(text, SOME_ORIGIN)) return null
  const { origin, pathname, search } = new URL(text, SOME_ORIGIN)
  if (origin !== SOME_ORIGIN || pathname.startsWith('//')) return null
  return `${pathname}${search}`
}
