import { expect, it } from 'vitest'
import { readCamt053 } from '#app/bank/camt053.ts'

/** Pages of one statement: judged together, put together for booking, and said alike in the reading and the oddities. */

const balance = (type: string, amount: string) =>
  `<Bal><Tp><CdOrPrtry><Cd>${type}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd>
    <Dt><Dt>2026-11-20</Dt></Dt></Bal>`

interface Page {
  number: number
  last?: boolean
  balances: [type: string, amount: string][]
  currency?: string
}

/** A page with one entry of € 10,00, which says the same on every page. */
const page = ({ number, last = false, balances, currency = 'EUR' }: Page) =>
  `<Stmt><Id>S1</Id><StmtPgntn><PgNb>${number}</PgNb><LastPgInd>${last}</LastPgInd></StmtPgntn>
    <ElctrncSeqNb>1</ElctrncSeqNb><Acct><Id><IBAN>NL20INGB0001234567</IBAN></Id><Ccy>${currency}</Ccy></Acct>
    ${balances.map(of => balance(...of)).join('')}
    <Ntry><Amt Ccy="${currency}">10.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>
      <BookgDt><Dt>2026-11-20</Dt></BookgDt></Ntry></Stmt>`

function read(...pages: Page[]) {
  const reading = readCamt053(
    Buffer.from(
      `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt>${pages.map(page).join('')}</BkToCstmrStmt></Document>`,
    ),
  )
  if (!reading.ok) throw new Error(reading.error)
  return {
    proven: reading.statements.map(({ provesOut }) => provesOut),
    toBook: reading.toBook,
    odd: reading.oddities.map(({ sentence }) => sentence),
  }
}

const FIRST: Page = { number: 1, balances: [['OPBD', '100.00']] }
const LAST: Page = { number: 2, last: true, balances: [['CLBD', '120.00']] }

it('with the opening on the first and the closing on the last are booked as one, in whatever order they stand', () => {
  for (const pages of [
    [FIRST, LAST],
    [LAST, FIRST],
  ]) {
    const { proven, toBook, odd } = read(...pages)
    expect([proven, odd]).toEqual([[true, true], []])
    expect(toBook).toMatchObject([
      { id: 'S1', openingCents: 100_00, closingCents: 120_00, closingDate: '2026-11-20', provesOut: true },
    ])
    const keys = toBook[0]?.entries.map(({ key }) => key) ?? []
    expect([keys.length, new Set(keys).size]).toEqual([2, 2])
  }
})

it('with balances between them are booked as one as well', () => {
  const { proven, toBook } = read(
    { ...FIRST, balances: [...FIRST.balances, ['ITBD', '110.00']] },
    { ...LAST, balances: [['ITBD', '110.00'], ...LAST.balances] },
  )
  expect(proven).toEqual([true, true])
  expect(toBook).toMatchObject([{ openingCents: 100_00, closingCents: 120_00, provesOut: true }])
})

it('of which a balance between them contradicts the entries are not proven, and the oddities say the same', () => {
  const { proven, toBook, odd } = read(
    { ...FIRST, balances: [...FIRST.balances, ['ITBD', '105.00']] },
    { ...LAST, balances: [['ITBD', '105.00'], ...LAST.balances] },
  )
  expect(proven).toEqual([false, false])
  expect(odd).toEqual([1, 2].map(n => `statement ${n}: opening and entries do not make closing`))
  expect(toBook.map(({ provesOut }) => provesOut)).toEqual([false, false])
})

it('that together do not make the closing balance are proven wrong together', () => {
  const { proven, toBook, odd } = read(FIRST, { ...LAST, balances: [['CLBD', '120.01']] })
  expect(proven).toEqual([false, false])
  expect(odd).toEqual(['statement "S1": opening and entries of all its pages do not make closing'])
  expect(toBook).toMatchObject([{ provesOut: false, entries: [{}, {}] }])
})

it('of which some are missing say which', () => {
  const gap = read(FIRST, { ...LAST, number: 3 })
  expect(gap.proven).toEqual([null, null])
  expect(gap.odd[0]).toContain('not all of them are in this file: page 2 is missing')
  expect(gap.toBook.map(({ missingPages }) => missingPages)).toEqual([
    { numbers: [2], after: null },
    { numbers: [2], after: null },
  ])
  expect(read(FIRST).toBook[0]?.missingPages).toEqual({ numbers: [], after: 1 })
  expect(read({ ...LAST, number: 1_000_000 }).toBook[0]?.missingPages?.numbers).toHaveLength(10)
})

it('that prove out by themselves are booked by themselves while others are missing', () => {
  const alone: Page = { ...FIRST, balances: [...FIRST.balances, ['ITBD', '110.00']] }
  expect(read(alone).toBook).toMatchObject([{ provesOut: true, missingPages: null }])
})

it('of two statements with one number in one file are two statements', () => {
  const { proven, toBook } = read(
    FIRST,
    LAST,
    { ...FIRST, balances: [['OPBD', '120.00']] },
    { ...LAST, balances: [['CLBD', '140.00']] },
  )
  expect(proven).toEqual([true, true, true, true])
  expect(toBook.map(({ openingCents }) => openingCents)).toEqual([100_00, 120_00])
})

it('in two currencies are not put together', () => {
  const { toBook } = read(FIRST, { ...LAST, currency: 'USD' })
  expect(toBook.map(({ currency, provesOut }) => [currency, provesOut])).toEqual([
    ['EUR', null],
    ['USD', null],
  ])
})
