import type { HeadersFunction } from '@remix-run/node'

/** Said by a route to the page cache, and taken off before the answer leaves. */
export const PAGE_CACHE_HEADER = 'X-Page-Cache'

/**
 * For a page that is the same for every guest: `export const headers = publicPage`. Its finished answer may then be
 * given to other guests until the database changes.
 */
export const publicPage: HeadersFunction = () => ({ [PAGE_CACHE_HEADER]: 'public' })
