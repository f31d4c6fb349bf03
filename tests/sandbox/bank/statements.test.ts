import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import { readCamt053 } from '#app/bank/camt053.ts'
import { pain001 } from '#app/bank/pain001.ts'
import { instant } from '#app/domain/clock.ts'
import { cents } from '#app/domain/money.ts'
import { RETURNED } from '#scripts/sandbox/bank/payment-files.ts'
import { type Bench, get, openSandbox, post, topUp } from '../sandbox-kit.ts'

/* The sandbox's bank: what it writes is read with the product's own reader, and what the product writes is handed in. */

const PLATFORM_IBAN = 'NL02ABNA0123456789'
const GOOD_IBAN = 'NL91ABNA0417164300'
const CLOSED_IBAN = 'NL55ABNA4171690404'
const root = join(import.meta.dirname, '../../..')
const schemas = join(root, '../shared/data/iso20022')

interface Paid {
  id: string
  amountCents: number
  iban: string
}

/** A file as the product writes it. */
function paymentFile(bench: Bench, id: string, payments: Paid[]): string {
  const party = (name: string, iban: string) => ({ name, iban, bic: null, address: null })
  const file = pain001.write({
    id,
    createdAt: instant(new Date(bench.sandbox.control.clock().now)),
    executeOn: bench.sandbox.control.clock().now.slice(0, 10),
    payer: party('Stichting Stadmakers', PLATFORM_IBAN),
    payments: payments.map(p => ({
      payoutId: p.id,
      amount: cents(p.amountCents),
      payee: party('S. Tuinman', p.iban),
      remittance: 'Een geveltuin',
    })),
  })
  if (!file.ok) throw new Error(JSON.stringify(file.problems))
  return file.text
}

const uuid = (n: number) => `01890a5d-ac96-774b-bcce-b302099a${String(n).padStart(4, '0')}`

/** The statements of every day that is over, as the product reads them. */
async function statements(bench: Bench, query = '') {
  const listed = await get(`${bench.sandbox.url}/_sandbox/bank/statements`)
  const { statements: days } = JSON.parse(listed.text) as { statements: { day: string; url: string }[] }
  const files = await Promise.all(days.map(({ url }) => get(`${bench.sandbox.url}${url}${query}`)))
  return files.map(({ text }) => {
    const reading = readCamt053(Buffer.from(text))
    if (!reading.ok) throw new Error(JSON.stringify(reading))
    expect(reading.oddities).toEqual([])
    const [statement] = reading.statements
    if (statement === undefined) throw new Error('no statement in the file')
    return statement
  })
}

/** Near midnight in Leiden a bank's day would begin in the middle of a test. */
const MORNING = { startAt: '2026-11-24T09:00:00.000Z' }

describe.each(['02', '08'])('a statement in version .%s', version => {
  test('tells payouts, top-ups, deposits and costs, proves out, and begins where the last one ended', async () => {
    const bench = await openSandbox(MORNING)
    const { stripe, sandbox } = bench
    sandbox.control.trigger('bank/deposit', { amount: 500_000, name: 'FONDS & CO', text: 'MATCH <1>' })
    await topUp(bench, 10_000)
    await stripe.payouts.create({ amount: 6050, currency: 'eur', statement_descriptor: 'PO12345678' })
    await sandbox.control.advance('2d')
    sandbox.control.trigger('bank/costs', { amount: 1250 })
    await sandbox.control.advance('1d')
    const days = await statements(bench, `?version=${version}`)
    expect(days.map(s => [s.provesOut, s.openingCents, s.closingCents])).toEqual([
      [true, 0, 490_000],
      [true, 490_000, 496_050],
      [true, 496_050, 494_800],
    ])
    const lines = days.flatMap(s => s.entries)
    expect(lines.map(line => line.amountCents)).toEqual([500_000, -10_000, 6050, -1250])
    expect(lines[0]).toMatchObject({
      counterparty: 'FONDS & CO',
      remittance: 'MATCH <1>',
      counterpartyIban: GOOD_IBAN,
    })
    expect(lines[2]?.remittance).toMatch(/^PO12345678 [A-Z0-9]{16}$/)
    expect(new Set(lines.map(line => line.reference)).size).toBe(4)
  })

  test('tells a batch of ours with its payments or as a sum, and what came back with its reason', async () => {
    const bench = await openSandbox(MORNING)
    const xml = paymentFile(bench, uuid(1), [
      { id: uuid(2), amountCents: 5000, iban: GOOD_IBAN },
      { id: uuid(3), amountCents: 701, iban: CLOSED_IBAN },
    ])
    expect(bench.sandbox.control.handInPayments(xml)).toMatchObject([{ isOneLine: true, payments: [{}, {}] }])
    await bench.sandbox.control.advance('3d')
    const days = await statements(bench, `?version=${version}`)
    expect(days.map(s => s.entries.length)).toEqual([1, 1])
    const [batch, back] = days.flatMap(s => s.entries)
    expect(batch).toMatchObject({ amountCents: -5701, batchCount: 2, batchId: uuid(1).replaceAll('-', '') })
    expect(batch?.details.map(d => d.amountCents)).toEqual([-5000, -701])
    expect(back).toMatchObject({ amountCents: 701, returnReason: 'AC04', counterpartyIban: CLOSED_IBAN })
    expect(back?.endToEndId, 'by which the payout is found').toBe(batch?.details[1]?.endToEndId)
    const [summed] = await statements(bench, `?version=${version}&batches=sum`)
    expect(summed?.entries[0]).toMatchObject({ amountCents: -5701, batchCount: 2, details: [] })
  })

  test.skipIf(!existsSync(schemas))(
    'is valid against the schema of ISO 20022 (skipped where ../shared/data is not at hand)',
    async () => {
      const bench = await openSandbox(MORNING)
      const { sandbox } = bench
      sandbox.control.trigger('bank/deposit', { amount: 500_000 })
      sandbox.control.trigger('bank/costs', { amount: 1 })
      await topUp(bench, 10_000)
      const payments = [GOOD_IBAN, CLOSED_IBAN].map((iban, n) => ({
        id: uuid(n + 1),
        amountCents: 500,
        iban,
      }))
      sandbox.control.handInPayments(paymentFile(bench, uuid(9), payments))
      await sandbox.control.advance('3d')
      const schema = readFileSync(join(schemas, `camt.053.001.${version}.xsd`), 'utf8')
      for (const { day } of (await listOf(bench)).statements)
        for (const batches of ['details', 'sum']) {
          const url = `${sandbox.url}/bank/statements/${day}.xml?version=${version}&batches=${batches}`
          const { text } = await get(url)
          const judged = await validateXML({
            xml: [{ fileName: `${day}.xml`, contents: text }],
            schema: [schema],
          })
          expect(judged.errors).toEqual([])
        }
    },
  )
})

