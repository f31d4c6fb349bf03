import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCamt053 } from '#app/bank/camt053.ts'
import { CHARACTER_SETS, encoded, PLAIN, writeStatement } from '#tests/bank/statement-writer.ts'
import type { CharacterSet, Dress, Model, ModelEntry } from '#tests/bank/statement-writer.ts'

/**
 * Goal: whatever a bank does to the form of a statement, the same cents come out, and whatever is done to a file, the
 * reader answers with a value. Method: statements are written from a model by `statement-writer.ts`, in random dress.
 */

const word = fc
  .string({ unit: fc.constantFrom(...'abcXYZ0189é&<ßüÅ'), minLength: 1, maxLength: 20 })
  .filter(text => !/^nonref$/i.test(text))
const amount = fc.oneof(
  fc.integer({ min: -2_000, max: 2_000 }),
  fc.integer({ min: -(10 ** 13), max: 10 ** 13 }),
)
const entry: fc.Arbitrary<ModelEntry> = fc.record({
  cents: amount,
  reversal: fc.boolean(),
  booked: fc.boolean(),
  name: word,
  text: word,
  endToEndId: word,
})
const model: fc.Arbitrary<Model> = fc.record({
  openingCents: amount,
  entries: fc.array(entry, { maxLength: 6 }),
})
const order = fc.constantFrom<Dress['order']>(
  siblings => siblings,
  siblings => siblings.toReversed(),
  siblings => [...siblings.slice(1), ...siblings.slice(0, 1)],
  siblings => siblings.toSorted(),
)
const dress: fc.Arbitrary<Dress> = fc.record({
  version: fc.constantFrom('02' as const, '04' as const, '08' as const),
  prefix: fc.constantFrom('', 'ns2', 'camt'),
  namespace: fc.boolean(),
  order,
  decimals: fc.constantFrom('two' as const, 'fewest' as const, 'five' as const),
})
const characterSet = fc.constantFrom(...(Object.keys(CHARACTER_SETS) as CharacterSet[]))

test('in any version, prefix, order and character set a statement is the same', () => {
  fc.assert(
    fc.property(model, dress, characterSet, (written, worn, set) => {
      const reading = readCamt053(encoded(writeStatement(written, worn), set))
      if (!reading.ok) throw new Error(reading.error)
      const booked = written.entries.filter(({ booked }) => booked)
      const [statement] = reading.statements
      expect(statement).toMatchObject({
        id: 'S-1',
        iban: 'NL91ABNA0417164300',
        currency: 'EUR',
        version: worn.namespace ? `camt.053.001.${worn.version}` : null,
        provesOut: true,
      })
      expect(statement?.openingCents === written.openingCents).toBe(true)
      expect(
        statement?.entries.map(({ amountCents, counterparty, remittance, endToEndId, reversal }) => [
          amountCents + 0,
          counterparty,
          remittance,
          endToEndId,
          reversal,
        ]),
      ).toEqual(
        booked.map(({ cents, name, text, endToEndId, reversal }) => [
          cents + 0,
          name,
          text,
          endToEndId,
          reversal,
        ]),
      )
    }),
    { numRuns: 400 },
  )
})

test('a statement whose closing is a cent off never proves out', () => {
  fc.assert(
    fc.property(model, fc.constantFrom(-1, 1), (written, off) => {
      const plain = writeStatement(written, PLAIN)
      const shifted = writeStatement({ ...written, openingCents: written.openingCents + off }, PLAIN)
      const opening = /<Bal>.*?<\/Bal>/.exec(plain)?.[0] ?? ''
      const reading = readCamt053(Buffer.from(shifted.replace(/<Bal>.*?<\/Bal>/, opening)))
      expect(reading.ok && reading.statements[0]?.provesOut).toBe(false)
    }),
  )
})

test('the same entries have the same keys, whatever the dress and whatever the order of equals', () => {
  fc.assert(
    fc.property(model, dress, (written, worn) => {
      const keysOf = (bytes: Buffer) => {
        const reading = readCamt053(bytes)
        return reading.ok ? reading.statements[0]?.entries.map(({ key }) => key).toSorted() : null
      }
      const keys = keysOf(encoded(writeStatement(written, PLAIN), 'utf-8'))
      const turned = { ...written, entries: written.entries.toReversed() }
      expect(keysOf(encoded(writeStatement(turned, worn), 'utf-16be'))).toEqual(keys)
      expect(new Set(keys).size).toBe(keys?.length)
    }),
  )
})

test('bytes of any kind get an answer', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), bytes => {
      expect(readCamt053(bytes).ok).toBe(false)
    }),
    { numRuns: 1_000 },
  )
})

test('a statement that was cut, or in which bytes were changed, gets an answer', () => {
  const whole = encoded(
    writeStatement(
      {
        openingCents: -100,
        entries: [{ cents: 500, reversal: true, booked: true, name: 'Zoë', text: 'a & b', endToEndId: 'E1' }],
      },
      { ...PLAIN, version: '08' },
    ),
    'utf-8',
  )
  const places = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(places, fc.nat(whole.length - 1), (changes, end) => {
      const changed = Buffer.from(whole)
      for (const [at, byte] of changes) changed[at] = byte
      const reading = readCamt053(changed)
      if (!reading.ok) expect(reading.error).toMatch(/^The file cannot be read.*\.$/s)
      expect(readCamt053(whole.subarray(0, end)).ok).toBe(false)
    }),
    { numRuns: 1_500 },
  )
})
