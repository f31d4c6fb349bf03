import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseReturnTo } from '#app/http/return-to.ts'

/** After signing in nobody may be sent to another site, however the address is dressed up. */

const SITE = 'https://stadmakers.test'

test.each(['/', '/my', '/my/campaigns/1?step=2&x=%2F%2Fevil.test', '/a//b', '/campaigns?after=abc'])(
  '%s is a path of ours',
  path => {
    expect(parseReturnTo(path)).toBe(path)
  },
)

const HOSTILE = [
  '',
  'my',
  '//evil.test',
  '///evil.test',
  '////evil.test',
  '/\\evil.test',
  '\\\\evil.test',
  '\\/evil.test',
  '/\\/evil.test',
  '/my\\..\\evil',
  'http://evil.test',
  'https://evil.test',
  'HTTPS://evil.test',
  'https:evil.test',
  'https:/evil.test',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'java\tscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:msgbox(1)',
  'file:///etc/passwd',
  'blob:https://evil.test/1',
  'ftp://evil.test',
  'mailto:a@evil.test',
  ' /my',
  ' //evil.test',
  '\t//evil.test',
  '\n//evil.test',
  '/\t/evil.test',
  '/\n/evil.test',
  '/\r/evil.test',
  '/\r\nLocation: https://evil.test',
  '/my\r\nSet-Cookie: a=b',
  '/my\u0000',
  '/\u0000/evil.test',
  '/\u2028/evil.test',
  '/\u00a0/evil.test',
  '/.//evil.test',
  '/..//evil.test',
  '/./\\evil.test',
  '/my/..//evil.test',
  '/%2e//evil.test',
  '/%2e%2e//evil.test',
  '／／evil.test',
  '/／evil.test',
  '∕∕evil.test',
  '⁄⁄evil.test',
  '。。evil.test',
  '/my\u202e',
  '?//evil.test',
  '#//evil.test',
  '@evil.test',
  '.evil.test',
  ':80@evil.test',
  'stadmakers.test@evil.test',
  '//stadmakers.test@evil.test',
  '//stadmakers.test.evil.test',
  '//[::1]/',
  '//127.1/',
  '//0x7f000001/',
  '//evil。test',
  '//evil%E3%80%82test',
  '//evil.test/%2f..',
  '//evil.test\\@stadmakers.test',
  'https://stadmakers.test@evil.test',
  'https://stadmakers.test.evil.test',
  'https:stadmakers.test',
  'https:///evil.test',
  'https:\\\\evil.test',
  'https:/\\evil.test',
  'x-javascript:alert(1)',
  'view-source:https://evil.test',
  'ws://evil.test',
  'null',
  'undefined',
  '\ufeff/my',
  '\u200b//evil.test',
  `/${'a'.repeat(2_001)}`,
  '/my evil',
  '/ /evil.test',
  '/é',
]

test.each(HOSTILE)('%j is refused', text => {
  expect(parseReturnTo(text)).toBeNull()
})

test('encoded slashes stay inside a path of ours', () => {
  for (const text of ['/%2f%2fevil.test', '/%5cevil.test', '/%09/evil.test', '/%2F/evil.test']) {
    const path = parseReturnTo(text)
    expect(new URL(path ?? '', SITE).origin).toBe(SITE)
  }
})

test('whatever is taken, a browser stays on the site, and reads it the same way again', () => {
  const pieces = fc.constantFrom(
    '/',
    '\\',
    '.',
    '..',
    '%2f',
    '%5c',
    '\t',
    '\n',
    ':',
    '@',
    '?',
    '#',
    'evil.test',
    'a',
  )
  const texts = fc.oneof(
    fc.array(pieces, { maxLength: 8 }).map(parts => `/${parts.join('')}`),
    fc.string({ unit: 'binary' }).map(text => `/${text}`),
    fc.webUrl(),
  )
  fc.assert(
    fc.property(texts, text => {
      const path = parseReturnTo(text)
      if (path === null) return
      expect(new URL(path, SITE).origin).toBe(SITE)
      expect(parseReturnTo(path)).toBe(path)
    }),
    { numRuns: 5_000 },
  )
})
