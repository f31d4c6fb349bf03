import { badParameter, missing } from './errors.ts'

/** The parameters by which every list of API v1 is paged. */
export interface Paging {
  limit?: number
  starting_after?: string
  ending_before?: string
}

/** A page of a list in API v1. */
export interface ListAnswer<T> {
  object: 'list'
  data: T[]
  has_more: boolean
  url: string
}

/**
 * One page of `all`, which must be in the order of the answer (the newest first).
 * Throws a 400 for a limit outside 1 to 100 and for a cursor that is not in the list.
 */
export function pageOf<T extends { id: string }>(
  all: T[],
  paging: Paging,
  url: string,
  kind: string,
): ListAnswer<T> {
  const limit = paging.limit ?? 10
  if (!Number.isSafeInteger(limit) || limit < 1 || limit > 100) {
    throw badParameter('parameter_invalid_integer', 'Limit must be between 1 and 100.', 'limit')
  }
  const placeOf = (id: string, param: string) => {
    const place = all.findIndex(item => item.id === id)
    if (place === -1) throw missing(kind, id, param)
    return place
  }
  if (paging.ending_before !== undefined) {
    const end = placeOf(paging.ending_before, 'ending_before')
    const start = Math.max(0, end - limit)
    return { object: 'list', data: all.slice(start, end), has_more: start > 0, url }
  }
  const start = paging.starting_after === undefined ? 0 : placeOf(paging.starting_after, 'starting_after') + 1
  return { object: 'list', data: all.slice(start, start + limit), has_more: start + limit < all.length, url }
}

/** A moment in seconds, or the range in which it must lie. */
export type CreatedFilter = number | { gt?: number; gte?: number; lt?: number; lte?: number } | undefined

export function isWithin(created: number, filter: CreatedFilter): boolean {
  if (filter === undefined) return true
  if (typeof filter === 'number') return created === filter
  return (
    (filter.gt === undefined || created > filter.gt) &&
    (filter.gte === undefined || created >= filter.gte) &&
    (filter.lt === undefined || created < filter.lt) &&
    (filter.lte === undefined || created <= filter.lte)
  )
}

/** Whether `value` is what a list asks for; a list that does not ask takes all. */
export function isAsked(value: unknown, asked: string | undefined): boolean {
  return asked === undefined || value === asked
}

/** The list inside an object that holds all of its items, such as a transfer's reversals. */
export function wholeList<T>(data: T[], url: string): ListAnswer<T> {
  return { object: 'list', data, has_more: false, url }
}
