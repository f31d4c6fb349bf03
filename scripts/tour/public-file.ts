import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Surprise } from '../story/surprise.ts'
import { types } from './command-line.ts'
import { inEuros, lookAtCashBook } from './story.ts'
import type { Story } from './story.ts'

/** The public ledger of a campaign proves itself: from the file alone, by anyone, without a database or an account. */

const fileOf = ({ demo, campaign }: Story): string => join(demo.folder, `${campaign.slug}-ledger.csv`)

/** Downloads the file from the page that explains it, and types the command that stands there. */
export async function anyoneProvesFile(story: Story): Promise<string> {
  const { demo, passerBy, campaign } = story
  const kept = await lookAtCashBook(story)
  await passerBy.follow('How to recompute this')
  const { page } = passerBy
  page.says(`npm run ledger:recompute -- ${campaign.slug}-ledger.csv`)
  const bytes = await passerBy.download(`${demo.site}/campaigns/${campaign.slug}/ledger.csv`)
  writeFileSync(fileOf(story), bytes)
  const said = await types('ledger-recompute.ts', [fileOf(story)])
  const sentences = ['and the chain is whole', `kept for the campaign: ${inEuros(kept)}`]
  for (const words of sentences)
    if (!said.includes(words)) throw new Surprise('npm run ledger:recompute', `“${words}”`, `“${said}”`)
  const [, lines = ''] = /: (\d+) lines/.exec(said) ?? []
  return `${lines} lines, the chain is whole, ${inEuros(kept)} kept`
}

/** One cent more on one line: who has the file cannot have been told the truth, and sees where. */
export async function changedLineIsFound(story: Story): Promise<string> {
  const { passerBy, demo, campaign } = story
  const bytes = await passerBy.download(`${demo.site}/campaigns/${campaign.slug}/ledger.csv`)
  const rows = Buffer.from(bytes).toString('utf8').split('\n')
  const row = rows.findIndex(each => each.includes('payment-succeeded'))
  const changed = rows[row]?.replace(
    /,(\d+),(?=[^,]*,[^,]*$)/,
    (_, cents: string) => `,${Number(cents) + 1},`,
  )
  if (changed === undefined || changed === rows[row])
    throw new Surprise('the public file', 'a line with an amount', rows[row] ?? 'none')
  const file = fileOf(story).replace('.csv', '-changed.csv')
  writeFileSync(file, rows.with(row, changed).join('\n'))
  const said = await types('ledger-recompute.ts', [file], { code: 1 })
  const sentence = `NOT AS IT WAS: line ${row + 1} of`
  if (!said.includes(sentence)) throw new Surprise('npm run ledger:recompute', `“${sentence}”`, `“${said}”`)
  return `one cent more on line ${row + 1}: found, and named`
}
