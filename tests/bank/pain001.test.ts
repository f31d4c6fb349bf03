import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { Oddities } from '#app/bank/oddities.ts'
import { pain001 } from '#app/bank/pain001.ts'
import { endToEndIdOf } from '#app/bank/payment-file.ts'
import type { Address, Party, Payment, PaymentBatch, PaymentProblem } from '#app/bank/payment-file.ts'
import { sepaText } from '#app/bank/sepa-text.ts'
import { find, findAll, readXml, textAt } from '#app/bank/xml-elements.ts'
import type { XmlElement } from '#app/bank/xml-elements.ts'
import { instant } from '#app/domain/clock.ts'
import { idOfCompact } from '#app/domain/ids.ts'
import { cents } from '#app/domain/money.ts'

/** A payment file holds what was approved, to the cent and the letter; or there is no file. */

const BATCH_ID = '01890a5d-ac96-774b-bcce-b302099a8057'
const PAYOUT_ID = '01890a5d-ac96-774b-bcce-b302099a8058'
const OTHER_ID = '01890a5d-ac96-774b-bcce-b302099a8059'

const party = (changes: Partial<Party> = {}): Party => ({
  name: 'Stichting Stadmakers',
  iban: 'NL91 ABNA 0417 1643 00',
  bic: null,
  address: null,
  ...changes,
})
const payment = (changes: Partial<Payment> = {}): Payment => ({
  payoutId: PAYOUT_ID,
  amount: cents(123_405),
  payee: party({ name: 'S. Tuinman', iban: 'NL02ABNA0123456789' }),
  remittance: 'Een geveltuin voor de Haagweg',
  ...changes,
})
const batch = (changes: Partial<PaymentBatch> = {}): PaymentBatch => ({
  id: BATCH_ID,
  createdAt: instant(new Date('2026-11-24T08:39:42Z')),
  executeOn: '2026-11-25',
  payer: party(),
  payments: [payment()],
  ...changes,
})

function written(given: PaymentBatch): { text: string; message: XmlElement } {
  const file = pain001.write(given)
  if (!file.ok) throw new Error(JSON.stringify(file.problems))
  let message: XmlElement | undefined
  const keep = {
    opened: () => undefined,
    closed: (element: XmlElement) => {
      if (element.name === 'CstmrCdtTrfInitn') message = element
      return true
    },
  }
  readXml([file.text], keep, new Oddities())
  if (!message) throw new Error('No message was written')
  return { text: file.text, message }
}

describe('a file', () => {
  const two = batch({
    payments: [
      payment(),
      payment({
        payoutId: OTHER_ID,
        amount: cents(7),
        payee: party({
          name: 'Café “De Ziel” & Zn.',
          iban: 'DE89370400440532013000',
          bic: 'COBADEFFXXX',
          address: {
            street: 'Haagweg',
            houseNumber: '1-a',
            postcode: '2311 AB',
            town: 'Leiden',
            country: 'NL',
          },
        }),
        remittance: 'Dank; tot ziens! €',
      }),
    ],
  })
  const { message, text } = written(two)
  const information = find(message, 'PmtInf')
  const [first, second] = findAll(information, 'CdtTrfTxInf')

  it('tells on both levels how many payments it has and what they come to', () => {
    for (const level of [find(message, 'GrpHdr'), information])
      expect([textAt(level, 'NbOfTxs'), textAt(level, 'CtrlSum')]).toEqual(['2', '1234.12'])
    expect(pain001.write(two)).toMatchObject({ payments: 2, controlSum: 123_412 })
  })

  it('is one SEPA batch on the day that was asked, with shared costs', () => {
    expect(findAll(message, 'PmtInf')).toHaveLength(1)
    expect([
      textAt(message, 'GrpHdr', 'CreDtTm'),
      textAt(information, 'PmtInfId'),
      textAt(information, 'PmtMtd'),
      textAt(information, 'BtchBookg'),
      textAt(information, 'PmtTpInf', 'SvcLvl', 'Cd'),
      textAt(information, 'ReqdExctnDt', 'Dt'),
      textAt(information, 'ChrgBr'),
      textAt(information, 'DbtrAcct', 'Id', 'IBAN'),
    ]).toEqual([
      '2026-11-24T08:39:42Z',
      '01890a5dac96774bbcceb302099a8057',
      'TRF',
      'true',
      'SEPA',
      '2026-11-25',
      'SLEV',
      'NL91ABNA0417164300',
    ])
  })

  it('carries our id of the payout, and the way back from a statement to it', () => {
    const given = textAt(first, 'PmtId', 'EndToEndId') ?? ''
    expect(given).toHaveLength(32)
    expect(idOfCompact(given)).toBe(PAYOUT_ID)
    expect(idOfCompact('INVOICE-2026-1')).toBeNull()
  })

  it('names the bank of the payer as not provided, and leaves out that of the payee, where no BIC is known', () => {
    expect(textAt(information, 'DbtrAgt', 'FinInstnId', 'Othr', 'Id')).toBe('NOTPROVIDED')
    expect(find(first, 'CdtrAgt')).toBeUndefined()
    expect(textAt(second, 'CdtrAgt', 'FinInstnId', 'BICFI')).toBe('COBADEFFXXX')
  })

  it('has an address in parts, or none', () => {
    expect(find(first, 'Cdtr', 'PstlAdr')).toBeUndefined()
    expect(find(second, 'Cdtr', 'PstlAdr')?.children.map(({ name, text: part }) => [name, part])).toEqual([
      ['StrtNm', 'Haagweg'],
      ['BldgNb', '1-a'],
      ['PstCd', '2311 AB'],
      ['TwnNm', 'Leiden'],
      ['Ctry', 'NL'],
    ])
  })

  it('is in letters that every bank takes', () => {
    expect(textAt(second, 'Cdtr', 'Nm')).toBe("Cafe 'De Ziel' + Zn.")
    expect(textAt(second, 'RmtInf', 'Ustrd')).toBe('Dank. tot ziens. EUR')
    expect(text).toMatch(/^[\n\x20-\x7e]*$/)
  })

  it('leaves out a remittance that is empty', () => {
    const none = written(batch({ payments: [payment({ remittance: ' \n' })] }))
    expect(find(none.message, 'PmtInf', 'CdtTrfTxInf', 'RmtInf')).toBeUndefined()
  })
})

