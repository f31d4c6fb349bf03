import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { BankStatement } from '#app/bank/bank-statement.ts'
import { readCamt053 } from '#app/bank/camt053.ts'

/** What banks do differently, one sample for each family, and the rules that a sample cannot show. */

function read(text: string | Buffer): { statements: BankStatement[]; odd: string[] } {
  const reading = readCamt053(Buffer.from(text))
  if (!reading.ok) throw new Error(reading.error)
  return { statements: reading.statements, odd: reading.oddities.map(({ sentence }) => sentence) }
}

const sample = (name: string) => read(readFileSync(join(import.meta.dirname, 'samples', name)))

/** A statement with the given elements in it, and the balances 0 and `closing`. */
function statement(inner: string, closing = '1.00', account = '<IBAN>NL91ABNA0417164300</IBAN>'): string {
  const balance = (type: string, amount: string) =>
    `<Bal><Tp><CdOrPrtry><Cd>${type}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>`
  return `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Id>S</Id>
    <Acct><Id>${account}</Id><Ccy>EUR</Ccy><Ownr><Nm>Stadmakers</Nm></Ownr></Acct>${balance('OPBD', '0')}${balance('CLBD', closing)}${inner}
  </Stmt></BkToCstmrStmt></Document>`
}

const entry = (inner: string, amount = '<Amt Ccy="EUR">1</Amt><CdtDbtInd>CRDT</CdtDbtInd>') =>
  `<Ntry>${amount}<Sts><Cd>BOOK</Cd></Sts>${inner}</Ntry>`

const details = (inner: string) => entry(`<NtryDtls><TxDtls>${inner}</TxDtls></NtryDtls>`)

const firstEntry = (text: string) => read(text).statements[0]?.entries[0]

describe('a Dutch statement', () => {
  const { statements, odd } = sample('dutch-v02.xml')
  const [only] = statements

  it('proves out, and nothing in it is odd, though its summary counts payments', () => {
    expect(only).toMatchObject({
      id: 'CAMT053-NL-0231',
      iban: 'NL91ABNA0417164300',
      currency: 'EUR',
      version: 'camt.053.001.02',
      openingCents: 100_000,
      closingCents: 101_045,
      closingDate: '2026-11-24',
      provesOut: true,
    })
    expect(odd).toEqual([])
  })

  it('has a payment in, of which NOTPROVIDED is no name', () => {
    expect(only?.entries[0]).toMatchObject({
      amountCents: 6_050,
      endToEndId: null,
      reference: 'SVC0001',
      counterparty: 'Betaaldienst Europa Ltd',
      counterpartyIban: 'IE29AIBK93115212345678',
      remittance: 'PO7K2M9QXA uitbetaling week 47',
    })
  })

  it('has a batch of our own, named by its id', () => {
    expect(only?.entries[1]).toMatchObject({
      amountCents: -10_000,
      batchCount: 2,
      batchId: '01890a5dac96774bbcceb302099a8057',
      details: [],
    })
  })

  it('has a payment that came back: the other side is whoever is not ourselves', () => {
    expect(only?.entries[2]).toMatchObject({
      amountCents: 7_500,
      returnReason: 'AC04',
      counterparty: 'S. Tuinman',
      endToEndId: '01890a5dac96774bbcceb302099a8058',
    })
  })

  it('has a reversal, whose sign is that of CdtDbtInd and whose parties are those of the first entry', () => {
    expect(only?.entries[3]).toMatchObject({
      amountCents: 2_000,
      reversal: true,
      counterparty: 'Drukkerij De Burcht',
      valueDate: '2026-11-20',
    })
  })

  it('has costs, told in the words of the bank', () => {
    expect(only?.entries[4]).toMatchObject({
      amountCents: -4_505,
      remittance: 'KOSTEN BETALINGSVERKEER OKTOBER',
      counterparty: null,
    })
  })
})

