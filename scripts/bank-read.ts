import { createReadStream } from 'node:fs'
import type { BankStatement } from '#app/bank/bank-statement.ts'
import { LIMITS, readCamt053 } from '#app/bank/camt053.ts'
import type { StatementReading } from '#app/bank/camt053.ts'

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
const WHY_NOT: Record<string, string> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'you are not allowed to',
}
for (const file of files) {
  const reading = await read(file)
  const statements = reading.ok ? reading.statements.map(shown) : []
  console.log(JSON.stringify({ file, error: reading.ok ? null : reading.error, statements }))
  if (!reading.ok) process.exitCode = 1
}

/** Reads at most what the reader takes, so that a file without an end does not fill the memory. */
async function read(file: string): Promise<StatementReading> {
  const chunks: Uint8Array[] = []
  try {
    // One byte more than is allowed lets the reader see that it is too large, and say so.
    for await (const chunk of createReadStream(file, { end: LIMITS.bytes })) chunks.push(chunk as Buffer)
  } catch (problem) {
    const { code } = problem as NodeJS.ErrnoException
    const why = WHY_NOT[code ?? ''] ?? String(problem)
    return { ok: false, error: `The file cannot be read: ${why}.`, oddities: [] }
  }
  return readCamt053(Buffer.concat(chunks), LIMITS, ({ line, sentence }) =>
    console.error(`${file}${line === null ? '' : `:${line}`}: ${sentence}`),
  )
}

/** The promised shape: what a statement says, without what only the books need. */
function shown({ entries, closingDate: _closingDate, ...statement }: BankStatement) {
  return {
    ...statement,
    entries: entries.map(({ details: _, batchId: __, key: ___, likeness: ____, ...entry }) => entry),
  }
}
