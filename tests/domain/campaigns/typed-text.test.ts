import { describe, expect, test } from 'vitest'
import { line, prose } from '#app/domain/campaigns/typed-text.ts'

describe('text in which nothing can be seen is none', () => {
  test.each([
    ['a space of no width', '\u200b'],
    ['joiners and a mark of byte order', '\u200c\u200d\ufeff'],
    ['a word joiner between spaces', ' \u2060 '],
    ['a soft hyphen', '\u00ad'],
    ['a filler of Hangul', '\u3164'],
    ['the empty Braille pattern', '\u2800'],
    ['an accent on no letter', '\u0301'],
    ['tags and selectors of variants', '\u{e0041}\ufe0f'],
    ['marks of direction', '\u200e\u200f\u061c'],
  ])('%s', (_, text) => {
    expect([line(60).parse(text), prose(60).parse(text)]).toEqual(['', ''])
  })

  test.each(['Ans', 'e\u0301', 'क्‍ष', '👩‍👩‍👧', '❤️', '.', '李', 'ㅤAns', '-'])(
    '%s can be seen, and stays whole',
    text => {
      expect([line(60).parse(text), prose(60).parse(text)]).toEqual([text, text])
    },
  )
})
