import { readCamt053 } from './bank/camt053.ts'
import type { Oddity } from './bank/bank-statement.ts'
import { bookStatements } from './domain/bank/bank.server.ts'
import type { StatementResult } from './domain/bank/bank.server.ts'
import type { World } from './world.server.ts'

/** What became of a file of statements: not readable, and why; or for each statement what was booked or refused. */
export type BookedFile =
  | { ok: true; statements: StatementResult[]; oddities: Oddity[] }
  | { ok: false; error: string; oddities: Oddity[] }

/** Reads a file of the bank and books its statements: from the desk and from the command alike. */
export async function bookBankFile(
  world: Pick<World, 'db' | 'clock'>,
  file: { name: string; bytes: Uint8Array },
  { ours, bookedBy }: { ours: readonly string[]; bookedBy: string | null },
): Promise<BookedFile> {
  const reading = readCamt053(file.bytes)
  if (!reading.ok) return reading
  const statements = await bookStatements(world, { ...file, statements: reading.toBook }, { ours, bookedBy })
  return { ok: true, statements, oddities: reading.oddities }
}