it('a German statement: prefix, Latin-9, PRCD, dates that no time zone moves, a batch with its payments', () => {
  const { statements, odd } = sample('german-v08.xml')
  expect(statements[0]).toMatchObject({ openingCents: -2_050, closingCents: 5_950, provesOut: true })
  expect(statements[0]?.entries[0]).toMatchObject({
    amountCents: 8_000,
    bookingDate: '2026-11-24',
    valueDate: '2026-11-25',
    reference: null,
    endToEndId: null,
    batchCount: 2,
    details: [
      {
        amountCents: 3_000,
        endToEndId: 'SPENDE-1',
        references: ['SPENDE-1'],
        counterparty: 'Jürgen Groß',
        counterpartyIban: 'DE75512108001245126199',
        remittance: 'Für den Garten 30 € und Grüße',
      },
      { amountCents: 5_000, endToEndId: 'SPENDE-2', counterparty: 'Käthe Müller', counterpartyIban: null },
    ],
  })
  expect(odd).toEqual([])
})

it('a Swiss statement: francs, and two entries that say the same yet have names of their own', () => {
  const { entries = [], ...rest } = sample('swiss-v04.xml').statements[0] ?? {}
  expect(rest).toMatchObject({ currency: 'CHF', version: 'camt.053.001.04', provesOut: true })
  expect(entries.map(({ remittance }) => remittance)).toEqual(['GUTSCHRIFT ESR', 'GUTSCHRIFT ESR'])
  expect(entries[0]?.likeness).toBe(entries[1]?.likeness)
  expect(entries.map(({ key }) => key.slice(-2))).toEqual(['#1', '#2'])
})

it('a Nordic statement over two days: the first opening and the last closing, an account that is no IBAN', () => {
  expect(sample('nordic-days-v02.xml').statements[0]).toMatchObject({
    iban: null,
    account: '8000-2-123456789',
    openingCents: 0,
    closingCents: 3_000,
    provesOut: true,
  })
})

it('pages with interim balances prove out one by one', () => {
  const { statements, odd } = sample('pages-interim-v02.xml')
  expect(
    statements.map(({ id, openingCents, closingCents, provesOut }) => [
      id,
      openingCents,
      closingCents,
      provesOut,
    ]),
  ).toEqual([
    ['P-1', 500, 600, true],
    ['P-2', 600, 400, true],
  ])
  expect(odd).toEqual([])
})

it('an envelope with two accounts: each is a statement, one of them without entries', () => {
  const { statements } = sample('envelope-two-accounts-v06.xml')
  expect(
    statements.map(({ iban, version, closingCents, provesOut }) => [iban, version, closingCents, provesOut]),
  ).toEqual([
    ['NL91ABNA0417164300', 'camt.053.001.06', 1, true],
    ['DE89370400440532013000', 'camt.053.001.06', -700, true],
  ])
  expect(statements[0]?.entries[0]?.remittance).toBe('RF18539007547034')
})

it('a very odd statement is read, and each oddity is told with its line', () => {
  const reading = readCamt053(readFileSync(join(import.meta.dirname, 'samples', 'odd.xml')))
  expect(reading.ok && reading.statements[0]).toMatchObject({
    id: null,
    version: null,
    provesOut: true,
    entries: [{ amountCents: -550, bookingDate: null }],
  })
  expect(reading.oddities.map(({ line, sentence }) => `${line}: ${sentence}`)).toEqual([
    '1: there are blanks before the XML begins',
    '4: it has a DOCTYPE, which a statement never needs; it was skipped',
    '10: statement 1, entry 1: the amount -5.5 is negative; its sign was taken from CdtDbtInd alone',
    '10: statement 1, entry 1 has no status; it was taken as booked',
    '10: statement 1, entry 1: BookgDt "2026-02-30" is no date',
    '6: it does not say which version of CAMT.053 it is',
    '9: statement 1, closing balance: CdtDbtInd is written "crdt"',
    '11: statement 1, entry 2 has the status PDNG: it is not booked, and was left out',
    '6: statement 1 names no currency',
    '6: statement 1 has no id',
    '6: statement 1: NL00BANK0123456789 is not a valid IBAN',
  ])
})

