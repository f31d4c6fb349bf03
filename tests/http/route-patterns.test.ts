import { expect, test } from 'vitest'
import { routePatternsOf } from '#app/http/route-patterns.server.ts'
import { loadSourceBuild } from '#tests/support/source-build.ts'

/** The log and the body limits know a request by the pattern of its route. */

test.each([
  ['/', '/'],
  ['/sign-in', '/sign-in'],
  ['/sign-in/', '/sign-in'],
  ['/sign-in.data', '/sign-in'],
  ['/sign-in/sent', '/sign-in/sent'],
  ['/sign-in/01a20cde', '/sign-in/:linkId'],
  ['/campaigns/de-ziel-van-leiden', '/campaigns/:slug'],
  ['/my/campaigns/1/picture', '/my/campaigns/:campaignId/picture'],
  ['/webhooks/stripe', '/webhooks/stripe'],
  ['/sign-in/a/b', null],
  ['/nothing-here', null],
  ['/campaigns/', '/campaigns'],
  ['//', null],
])('%s falls under %s', async (path, pattern) => {
  const { routes } = await loadSourceBuild()
  expect(routePatternsOf(routes)(path)).toBe(pattern)
})
