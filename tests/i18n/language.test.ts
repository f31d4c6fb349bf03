/** Proves which language a reader gets, and where the choice of one leads. */
import { describe, expect, it } from 'vitest'
import { languagePath, negotiate } from '#app/i18n/language.ts'

describe('the language of a reader', () => {
  it.each([
    [null, null, 'nl'],
    ['', null, 'nl'],
    ['en-GB,en;q=0.9', null, 'en'],
    ['nl-NL,nl;q=0.9,en;q=0.8', null, 'nl'],
    ['de-DE,de;q=0.9,en;q=0.5', null, 'en'],
    ['en;q=0.3, nl;q=0.8', null, 'nl'],
    ['nl;q=0, en', null, 'en'],
    ['de', null, 'nl'],
    ['EN-us', null, 'en'],
    ['en', 'nl', 'nl'],
    ['nl', 'en', 'en'],
    ['en', 'klingon', 'en'],
    [';;;,q=,en;q=x', null, 'en'],
  ])('Accept-Language %j and choice %j give %s', (header, choice, language) => {
    expect(negotiate(header, choice)).toBe(language)
  })

  it('comes back to the page it was chosen on', () => {
    expect(languagePath('en', '/campaigns/x?page=2&q=a b')).toBe(
      '/language/en?returnTo=%2Fcampaigns%2Fx%3Fpage%3D2%26q%3Da%20b',
    )
  })
})