describe('there is no file, but a reason, for', () => {
  const address: Address = { street: null, houseNumber: null, postcode: null, town: 'Leiden', country: 'NL' }
  const payee = (changes: Partial<Party>) => batch({ payments: [payment({ payee: party(changes) })] })
  it.each<[string, PaymentBatch, PaymentProblem['reason'], string | null]>([
    ['an IBAN that fails its check', payee({ iban: 'NL91ABNA0417164301' }), 'bad-iban', PAYOUT_ID],
    ['no IBAN', payee({ iban: '' }), 'bad-iban', PAYOUT_ID],
    [
      'an IBAN outside SEPA',
      payee({ iban: 'BR1500000000000010932840814P2' }),
      'iban-outside-sepa',
      PAYOUT_ID,
    ],
    ['a bad BIC', payee({ bic: 'ABN' }), 'bad-bic', PAYOUT_ID],
    ['a name of which nothing is left', payee({ name: '城市' }), 'bad-name', PAYOUT_ID],
    ['an address without a town', payee({ address: { ...address, town: ' ' } }), 'bad-address', PAYOUT_ID],
    [
      'an address without a country',
      payee({ address: { ...address, country: 'nl' } }),
      'bad-address',
      PAYOUT_ID,
    ],
    ['a bad IBAN of our own', batch({ payer: party({ iban: 'NL00' }) }), 'bad-iban', null],
    ['nothing to pay', batch({ payments: [] }), 'nothing-to-pay', null],
    ['an amount of nothing', batch({ payments: [payment({ amount: cents(0) })] }), 'bad-amount', PAYOUT_ID],
    [
      'an amount below nothing',
      batch({ payments: [payment({ amount: cents(-1) })] }),
      'bad-amount',
      PAYOUT_ID,
    ],
    [
      'more than SEPA carries',
      batch({ payments: [payment({ amount: cents(10 ** 11) })] }),
      'bad-amount',
      PAYOUT_ID,
    ],
    ['the same payout twice', batch({ payments: [payment(), payment()] }), 'same-id-twice', PAYOUT_ID],
    [
      'an id that is too long',
      batch({ payments: [payment({ payoutId: 'x'.repeat(36) })] }),
      'bad-id',
      'x'.repeat(36),
    ],
    ['an id of a batch with other signs', batch({ id: 'a/b' }), 'bad-id', null],
    ['a day that does not exist', batch({ executeOn: '2026-02-30' }), 'bad-date', null],
    ['a moment that is none', batch({ createdAt: 'yesterday' }), 'bad-date', null],
  ])('%s', (_, given, reason, payoutId) => {
    expect(pain001.write(given)).toEqual({ ok: false, problems: [{ payoutId, reason }] })
  })

  it('everything at once: each problem is named, so that they can be mended together', () => {
    const bad = payment({ payoutId: OTHER_ID, amount: cents(0), payee: party({ iban: 'x', bic: 'y' }) })
    expect(pain001.write(batch({ payments: [payment(), bad] }))).toEqual({
      ok: false,
      problems: [
        { payoutId: OTHER_ID, reason: 'bad-amount' },
        { payoutId: OTHER_ID, reason: 'bad-iban' },
        { payoutId: OTHER_ID, reason: 'bad-bic' },
      ],
    })
  })
})