async function listOf(bench: Bench): Promise<{ statements: { day: string }[] }> {
  return JSON.parse((await get(`${bench.sandbox.url}/_sandbox/bank/statements`)).text) as {
    statements: { day: string }[]
  }
}

describe('a payment file', () => {
  const handIn = async (bench: Bench, xml: string) => {
    const response = await fetch(`${bench.sandbox.url}/_sandbox/bank/payments`, { method: 'POST', body: xml })
    return { status: response.status, json: (await response.json()) as { error?: string } }
  }

  test('without batch booking gives a line for each payment; each reason to return has an ending', async () => {
    const bench = await openSandbox(MORNING)
    const ibans = [GOOD_IBAN, ...Object.keys(RETURNED).map(returnedIban)]
    const payments = ibans.map((iban, n) => ({ id: uuid(n + 1), amountCents: 100 + n, iban }))
    const xml = paymentFile(bench, uuid(9), payments).replace('<BtchBookg>true', '<BtchBookg>false')
    expect((await handIn(bench, xml)).status).toBe(200)
    await bench.sandbox.control.advance('3d')
    const [out, back] = await statements(bench)
    expect(out?.entries.map(e => e.amountCents)).toEqual([-100, -101, -102, -103, -104, -105])
    expect(back?.entries.map(e => e.returnReason)).toEqual(Object.values(RETURNED))
    expect(back?.provesOut).toBe(true)
  })

  test('leaves on the day it asks for when that is later than the next', async () => {
    const bench = await openSandbox(MORNING)
    const today = bench.sandbox.control.clock().now.slice(0, 10)
    const later = new Date(Date.parse(today) + 5 * 86_400_000).toISOString().slice(0, 10)
    const xml = paymentFile(bench, uuid(1), [{ id: uuid(2), amountCents: 100, iban: GOOD_IBAN }])
    const [batch] = bench.sandbox.control.handInPayments(xml.replace(`<Dt>${today}`, `<Dt>${later}`))
    expect(batch?.executesOn).toBe(later)
    await bench.sandbox.control.advance('6d')
    expect((await listOf(bench)).statements.map(s => s.day)).toEqual([later])
  })

  const WRONG: [string, (xml: string) => string, string][] = [
    ['that is broken', xml => xml.slice(0, -20), 'cannot be read as XML'],
    ['with a DOCTYPE', xml => xml.replace('?>', '?><!DOCTYPE x [<!ENTITY a "b">]>'), 'DOCTYPE'],
    ['of another kind', xml => xml.replaceAll('pain.001.001.09', 'pain.008.001.02'), 'the namespace is'],
    ['of another account', xml => xml.replace(PLATFORM_IBAN, GOOD_IBAN), 'not the account of this customer'],
    ['with an IBAN that is none', xml => xml.replace(GOOD_IBAN, 'NL92ABNA0417164300'), 'is not an IBAN'],
    ['with another sum', xml => xml.replaceAll('<CtrlSum>1.00', '<CtrlSum>2.00'), 'CtrlSum'],
    ['with another number', xml => xml.replaceAll('<NbOfTxs>1', '<NbOfTxs>2'), 'NbOfTxs'],
    ['in dollars', xml => xml.replace('Ccy="EUR"', 'Ccy="USD"'), 'only euros'],
    ['without a payee', xml => xml.replace('<Nm>S. Tuinman</Nm>', '<Nm></Nm>'), 'no name'],
  ]

  test.each(WRONG)(
    '%s is refused with a sentence, and nothing of it is kept',
    async (_what, spoil, sentence) => {
      const bench = await openSandbox(MORNING)
      const xml = paymentFile(bench, uuid(1), [{ id: uuid(2), amountCents: 100, iban: GOOD_IBAN }])
      const spoilt = spoil(xml)
      expect(spoilt).not.toBe(xml)
      const answer = await handIn(bench, spoilt)
      expect(answer.status).toBe(400)
      expect(answer.json.error).toContain(sentence)
      expect((await handIn(bench, xml)).status, 'the good file is taken afterwards').toBe(200)
      expect((await handIn(bench, xml)).json.error).toContain('was handed in before')
    },
  )
})

