import { createReadStream } from 'node:fs'
import { recompute } from '#app/exports/recompute.ts'
import type { RecomputeProblem } from '#app/exports/recompute.ts'
import { sum, ZERO } from '#app/domain/money.ts'
import { euros } from '#app/i18n/format.ts'
import { readOptions } from './options.ts'
import { typedPath } from './typed-path.ts'

/**
 * `npm run ledger:recompute -- FILE`: adds up the public ledger of a campaign (the CSV or the journal for hledger) and
 * follows its chain, from the file alone: no database, no network. Exits with 1 when the file is not what it was, naming
 * the line; with 2 when it could not be read. Every sign counts, but for what editors and spreadsheets change without a
 * word: lines may end with CRLF, the last may have no end, and the byte order mark of the CSV may be gone.
 */
const KEPT = ['campaign_funds_held', 'initiator_payable', 'initiator_receivable']

const PROBLEMS: Record<RecomputeProblem, string> = {
  'not-a-public-ledger': 'this is not the public ledger of a campaign, or its beginning was taken off',
  'another-name': 'this line names another campaign than the one that the chain is of',
  unreadable: 'this line is not one that the public ledger has',
  'wrong-number': 'a line before this one was taken out, added or moved',
  'wrong-hash': 'this line was changed, or one before it was taken out or added',
  'after-the-end': 'this stands after the end of the ledger',
  'no-end': 'the file ends here without its last line: its end was cut off',
}

const typed = readOptions({}, process.argv.slice(2), 1)
if (!typed.ok) fail(typed.problem)
const [named] = typed.words
if (named === undefined || named === '') fail('Which file? npm run ledger:recompute -- FILE')
const file = typedPath(named)

try {
  const found = await recompute(createReadStream(file, 'utf8'))
  if (!found.ok) {
    console.log(`NOT AS IT WAS: line ${found.row} of ${file}: ${PROBLEMS[found.problem]}`)
    process.exitCode = 1
  } else {
    const { slug, lines, firstDay, lastDay, balances, head, hash } = found
    console.log(
      `${slug}: ${lines} lines${lines > 0 ? `, ${firstDay} to ${lastDay}` : ''}, and the chain is whole`,
    )
    for (const [account, balance] of [...balances].toSorted(([a], [b]) => (a < b ? -1 : 1)))
      console.log(`  ${account.padEnd(24)} ${euros(balance, 'en')}`)
    const kept = sum(KEPT.map(account => balances.get(account) ?? ZERO))
    console.log(`kept for the campaign: ${euros(kept, 'en')}`)
    console.log(`newest seal of the journal: number ${head.seq}, ${head.hash || 'none yet'}`)
    console.log(`hash of this file: ${hash}`)
  }
} catch (error) {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === undefined) throw error
  fail(code === 'ENOENT' ? `There is no file ${file}.` : code === 'EISDIR' ? `${file} is a folder.` : message)
}

function fail(sentence: string): never {
  console.error(`The ledger could not be recomputed. ${sentence}`)
  process.exit(2)
}
