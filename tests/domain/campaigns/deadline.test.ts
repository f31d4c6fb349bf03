import { describe, expect, it } from 'vitest'
import { dayInCity, endOfDeadline } from '#app/domain/campaigns/campaigns.server.ts'

describe('the end of a deadline', () => {
  it.each([
    ['in winter', '2026-12-12', '2026-12-12T23:00:00.000Z'],
    ['in summer', '2026-07-31', '2026-07-31T22:00:00.000Z'],
    ['on the day before summer time begins', '2027-03-27', '2027-03-27T23:00:00.000Z'],
    ['on the day of 23 hours', '2027-03-28', '2027-03-28T22:00:00.000Z'],
    ['on the day before winter time begins', '2027-10-30', '2027-10-30T22:00:00.000Z'],
    ['on the day of 25 hours', '2027-10-31', '2027-10-31T23:00:00.000Z'],
    ['at the end of a leap February', '2028-02-29', '2028-02-29T23:00:00.000Z'],
    ['at the turn of the year', '2026-12-31', '2026-12-31T23:00:00.000Z'],
  ])('is the next midnight in Leiden, %s', (_, deadline, end) => {
    expect(endOfDeadline(deadline)).toBe(end)
  })

  it('is refused for a day that does not exist', () => {
    expect(() => endOfDeadline('2027-02-30')).toThrow('Not a day')
  })
})

describe('the day in the city', () => {
  it('turns at midnight in Leiden, not in Greenwich', () => {
    expect(dayInCity(new Date('2026-11-24T22:59:59Z'))).toBe('2026-11-24')
    expect(dayInCity(new Date('2026-11-24T23:00:00Z'))).toBe('2026-11-25')
    expect(dayInCity(new Date('2026-07-01T22:00:00Z'))).toBe('2026-07-02')
  })
})