test('a statement is of a day that is over, and in a version there is', async () => {
  const bench = await openSandbox(MORNING)
  const { sandbox } = bench
  sandbox.control.trigger('bank/deposit', { amount: 100 })
  const today = sandbox.control.clock().now.slice(0, 10)
  expect((await get(`${sandbox.url}/bank/statements/${today}.xml`)).status).toBe(404)
  await sandbox.control.advance('1d')
  const file = await get(`${sandbox.url}/bank/statements/${today}.xml`)
  expect(file.headers.get('content-disposition')).toBe(`attachment; filename="camt053-${today}.xml"`)
  expect((await get(`${sandbox.url}/bank/statements/${today}.xml?version=03`)).status).toBe(400)
})

test('the page of the bank takes deposits, costs and files, and says why it does not', async () => {
  const bench = await openSandbox(MORNING)
  const { sandbox } = bench
  expect(
    (await post(`${sandbox.url}/trigger/bank/deposit`, { amount: '12345', back: '/bank' })).location,
  ).toBe('/bank')
  const xml = paymentFile(bench, uuid(1), [{ id: uuid(2), amountCents: 100, iban: GOOD_IBAN }])
  expect((await post(`${sandbox.url}/bank/payments`, { xml })).status).toBe(303)
  const refused = await post(`${sandbox.url}/trigger/bank/deposit`, { amount: 'much', back: '//evil.test' })
  expect(refused.status).toBe(400)
  expect(refused.text).toContain('is not a number of cents above zero')
  expect(refused.text).toContain('href="/"')
  expect((await post(`${sandbox.url}/bank/payments`, { xml: '<a>' })).text).toContain(
    'does not take this file',
  )
  await sandbox.control.advance('2d')
  const page = await get(`${sandbox.url}/bank`)
  expect(page.text).toContain('€123.45')
  expect(page.text).toContain('version=08&amp;batches=details')
  expect(page.text).toContain('one line')
})

test('whatever happens on the account, its statements prove out and join', async () => {
  const act = fc.oneof(
    fc.record({
      path: fc.constantFrom('bank/deposit', 'bank/costs'),
      amount: fc.integer({ min: 1, max: 1e9 }),
    }),
    fc.constant('1d' as const),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 12 }), async acts => {
      const bench = await openSandbox(MORNING)
      let sum = 0
      for (const next of acts) {
        if (next === '1d') await bench.sandbox.control.advance('1d')
        else bench.sandbox.control.trigger(next.path, { amount: next.amount })
        if (next !== '1d') sum += next.path === 'bank/deposit' ? next.amount : -next.amount
      }
      await bench.sandbox.control.advance('1d')
      const days = await statements(bench)
      let opening = 0
      for (const day of days) {
        expect(day).toMatchObject({ provesOut: true, openingCents: opening })
        opening = Number(day.closingCents)
      }
      expect(opening).toBe(sum)
    }),
    { numRuns: 25 },
  )
})

/** A Dutch account number that ends so. */
function returnedIban(ending: string): string {
  const number = `041716${ending}`
  for (let check = 2; check < 99; check++) {
    const iban = `NL${String(check).padStart(2, '0')}ABNA${number}`
    const digits = `${iban.slice(4)}${iban.slice(0, 4)}`.replaceAll(/[A-Z]/g, l =>
      String(l.charCodeAt(0) - 55),
    )
    if (BigInt(digits) % 97n === 1n) return iban
  }
  throw new Error(`there is no account ${number}`)
}
