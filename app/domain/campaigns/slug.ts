/** The readable part of a campaign's address. */

const LONGEST_SLUG = 60

/** What the browser or the router would read as something else. */
const RESERVED = new Set(['new', 'ledger', 'ledger.csv', 'pledge', 'updates'])

/**
 * Makes an address out of a title: small letters and digits of ASCII, joined by hyphens (`Café ’t Ei!` becomes
 * `cafe-t-ei`). A title without any such letter gives `campaign`.
 */
export function slugOf(title: string): string {
  const bare = title
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('æ', 'ae')
    .replaceAll('ĳ', 'ij')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
  const short = bare.length <= LONGEST_SLUG ? bare : cutAtWord(bare)
  return short === '' || RESERVED.has(short) ? 'campaign' : short
}

/**
 * The first free address in the row `slug`, `slug-2`, `slug-3` …
 *
 * @param taken addresses that exist and begin with `slug`
 */
export function freeSlug(slug: string, taken: ReadonlySet<string>): string {
  if (!taken.has(slug)) return slug
  let n = 2
  while (taken.has(`${slug}-${n}`)) n += 1
  return `${slug}-${n}`
}

/** Whether a text can be an address made here. Anything else never reaches a query. */
export function isSlug(text: string): boolean {
  return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text) && text.length <= LONGEST_SLUG + 8
}

function cutAtWord(bare: string): string {
  const cut = bare.slice(0, LONGEST_SLUG + 1)
  const lastHyphen = cut.lastIndexOf('-')
  return lastHyphen > LONGEST_SLUG / 2 ? cut.slice(0, lastHyphen) : cut.slice(0, LONGEST_SLUG)
}
