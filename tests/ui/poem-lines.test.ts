/** Proves that titles break into lines as one would read them aloud, and no larger than a phone can carry. */
import { describe, expect, it } from 'vitest'
import { poemLines } from '#app/ui/poem-lines.ts'

describe('a title as a poem', () => {
  it.each([
    ['De Ziel van Leiden', ['De Ziel', 'van Leiden']],
    ['Mensen maken een stad.', ['Mensen', 'maken', 'een stad.']],
    ['De lange tafel: eten met je buren', ['De lange tafel:', 'eten met je buren']],
    ['Een gedicht op de blinde muur', ['Een gedicht', 'op de blinde muur']],
    ['Bank', ['Bank']],
  ])('%s', (title, lines) => {
    expect(poemLines(title).lines).toEqual(lines)
  })

  it('loses no word and no order, however long it is', () => {
    const title = 'Een buurtpiano voor het Stationsplein, en iemand die hem iedere maandagochtend stemt'
    const { lines, size } = poemLines(`  ${title.replaceAll(' ', '  ')} `)
    expect(lines.join(' ')).toBe(title)
    expect(lines.length).toBeLessThanOrEqual(4)
    expect(size).toBe('long')
  })

  it('paints capitals smaller, because they are wider', () => {
    expect(poemLines('Leiden leest').size).toBe('large')
    expect(poemLines('LEIDENAREN LEZEN').size).not.toBe('large')
  })

  it('does not fail on an empty title', () => {
    expect(poemLines('')).toEqual({ lines: [''], size: 'large' })
  })
})