describe('the proof', () => {
  const verdict = (text: string) => read(text).statements[0]?.provesOut

  it('is false by a single cent', () => {
    expect(verdict(statement(details('')))).toBe(true)
    expect(verdict(statement(details(''), '1.01'))).toBe(false)
  })

  it('cannot be known without a closing balance', () => {
    const { statements, odd } = read(statement('').replace('CLBD', 'CLAV'))
    expect([statements[0]?.closingCents, statements[0]?.provesOut]).toEqual([null, null])
    expect(odd).toContain('statement 1 has no closing balance')
  })

  it('cannot be known where amounts of two currencies seem to add up', () => {
    const { statements, odd } = read(statement(details('')).replace('<Amt Ccy="EUR">1<', '<Amt Ccy="USD">1<'))
    expect(statements[0]?.provesOut).toBeNull()
    expect(odd).toContain('statement 1 is in EUR, but has amounts in USD')
  })

  it('takes the balance in the currency of the account, and the one without a credit line', () => {
    const more = ['<Amt Ccy="USD">9</Amt>', '<CdtLine><Incl>true</Incl></CdtLine><Amt Ccy="EUR">9</Amt>'].map(
      amount =>
        `<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp>${amount}<CdtDbtInd>CRDT</CdtDbtInd></Bal>`,
    )
    expect(verdict(statement(`${details('')}${more.join('')}`))).toBe(true)
  })

  it('is judged over all pages where each page tells the balances of the whole', () => {
    const page = (number: number, last: boolean) =>
      statement(
        `<StmtPgntn><PgNb>${number}</PgNb><LastPgInd>${last}</LastPgInd></StmtPgntn>${details('')}`,
        '2.00',
      )
    const first = page(1, false)
    const both = first.replace(
      '</BkToCstmrStmt>',
      `${/<Stmt>.*<\/Stmt>/s.exec(page(2, true))?.[0]}</BkToCstmrStmt>`,
    )
    expect(read(both).statements.map(({ provesOut }) => provesOut)).toEqual([true, true])
    expect(read(first).statements.map(({ provesOut }) => provesOut)).toEqual([false])
    expect(read(first).odd).toContain(
      'statement "S" is in pages, and not all of them are in this file: what follows on page 1 is missing',
    )
  })
})