describe('the letters of SEPA', () => {
  it.each([
    ['Ångström Łódź Þór Straße', 'Angstrom Lodz Thor Strasse'],
    ['Æsop & Cœur_d’Or', "AEsop + Coeur-d'Or"],
    ['ﬁets', 'fiets'],
    ['a\u200bb\u0000c\td', 'abc d'],
    ['5 € <b>', '5 EUR .b.'],
    ['日本', '..'],
  ])('%j becomes %j', (text, letters) => {
    expect(sepaText(text, 70)).toBe(letters)
  })

  test('are all that ever comes out, within the length, the same when done twice', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.integer({ min: 1, max: 140 }),
        (text, longest) => {
          const letters = sepaText(text, longest)
          expect(letters).toMatch(/^[a-zA-Z0-9/?:().,'+ -]*$/)
          expect(letters.length).toBeLessThanOrEqual(longest)
          expect(sepaText(letters, longest)).toBe(letters)
        },
      ),
    )
  })
})

const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 100 }).map(text => `a${text}`)
const anyAddress: fc.Arbitrary<Address> = fc.record({
  street: fc.option(fc.string({ maxLength: 90 })),
  houseNumber: fc.option(fc.string({ maxLength: 20 })),
  postcode: fc.option(fc.string({ maxLength: 20 })),
  town: name,
  country: fc.constantFrom('NL', 'BE', 'DE'),
})
const anyParty: fc.Arbitrary<Party> = fc.record({
  name,
  iban: fc.constantFrom('NL91ABNA0417164300', 'de89 3704 0044 0532 0130 00', 'FI2112345600000785'),
  bic: fc.option(fc.constantFrom('ABNANL2A', 'COBADEFFXXX')),
  address: fc.option(anyAddress),
})
const anyBatch: fc.Arbitrary<PaymentBatch> = fc
  .record({
    payer: anyParty,
    payments: fc.uniqueArray(
      fc.record({
        payoutId: fc.uuid({ version: 7 }),
        amount: fc.integer({ min: 1, max: 999_999_999_99 }).map(cents),
        payee: anyParty,
        remittance: fc.string({ unit: 'grapheme', maxLength: 200 }),
      }),
      { selector: ({ payoutId }) => payoutId, minLength: 1, maxLength: 8 },
    ),
  })
  .map(given => batch(given))

test('whatever is paid, the file says the same to the cent', () => {
  fc.assert(
    fc.property(anyBatch, given => {
      const { message } = written(given)
      const transfers = findAll(find(message, 'PmtInf'), 'CdtTrfTxInf')
      expect(
        transfers.map(one => [
          textAt(one, 'PmtId', 'EndToEndId'),
          (textAt(one, 'Amt', 'InstdAmt') ?? '').replace('.', '').replace(/^0+/, ''),
          find(one, 'Amt', 'InstdAmt')?.attributes.Ccy,
        ]),
      ).toEqual(given.payments.map(({ payoutId, amount }) => [endToEndIdOf(payoutId), String(amount), 'EUR']))
    }),
  )
})

const schema = join(import.meta.dirname, '../../../shared/data/iso20022/pain.001.001.09.xsd')
const without = [
  ...(existsSync(schema) ? [] : ['the ISO schema is not beside the project']),
  ...(spawnSync('xmllint', ['--version']).status === 0 ? [] : ['xmllint is not installed']),
].join(' and ')

test.skipIf(without !== '')(
  `files are valid by the schema of ISO${without && ` (skipped: ${without})`}`,
  () => {
    fc.assert(
      fc.property(anyBatch, given => {
        const { status, stderr } = spawnSync('xmllint', ['--noout', '--schema', schema, '-'], {
          input: written(given).text,
          encoding: 'utf8',
        })
        expect([status, stderr]).toEqual([0, '- validates\n'])
      }),
      { numRuns: 25 },
    )
  },
)
