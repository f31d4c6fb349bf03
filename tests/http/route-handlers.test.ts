import { expect, test } from 'vitest'
import { routesUnder } from '#app/http/route-handlers.server.ts'
import { fullPath } from '#app/http/route-patterns.server.ts'
import { loadSourceBuild } from '#tests/support/source-build.ts'

/** Each first word of an address has a handler of its own; none may miss a route that could answer. */

test('a webhook is matched against the webhook routes, and what fits any path', async () => {
  const { routes } = await loadSourceBuild()
  const kept = routesUnder(routes, 'webhooks')
  expect(new Set(Object.keys(kept).map(id => fullPath(routes, id)))).toEqual(
    new Set(['/', '/*', '/webhooks/stripe', '/webhooks/stripe-connect', '/webhooks/stripe-thin']),
  )
  expect(Object.keys(kept)).toContain('root')
})

test('every route stands in the group of its first word, with its parents', async () => {
  const { routes } = await loadSourceBuild()
  for (const route of Object.values(routes)) {
    if (!route) continue
    const word = fullPath(routes, route.id).split('/')[1] ?? ''
    const group = routesUnder(routes, word)
    for (let at: typeof route | undefined = route; at; at = routes[at.parentId ?? ''])
      expect([word, Object.keys(group)]).toEqual([word, expect.arrayContaining([at.id])])
  }
})

test('capitals and a parameter in the first place are not told apart from small letters and words', () => {
  const module = { default: () => null }
  const routes = {
    root: { id: 'root', path: '', module },
    upper: { id: 'upper', parentId: 'root', path: 'Town/hall', module },
    any: { id: 'any', parentId: 'root', path: ':word/hall', module },
    other: { id: 'other', parentId: 'root', path: 'park', module },
  }
  expect(Object.keys(routesUnder(routes, 'town'))).toEqual(['root', 'upper', 'any'])
})
