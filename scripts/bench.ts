import { join } from 'node:path'
import { measureBacklogDrained } from './bench/backlog-drained.ts'
import { measureBalanceReconciled } from './bench/balance-reconciled.ts'
import { measureBooksAudited } from './bench/books-audited.ts'
import { measureCampaignPage } from './bench/campaign-page.ts'
import type { Figure, Skipped } from './bench/figure.ts'
import { measureFirstPage } from './bench/first-page.ts'
import { measureLargeBooks } from './bench/large-books.ts'
import { readBenchOptions } from './bench/options.ts'
import type { BenchOptions, FigureName } from './bench/options.ts'
import { measurePledgeBooked } from './bench/pledge-booked.ts'
import { jsonLine, table } from './bench/report.ts'
import { measureReservations } from './bench/reservations.ts'
import { measureWebhookKept } from './bench/webhook-kept.ts'
import { measureWorkersScaled } from './bench/workers-scaled.ts'
import { openWorkplace } from './bench/workplace.ts'
import type { Workplace } from './bench/workplace.ts'

/**
 * `npm run bench`: measures against baselines in the same run (docs/performance.md). A figure below its goal says so
 * and the command still succeeds: how fast a machine is today is no fault of the code. What would make a figure
 * untrue (a webhook lost, rows that differ from the baseline's) is one, and fails.
 */

const root = join(import.meta.dirname, '..')
const say = (line: string) => process.stderr.write(`${line}\n`)

const MEASURED_IN_WORKPLACE: Record<
  Exclude<FigureName, 'P9'>,
  (place: Workplace, options: BenchOptions) => Promise<readonly (Figure | Skipped)[]>
> = {
  P1: measureCampaignPage,
  P2: measurePledgeBooked,
  P2B: measureBacklogDrained,
  P3: measureWebhookKept,
  P4: (place, { pledges }) => measureLargeBooks(place, { pledges, say }),
  P5: (place, { pledges }) => measureBooksAudited(place, { pledges, say }),
  P7: place => measureBalanceReconciled(place, say),
  P11: measureWorkersScaled,
  P12: measureReservations,
}

const options = readBenchOptions(process.argv.slice(2))
if (typeof options === 'string') {
  say(options)
  process.exit(2)
}

try {
  const measured = await measureAll(options, rows => {
    if (options.asJson) process.stdout.write(rows.map(row => `${jsonLine(row)}\n`).join(''))
  })
  if (!options.asJson) process.stdout.write(`${table(measured)}\n`)
} catch (error) {
  say(`The measurement failed: ${error instanceof Error ? error.message : String(error)}`)
  process.exit(1)
}

async function measureAll(
  options: BenchOptions,
  done: (rows: readonly (Figure | Skipped)[]) => void,
): Promise<(Figure | Skipped)[]> {
  const measured: (Figure | Skipped)[] = []
  const keep = (rows: readonly (Figure | Skipped)[]) => {
    measured.push(...rows)
    done(rows)
  }
  const names = options.only
  const inPlace = names.filter(name => name !== 'P9')
  if (inPlace.length > 0) {
    const opening = openWorkplace(root, say)
    const stopHere = stopsOn(async () => (await opening).close())
    const place = await opening
    try {
      for (const name of inPlace) {
        say(`Measuring ${name}…`)
        keep(await MEASURED_IN_WORKPLACE[name](place, options))
      }
    } finally {
      await place.close()
      stopHere()
    }
  }
  if (names.includes('P9')) keep(await measureFirstPage(root, say, stopsOn))
  return measured
}

/** Cleans up when a person stops the measurement. @returns a function that takes that back */
function stopsOn(cleanUp: () => Promise<void>): () => void {
  const stopped = () => void cleanUp().finally(() => process.exit(130))
  const signals = ['SIGINT', 'SIGTERM'] as const
  for (const signal of signals) process.once(signal, stopped)
  return () => {
    for (const signal of signals) process.removeListener(signal, stopped)
  }
}
