import type { Draft } from '../draft.ts'
import type { ListAnswer } from './lists.ts'
import type { EntryPoints } from './schema/entry-points.ts'
import type { EntryName } from './schema/judge.ts'

/** One endpoint of Stripe's API. */
export interface Route {
  method: 'DELETE' | 'GET' | 'POST'
  path: RegExp
  params: EntryName
  /** What the answer must be: this object, or a list of it. */
  answer: EntryName | 'event'
  shape: 'object' | 'list' | 'v2_list'
  run: (draft: Draft, params: never, id: string) => object
  /** What API v2 answers to a repeated request: the object as it is by then. */
  again?: (draft: Draft, params: never, id: string) => object
}

/** An endpoint that answers one object. `:id` in the path is handed to `run`. */
export function one<P extends EntryName, A extends EntryName>(
  method: Route['method'],
  path: string,
  params: P,
  answer: A,
  run: (draft: Draft, params: EntryPoints[P], id: string) => EntryPoints[A],
  again?: (draft: Draft, params: EntryPoints[P], id: string) => EntryPoints[A],
): Route {
  return { method, path: patternOf(path), params, answer, shape: 'object', run, again }
}

/** An endpoint that answers a page of a list. */
export function many<P extends EntryName, A extends EntryName>(
  path: string,
  params: P,
  answer: A,
  run: (draft: Draft, params: EntryPoints[P], id: string) => ListAnswer<EntryPoints[A]>,
): Route {
  return { method: 'GET', path: patternOf(path), params, answer, shape: 'list', run }
}

/** An endpoint of API v2 that answers all of something; the paging is done for it. */
export function manyV2<P extends EntryName, A extends EntryName>(
  path: string,
  params: P,
  answer: A,
  run: (draft: Draft, params: EntryPoints[P], id: string) => EntryPoints[A][],
): Route {
  return { method: 'GET', path: patternOf(path), params, answer, shape: 'v2_list', run }
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll('/', '\\/').replace(':id', '((?!search$)[^/]+)')}$`)
}
