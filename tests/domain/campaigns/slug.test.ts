import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { freeSlug, isSlug, slugOf } from '#app/domain/campaigns/slug.ts'

describe('the address of a campaign', () => {
  it.each([
    ['De Ziel van Leiden', 'de-ziel-van-leiden'],
    ['Café ’t Ei!', 'cafe-t-ei'],
    ['  Eén  bankje, dat blijft  ', 'een-bankje-dat-blijft'],
    ['Groß & Ĳsje', 'gross-ijsje'],
    ['城市', 'campaign'],
    ['../../etc/passwd', 'etc-passwd'],
    ['ledger', 'campaign'],
  ])('made from “%s” is %s', (title, slug) => {
    expect(slugOf(title)).toBe(slug)
  })

  it('is cut at a word and never ends on a hyphen', () => {
    const slug = slugOf('Een heel lange titel die maar niet ophoudt en nog even verder gaat dan mag')
    expect(slug).toBe('een-heel-lange-titel-die-maar-niet-ophoudt-en-nog-even')
    expect(slugOf('a'.repeat(200))).toHaveLength(60)
  })

  it('is always one that is recognised, whatever the title', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), title => isSlug(slugOf(title))))
  })

  it('is numbered when it is taken', () => {
    expect(freeSlug('bank', new Set())).toBe('bank')
    expect(freeSlug('bank', new Set(['bank', 'bank-2', 'bank-4', 'bankje']))).toBe('bank-3')
  })
})
