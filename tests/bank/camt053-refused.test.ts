import { describe, expect, it } from 'vitest'
import { LIMITS, readCamt053 } from '#app/bank/camt053.ts'

/** What cannot be read: a sentence with the place and the reason, at once, whoever made the file. */

function errorOf(text: string | Buffer): string {
  const reading = readCamt053(Buffer.from(text))
  if (reading.ok) throw new Error('It was read')
  return reading.error
}

const file = (inner: string) =>
  `<Document>\n<BkToCstmrStmt>\n<Stmt>\n${inner}\n</Stmt></BkToCstmrStmt></Document>`
const withAmount = (amount: string, direction = 'CRDT') =>
  file(`<Ntry>\n<Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>${direction}</CdtDbtInd><Sts>BOOK</Sts></Ntry>`)

describe('an amount', () => {
  it.each([
    '',
    'abc',
    '1,50',
    '1.234,50',
    '1,234.50',
    '1e3',
    '0x10',
    '1 000.00',
    '--1',
    '1.2.3',
    '.',
    '+',
    'NaN',
    '٣',
    'Infinity',
  ])('that is "%s" is none', amount => {
    expect(errorOf(withAmount(amount))).toBe(
      `The file cannot be read, at line 5: statement 1, entry 1: the amount "${amount}" is not an amount (digits, then at most a point and two decimals, were expected).`,
    )
  })

  it.each([
    ['1.005', 'has a fraction of a cent'],
    ['99999999999999999999', 'is larger than any account'],
  ])('of %s cannot be kept', (amount, says) => {
    expect(errorOf(withAmount(amount))).toContain(`the amount "${amount}" ${says}`)
  })

  it.each([
    ['1234.5', 123_450],
    ['1234.50', 123_450],
    ['+1', 100],
    ['-1', 100],
    ['007.10', 710],
    ['.5', 50],
    ['5.', 500],
    ['0.30000', 30],
    ['90071992547409.91', Number.MAX_SAFE_INTEGER],
    ['  2.00\n', 200],
  ])('of "%s" is exactly %d cents', (amount, cents) => {
    const reading = readCamt053(Buffer.from(withAmount(amount)))
    expect(reading.ok && reading.statements[0]?.entries[0]?.amountCents).toBe(cents)
  })

  it('needs a direction, unless it is nothing', () => {
    expect(errorOf(withAmount('1', 'C'))).toBe(
      'The file cannot be read, at line 4: statement 1, entry 1: CdtDbtInd should be CRDT or DBIT, but is "C".',
    )
    expect(readCamt053(Buffer.from(withAmount('0.00', ''))).ok).toBe(true)
  })

  it('must be there at all', () => {
    expect(errorOf(file('<Ntry><CdtDbtInd>CRDT</CdtDbtInd></Ntry>'))).toContain(
      'statement 1, entry 1 has no amount',
    )
  })

  it('of a balance that is used must be one too', () => {
    const balance = `<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt>x</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>`
    expect(errorOf(file(balance))).toContain('statement 1, opening balance: the amount "x" is not an amount')
  })
})

