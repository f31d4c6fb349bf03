import { describe, expect, it, test } from 'vitest'
import { fileText } from '#app/bank/file-text.ts'
import { Oddities } from '#app/bank/oddities.ts'
import { CHARACTER_SETS } from '#tests/bank/statement-writer.ts'
import type { CharacterSet } from '#tests/bank/statement-writer.ts'

/** Which character set a file is in: what it says, and what it really is. */

function textOf(bytes: Uint8Array): { text: string; odd: string[] } {
  const oddities = new Oddities()
  const text = [...fileText(bytes, oddities)].join('')
  return { text, odd: oddities.list().map(({ sentence }) => sentence) }
}

const file = (label: string | null, word: string) =>
  `<?xml version="1.0"${label ? ` encoding="${label}"` : ''}?><Nm>${word}</Nm>`

test.each<[CharacterSet, string | null, string]>([
  ['utf-8', 'UTF-8', 'Zoë €'],
  ['utf-8', null, 'Zoë €'],
  ['utf-8 with a mark', null, 'Zoë €'],
  ['utf-16le with a mark', 'UTF-16', 'Zoë €'],
  ['utf-16be with a mark', 'utf-16', 'Zoë €'],
  ['utf-16le', 'UTF-16LE', 'Zoë €'],
  ['utf-16be', null, 'Zoë €'],
  ['iso-8859-1', 'ISO-8859-1', 'Zoë'],
  ['iso-8859-15', 'iso-8859-15', 'Zoë €'],
  ['windows-1252', 'windows-1252', 'Zoë €'],
])('%s that says %s is read as it is, with nothing odd', (set, label, word) => {
  expect(textOf(CHARACTER_SETS[set](file(label, word)))).toEqual({ text: file(label, word), odd: [] })
})

describe('a declaration that is not true', () => {
  it.each<[CharacterSet, string | null, string]>([
    ['utf-8', 'ISO-8859-1', 'it says that it is in ISO-8859-1, but its bytes are UTF-8, which was believed'],
    ['utf-8', 'UTF-16', 'it says that it is in UTF-16, but it is in UTF-8'],
    ['utf-8', 'KLINGON', 'it says that it is in KLINGON, but no such character set is known here'],
    ['utf-16le with a mark', 'UTF-8', 'it says that it is in UTF-8, but it is in UTF-16LE'],
    [
      'windows-1252',
      'UTF-8',
      'it should be in UTF-8 but is not; it was read as Windows-1252, and names may be spelt wrong',
    ],
    [
      'iso-8859-1',
      null,
      'it should be in UTF-8 but is not; it was read as Windows-1252, and names may be spelt wrong',
    ],
  ])('%s that says %s is still read', (set, label, says) => {
    expect(textOf(CHARACTER_SETS[set](file(label, 'Zoë')))).toEqual({ text: file(label, 'Zoë'), odd: [says] })
  })

  it('does not matter where there are no special letters', () => {
    expect(textOf(Buffer.from(file('ISO-8859-1', 'Zoe'))).odd).toEqual([])
  })
})

it('keeps a letter whole that falls on the edge of a chunk', () => {
  for (const shift of [0, 1, 2]) {
    const long = file(null, `${'x'.repeat(64 * 1024 - 30 - shift)}€uro${'é'.repeat(70_000)}`)
    expect(textOf(Buffer.from(long)).text === long).toBe(true)
  }
})

it('refuses what is no text: half a UTF-16 letter, UTF-32', () => {
  expect(() => textOf(Buffer.from([0xff, 0xfe, 0x3c, 0x00, 0x00]))).toThrow('no text in UTF-16LE')
  expect(() => textOf(Buffer.from([0x00, 0x00, 0xfe, 0xff, 0x00]))).toThrow('UTF-32')
})
