import type { Answer } from './answer.server.ts'

/**
 * Finished pages for guests. A page is good only while the database stands as it stood when the page was made, and
 * for half a minute at most, since some words on it follow the clock.
 */

const GOOD_FOR_MS = 30_000
const PAGES_KEPT = 500
const BYTES_KEPT = 32 * 1024 * 1024

/** Query parameters that public pages know. A page asked for with any other is made anew and not kept. */
const KNOWN_PARAMETERS: ReadonlySet<string> = new Set(['after', 'before', 'district', 'state'])

interface KeptPage extends Answer {
  databaseVersion: string
  madeAtMs: number
}

export interface PageCache {
  /** @param nowMs by the site's clock; when it was set back as well, the page is made anew */
  find(key: string, databaseVersion: string, nowMs: number): Answer | null
  /** @param databaseVersion as it was before the page was made */
  keep(key: string, databaseVersion: string, nowMs: number, page: Answer): void
}

export function createPageCache(): PageCache {
  const pages = new Map<string, KeptPage>()
  let bytes = 0
  const drop = (key: string) => {
    bytes -= pages.get(key)?.body.length ?? 0
    pages.delete(key)
  }
  return {
    find: (key, databaseVersion, nowMs) => {
      const page = pages.get(key)
      if (!page) return null
      const isGood = page.databaseVersion === databaseVersion && Math.abs(nowMs - page.madeAtMs) < GOOD_FOR_MS
      if (isGood) return page
      drop(key)
      return null
    },
    keep: (key, databaseVersion, nowMs, page) => {
      drop(key)
      pages.set(key, { ...page, databaseVersion, madeAtMs: nowMs })
      bytes += page.body.length
      for (const oldest of pages.keys()) {
        if (pages.size <= PAGES_KEPT && bytes <= BYTES_KEPT) break
        drop(oldest)
      }
    },
  }
}

/**
 * Names a page as guests see it; null when it must not come from the cache.
 *
 * @param search the query with its question mark, or nothing
 */
export function pageKey(path: string, search: string, language: string, encoding: string): string | null {
  if (search !== '') {
    for (const name of new URLSearchParams(search).keys()) if (!KNOWN_PARAMETERS.has(name)) return null
  }
  return `${language} ${encoding} ${path}${search}`
}