describe('a file', () => {
  it.each([
    ['', 'The file cannot be read: it is empty.'],
    [' \n ', 'The file cannot be read: it is empty.'],
    ['\n\nhello', 'The file cannot be read, at line 3: it is no XML, for it does not begin with "<".'],
    ['PK\u0003\u0004...', 'The file cannot be read: it is a ZIP archive; unpack it first.'],
    [':20:940S\n:25:NL91', 'The file cannot be read: it is an MT940 statement; ask the bank for CAMT.053.'],
    ['<html></html>', 'The file cannot be read: it holds no bank statement.'],
    ['<Stmt></Stmt>', 'The file cannot be read: it holds no bank statement.'],
    ['<constructor/>', 'The file cannot be read: it holds no bank statement.'],
    [
      '<Document><BkToCstmrStmt/></Document>',
      'The file cannot be read: it is a CAMT.053 message without a statement.',
    ],
    [
      '<Document><BkToCstmrAcctRpt><Rpt/></BkToCstmrAcctRpt></Document>',
      'The file cannot be read: it holds no statement, but a CAMT.052 report of the day so far; ask the bank for CAMT.053.',
    ],
    [
      '<a>\n  <b></a>',
      'The file cannot be read, at line 2: its XML is broken (column 9): unexpected close tag.',
    ],
    ['<a>&nbsp;</a>', 'The file cannot be read, at line 1: its XML is broken (column 9): undefined entity.'],
    [
      '<a>AT&T</a>',
      'The file cannot be read, at line 1: its XML is broken: an & stands by itself, where &amp; is meant.',
    ],
    [
      '<a><!-- R&D --><![CDATA[x & y]]>\n<b>Jansen & Zn</b>\n<c>&lt;</c>\n</a>',
      'The file cannot be read, at line 2: its XML is broken: an & stands by itself, where &amp; is meant.',
    ],
  ])('that is %j is refused with a reason', (text, error) => {
    expect(errorOf(text)).toBe(error)
  })

  it('that was cut gives nothing of what stands before the cut', () => {
    const whole = withAmount('1')
    expect(errorOf(whole.slice(0, -30))).toMatch(/^The file cannot be read, at line 6: its XML is broken/)
  })
})

describe('an entity', () => {
  it('is never looked up: not a file, not an address', () => {
    for (const system of ['file:///etc/passwd', 'http://127.0.0.1:9/x'])
      expect(errorOf(`<!DOCTYPE a [<!ENTITY x SYSTEM "${system}">]><a>&x;</a>`)).toContain('undefined entity')
  })

  it('is never expanded', () => {
    const bomb = Array.from({ length: 40 }, (_, n) => `<!ENTITY e${n + 1} "${`&e${n};`.repeat(10)}">`).join(
      '',
    )
    const started = performance.now()
    expect(errorOf(`<!DOCTYPE a [<!ENTITY e0 "lol">${bomb}]><a>&e40;</a>`)).toContain('undefined entity')
    expect(performance.now() - started).toBeLessThan(1_000)
  })
})

describe('what has no end is stopped', () => {
  it.each([
    ['nesting', '<a>'.repeat(200_000), 'its elements are nested deeper than 100'],
    [
      'attributes',
      `<a ${Array.from({ length: 50_000 }, (_, n) => `a${n}=""`).join(' ')}/>`,
      'more than 100 attributes',
    ],
    ['siblings', file('<Bal/>'.repeat(200_000)), 'one part of it has more than 100000 elements'],
  ])('by %s', (_, text, says) => {
    const started = performance.now()
    expect(errorOf(text)).toContain(says)
    expect(performance.now() - started).toBeLessThan(2_000)
  })

  it('by entries and payments', () => {
    const limited = (inner: string) => readCamt053(Buffer.from(file(inner)), { ...LIMITS, lines: 3 })
    const entry = (details: string) => `<Ntry><Amt>1</Amt><CdtDbtInd>CRDT</CdtDbtInd>${details}</Ntry>`
    const payments = (count: number) => entry(`<NtryDtls>${'<TxDtls/>'.repeat(count)}</NtryDtls>`)
    expect([limited(entry('').repeat(3)).ok, limited(payments(2)).ok]).toEqual([true, true])
    for (const more of [entry('').repeat(4), payments(3)])
      expect(limited(more)).toMatchObject({
        error: 'The file cannot be read, at line 4: it has more than 3 entries and payments.',
      })
  })

  it('by size', () => {
    const bytes = Buffer.alloc(3 * 1024 * 1024)
    expect(readCamt053(bytes, { ...LIMITS, bytes: 2 * 1024 * 1024 })).toMatchObject({
      error: 'The file cannot be read: it is larger than 2 MB.',
    })
  })
})
