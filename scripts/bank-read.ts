import { once } from 'node:events'
import type { BankStatement } from '#app/bank/bank-statement.ts'
import { LIMITS, readCamt053 } from '#app/bank/camt053.ts'
import type { StatementReading } from '#app/bank/camt053.ts'
import { readBankFile } from './bank-file.ts'

const ENTRIES_AT_ONCE = 1_000

/**
 * `npm run bank:read -- FILE…`: reads CAMT.053 bank statements and prints one line of JSON for each file. What is odd
 * in a file goes to the error output, a line for each oddity however many there are: it is told as it is found, so a file
 * with a million of them fills a log and not the memory. (`bank:book` and the desk list ten of a kind and count the rest,
 * since they show them to a person.) Ends with 1 when a file could not be read, with 2 when none is named.
 */
const files = process.argv.slice(2)
if (files.length === 0) {
  console.error('Which files? npm run bank:read -- FILE…')
  process.exitCode = 2
}
for (const file of files) {
  const reading = await read(file)
  await print(file, reading)
  if (!reading.ok) process.exitCode = 1
}

async function read(file: string): Promise<StatementReading> {
  const found = await readBankFile(file)
  if (!found.ok) return { ...found, oddities: [] }
  return readCamt053(found.bytes, LIMITS, ({ line, sentence }) =>
    console.error(`${file}${line === null ? '' : `:${line}`}: ${sentence}`),
  )
}

/** A line of JSON, written piece by piece: that of a year's entries is as large as the file. */
async function print(file: string, reading: StatementReading): Promise<void> {
  const pieces = reading.ok ? piecesOf(reading.statements) : []
  await write(
    `{"file":${JSON.stringify(file)},"error":${JSON.stringify(reading.ok ? null : reading.error)},"statements":[`,
  )
  for (const piece of pieces) await write(piece)
  await write(']}\n')
}

/** The promised shape: what a statement says, without what only the books need. */
function* piecesOf(statements: readonly BankStatement[]): Generator<string> {
  for (const [n, { entries, closingDate: _closingDate, ...statement }] of statements.entries()) {
    yield `${n > 0 ? ',' : ''}${JSON.stringify(statement).slice(0, -1)},"entries":[`
    for (let at = 0; at < entries.length; at += ENTRIES_AT_ONCE) {
      const shown = entries
        .slice(at, at + ENTRIES_AT_ONCE)
        .map(({ details: _, batchId: __, key: ___, likeness: ____, ...entry }) => JSON.stringify(entry))
      yield `${at > 0 ? ',' : ''}${shown.join(',')}`
    }
    yield ']}'
  }
}

async function write(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain')
}