describe('an entry', () => {
  it('is named by the same key when the bank sends it again with its text mended', () => {
    const sent = (text: string) =>
      firstEntry(statement(entry(`<AcctSvcrRef>R1</AcctSvcrRef><AddtlNtryInf>${text}</AddtlNtryInf>`)))
    expect(sent('mended')?.key).toBe('NL91ABNA0417164300|S|ref:R1#1')
    expect(sent('spelt worng')?.key).toBe(sent('mended')?.key)
    expect(sent('spelt worng')?.likeness).not.toBe(sent('mended')?.likeness)
  })

  it('is named by what it says where a reference is used twice, so that their order does not matter', () => {
    const entries = ['1', '2'].map(amount =>
      entry('<AcctSvcrRef>R1</AcctSvcrRef>', `<Amt>${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd>`),
    )
    const keysOf = (inner: string) => read(statement(inner)).statements[0]?.entries.map(({ key }) => key)
    const keys = keysOf(entries.join(''))
    expect(new Set(keys).size).toBe(2)
    expect(keysOf(entries.toReversed().join(''))).toEqual(keys?.toReversed())
  })

  it('has the same likeness in a statement of the day and one of the month', () => {
    const day = statement(details(''))
    expect(firstEntry(day.replace('<Id>S</Id>', '<Id>MONTH</Id>'))?.likeness).toBe(firstEntry(day)?.likeness)
  })

  it('gives the reason of a return also where the bank uses words of its own', () => {
    const reason = (inner: string) =>
      firstEntry(statement(details(`<RtrInf>${inner}</RtrInf>`)))?.returnReason
    expect(reason('<Rsn><Prtry>REFUSED</Prtry></Rsn>')).toBe('REFUSED')
    expect(reason('<AddtlInf>Rekening opgeheven</AddtlInf>')).toBe('Rekening opgeheven')
  })

  it('does not take ourselves for the other side, though the bank names nobody else', () => {
    const named = (inner: string) =>
      firstEntry(statement(details(`<RltdPties>${inner}</RltdPties>`)))?.counterparty
    expect(named('<Cdtr><Nm>Iemand</Nm></Cdtr>')).toBeNull()
    expect(named('<Dbtr><Nm>STADMAKERS</Nm></Dbtr>')).toBeNull()
    expect(
      named('<Dbtr><Pty><Nm>NOTPROVIDED</Nm></Pty></Dbtr><UltmtDbtr><Pty><Nm>Gever</Nm></Pty></UltmtDbtr>'),
    ).toBeNull()
    expect(named('<UltmtDbtr><Pty><Nm>Gever</Nm></Pty></UltmtDbtr>')).toBe('Gever')
    expect(named('<Dbtr><Agt><FinInstnId><Nm>Een bank</Nm></FinInstnId></Agt></Dbtr>')).toBe('Een bank')
  })

  it('knows the other side of a payment that came back by its IBAN, whichever role the bank gives it', () => {
    const us = '<Nm>Wij onder een andere naam</Nm>'
    const them = (role: string) =>
      `<${role}><Nm>S. Tuinman</Nm></${role}><${role}Acct><Id><IBAN>NL02ABNA0123456789</IBAN></Id></${role}Acct>`
    const back = (parties: string) =>
      firstEntry(
        statement(details(`<RltdPties>${parties}</RltdPties><RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>`)),
      )?.counterparty
    expect(back(`<Dbtr>${us}</Dbtr>${them('Cdtr')}`)).toBe('S. Tuinman')
    expect(back(`${them('Dbtr')}<Cdtr>${us}</Cdtr>`)).toBe('S. Tuinman')
  })

  it('is of our batch also where the bank names that with each payment only', () => {
    const one = (id: string) => `<TxDtls><Refs><PmtInfId>${id}</PmtInfId></Refs></TxDtls>`
    const batchOf = (inner: string) => firstEntry(statement(entry(`<NtryDtls>${inner}</NtryDtls>`)))?.batchId
    expect(batchOf(one('B1') + one('B1'))).toBe('B1')
    expect(batchOf(one('B1') + one('B2'))).toBeNull()
  })

  it('keeps every reference of its payments, and what several of them agree on', () => {
    const two = ['A', 'B'].map(
      id => `<TxDtls><Refs><InstrId>${id}</InstrId><Prtry><Tp>x</Tp><Ref>P-${id}</Ref></Prtry></Refs>
        <RltdPties><Dbtr><Pty><Nm>Gever</Nm></Pty></Dbtr></RltdPties></TxDtls>`,
    )
    expect(firstEntry(statement(entry(`<NtryDtls>${two.join('')}</NtryDtls>`)))).toMatchObject({
      batchCount: 2,
      counterparty: 'Gever',
      details: [{ references: ['A', 'P-A'] }, { references: ['B', 'P-B'] }],
    })
  })

  it('leaves the amount of a payment open when it is in another currency or no amount', () => {
    const payment = (amount: string) => firstEntry(statement(details(amount)))?.details[0]?.amountCents
    expect(payment('<Amt Ccy="USD">1.10</Amt>')).toBeNull()
    expect(payment('<Amt Ccy="EUR">1,10</Amt>')).toBeNull()
    expect(payment('<AmtDtls><TxAmt><Amt Ccy="EUR">1.10</Amt></TxAmt></AmtDtls>')).toBe(110)
  })

  it('reads version 01, where details stand in the entry itself', () => {
    const old = statement(entry('<TxDtls><RmtInf><Ustrd>oud</Ustrd></RmtInf></TxDtls>')).replaceAll(
      'BkToCstmrStmt',
      'BkToCstmrStmtV01',
    )
    expect(firstEntry(old)?.remittance).toBe('oud')
  })
})

