import { expect, test } from 'vitest'
import { isSessionAlive, isUseToBeNoted } from '#app/domain/users/session.ts'

/** How long a session lasts, at the edges: staff half an hour idle and half a day in all, others much longer. */

const START = '2026-11-24T09:00:00.000Z'

test.each([
  ['staff, idle for 29:59', ['treasurer'], '2026-11-24T09:00:00.000Z', '2026-11-24T09:29:59.999Z', true],
  ['staff, idle for 30:00', ['treasurer'], '2026-11-24T09:00:00.000Z', '2026-11-24T09:30:00.000Z', false],
  ['staff, busy for 11:59 hours', ['admin'], '2026-11-24T20:55:00.000Z', '2026-11-24T20:59:59.999Z', true],
  ['staff, busy for 12 hours', ['admin'], '2026-11-24T20:55:00.000Z', '2026-11-24T21:00:00.000Z', false],
  ['others, idle for 29 days', [], '2026-11-24T09:00:00.000Z', '2026-12-23T09:00:00.000Z', true],
  ['others, idle for 30 days', [], '2026-11-24T09:00:00.000Z', '2026-12-24T09:00:00.000Z', false],
  ['others, busy for 89 days', [], '2027-02-20T09:00:00.000Z', '2027-02-21T09:00:00.000Z', true],
  ['others, busy for 90 days', [], '2027-02-20T09:00:00.000Z', '2027-02-22T09:00:00.000Z', false],
] as const)('%s', (_, roles, lastSeenAt, now, isAlive) => {
  expect(isSessionAlive({ createdAt: START, lastSeenAt }, roles, new Date(now))).toBe(isAlive)
})

test('the use of a session is noted now and then, not at every request', () => {
  const noted = (roles: readonly 'admin'[], now: string) => isUseToBeNoted(START, roles, new Date(now))
  expect(noted(['admin'], '2026-11-24T09:00:59.999Z')).toBe(false)
  expect(noted(['admin'], '2026-11-24T09:01:00.000Z')).toBe(true)
  expect(noted([], '2026-11-24T09:59:59.999Z')).toBe(false)
  expect(noted([], '2026-11-24T10:00:00.000Z')).toBe(true)
})