describe('is told as odd, while the statement is read:', () => {
  const DATED = '<BookgDt><Dt>2026-11-24</Dt></BookgDt>'
  const plain = statement(entry(DATED))
  const transaction = (amount: string) => `<TxDtls><Amt Ccy="EUR">${amount}</Amt></TxDtls>`
  const balance = (type: string, amount: string, day: string) =>
    `<Bal><Tp><CdOrPrtry><Cd>${type}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">${amount}</Amt>
      <CdtDbtInd>CRDT</CdtDbtInd>${day && `<Dt><Dt>${day}</Dt></Dt>`}</Bal>`
  const DAYS = ['OPBD 1.00', 'CLBD 1.00'].map(of => {
    const [type = '', amount = ''] = of.split(' ')
    return balance(type, amount, '2026-11-25')
  })

  it.each<[string, string, string[]]>([
    ['nothing in one that is as it should be', plain, []],
    ['nothing where each day has balances of its own', statement(entry(DATED) + DAYS.join('')), []],
    [
      'no currency at all',
      plain.replaceAll(/ Ccy="EUR"|<Ccy>EUR<\/Ccy>/g, ''),
      ['statement 1 names no currency'],
    ],
    [
      'two amounts in one entry',
      statement(entry(DATED, '<Amt Ccy="EUR">1</Amt><Amt Ccy="EUR">2</Amt><CdtDbtInd>CRDT</CdtDbtInd>')),
      ['statement 1, entry 1 has 2 amounts; the first was taken'],
    ],
    [
      'two opening balances that contradict each other',
      statement(balance('OPBD', '1.01', '') + entry(DATED)),
      ['statement 1 has two balances OPBD of no day that contradict each other'],
    ],
    [
      'a RvslInd that is no boolean',
      statement(entry(`<RvslInd>ja</RvslInd>${DATED}`)),
      ['statement 1, entry 1: RvslInd "ja" is neither true nor false; it was taken as false'],
    ],
    [
      'a NbOfTxs that is no number',
      statement(entry(`${DATED}<NtryDtls><Btch><NbOfTxs>many</NbOfTxs></Btch></NtryDtls>`)),
      ['statement 1, entry 1: NbOfTxs "many" is no number; it was left aside'],
    ],
    [
      'payments that do not come to their entry',
      statement(entry(`${DATED}<NtryDtls>${transaction('0.60')}${transaction('0.30')}</NtryDtls>`)),
      ['statement 1, entry 1 is of 1.00, but the payments in it come to 0.90'],
    ],
    [
      'nothing where they do',
      statement(entry(`${DATED}<NtryDtls>${transaction('0.60')}${transaction('0.40')}</NtryDtls>`)),
      [],
    ],
    ['an entry without a booking date', statement(entry('')), ['statement 1, entry 1 has no booking date']],
    [
      'nothing of the date of an entry that is not booked',
      statement(entry(DATED) + entry('').replace('BOOK', 'PDNG')),
      ['statement 1, entry 2 has the status PDNG: it is not booked, and was left out'],
    ],
    [
      'a statement in a statement',
      statement(`${entry(DATED)}<Stmt><Id>IN</Id></Stmt>`),
      ['statement 1 has another statement in it, which was not read'],
    ],
  ])('%s', (_, text, expected) => {
    const { statements, odd } = read(text)
    expect(odd).toEqual(expected)
    expect(statements[0]?.entries[0]?.amountCents).toBe(1_00)
  })
})

it('of a hundred oddities of a kind ten are listed and the rest counted', () => {
  const { odd } = read(statement(entry('<BookgDt><Dt>24-11-2026</Dt></BookgDt>').repeat(100), '100'))
  expect(odd).toHaveLength(11)
  expect(odd.at(-1)).toBe('and 90 more dates that are none')
})
