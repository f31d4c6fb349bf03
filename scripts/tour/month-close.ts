import { createHash } from 'node:crypto'
import { unzipSync } from 'fflate'
import { DEMO_PEOPLE } from '../demo/people.ts'
import type { Page } from '../story/page.ts'
import { expectSame, Surprise } from '../story/surprise.ts'
import { ownPayoutOf } from './own-payout.ts'
import { signIn } from './signing-in.ts'
import { inEuros, rest } from './story.ts'
import type { Story } from './story.ts'

/** A month is over: what is open is put right or explained, two people close it, and it stays as it was. */

const MONTH = '2026-12'
const IN_TRANSIT = 'On its way from Stripe to our bank'
const WHY =
  'Uitbetaling van 30 december, staat op het afschrift van 31 december, dat op 1 januari is geboekt.'

const monthAt = ({ demo }: Story): string => `${demo.site}/admin/months/${MONTH}`

/** The checklist of a month that has just ended, before anybody did anything about it. */
export async function treasurerSeesWhatIsOpen(story: Story): Promise<string> {
  const treasurer = await signIn(story, 'treasurer')
  const page = await treasurer.open(monthAt(story))
  page.says('This month cannot be closed yet', 'The month is over.', 'Nothing is open that does not add up.')
  page.says('The bank statements are booked without a gap only until 22 December 2026.')
  page.says(`${IN_TRANSIT}: ${inEuros(ownPayoutOf(story).cents)}, not explained yet`)
  page.says('Stripe says the same balance as the books', 'Every entry of the month is sealed.')
  page.saysNot('Propose to close')
  return 'the bank is behind, and money was under way at midnight'
}

/** With a reason and a name; then the list is green, and the month can be proposed. */
export async function treasurerExplainsAndProposes(story: Story): Promise<string> {
  const { treasurer } = story.people
  const { name } = DEMO_PEOPLE.treasurer
  const booked = await treasurer.open(monthAt(story))
  booked.says('The bank statements are booked without a gap until 31 December 2026.')
  const explained = await treasurer.press('Keep the explanation', { account: IN_TRANSIT, text: WHY })
  story.month.openPage = explained
  explained.says(`explained by ${name}: ${WHY}`).saysNot('Not yet', 'This month cannot be closed yet')
  const proposed = await treasurer.press('Propose to close')
  proposed.says(`${name} proposed on`, 'Somebody else, a treasurer or an approver, must confirm this.')
  proposed.saysNot('Confirm and close the month')
  return 'explained with a reason and a name; all green, and proposed'
}

export async function approverCloses(story: Story): Promise<string> {
  const approver = await signIn(story, 'approver')
  await approver.open(monthAt(story))
  const page = await approver.press('Confirm and close the month')
  const { treasurer: proposer, approver: confirmer } = DEMO_PEOPLE
  page.says('This month is closed', `Proposed by ${proposer.name}, confirmed by ${confirmer.name}`)
  await rest(story)
  const seal = (await approver.open(monthAt(story))).fact('Last seal of the month')
  return `sealed at entry ${seal.slice(0, seal.indexOf(':'))} of the journal`
}

/** The report and the archive are what the page says, and what is in the archive is what its own list says. */
export async function treasurerLooksIntoFiles(story: Story): Promise<string> {
  const page = await story.people.treasurer.open(monthAt(story))
  const report = await fileOf(story, page, 'Report (pdf)')
  expectSame(`${page.address} (how the report begins)`, textOf(report).slice(0, 5), '%PDF-')
  const archived = unzipSync(await fileOf(story, page, 'Archive of all exports (zip)'))
  const sums = textOf(archived.SHA256SUMS ?? new Uint8Array())
  const names = Object.keys(archived).filter(name => name !== 'SHA256SUMS')
  const listed = names.map(name => `${sha256(archived[name] ?? new Uint8Array())}  ${name}\n`)
  expectSame(`${page.address} (SHA256SUMS of the archive)`, sums, listed.join(''))
  expectSame(
    `${page.address} (the report in the archive)`,
    sha256(archived[`${MONTH}.pdf`] ?? new Uint8Array()),
    sha256(report),
  )
  return `both have the hash of the page; ${names.length} files in the archive, each as its list says`
}

/** Somebody has the page of before still open. */
export async function closedMonthTakesNothing(story: Story): Promise<string> {
  const { treasurer } = story.people
  const before = story.month.openPage
  if (!before) throw new Surprise('this tour', 'a page of the month from before it was closed', 'none')
  for (const [button, filling] of [
    ['Keep the explanation', { account: IN_TRANSIT, text: 'Toch anders.' }],
    ['Propose to close', {}],
  ] as const) {
    treasurer.takeOver(before)
    const page = await treasurer.press(button, filling, 409)
    page.says('This month is closed already.', WHY).saysNot('Toch anders.')
  }
  return 'refused (409), twice'
}

/** What happened in December and was booked in January is in January; December is what it was when it was closed. */
export async function laterFactsAreInOpenMonth(story: Story): Promise<string> {
  const { demo, people, bank } = story
  const { treasurer } = people
  const entry = await treasurer.open(`${demo.site}/admin/journal?kind=payout-on-bank`)
  await treasurer.open(entry.link('Look at this entry'))
  const { page } = treasurer
  const happened = page.fact('Happened')
  const recorded = page.fact('Booked')
  expectSame(`${page.address} (happened)`, happened.startsWith('31 December 2026'), true)
  expectSame(`${page.address} (booked)`, recorded.startsWith('1 January 2027'), true)
  const closed = await treasurer.open(monthAt(story))
  const archived = unzipSync(await fileOf(story, closed, 'Archive of all exports (zip)'))
  // The archive is in the language of the city.
  await treasurer.open(`${demo.site}/language/nl?returnTo=/admin/exports`)
  const now = await treasurer.download(
    `${demo.site}/admin/exports/file?format=csv&from=${MONTH}-01&to=${MONTH}-31`,
  )
  await treasurer.open(`${demo.site}/language/en`)
  expectSame(
    'December as it is exported now',
    sha256(now),
    sha256(archived[`${MONTH}.csv`] ?? new Uint8Array()),
  )
  expectSame('whether December holds it', textOf(now).includes('payout-on-bank'), false)
  const { descriptor } = ownPayoutOf(story)
  return `${descriptor} arrived on ${happened.slice(0, 16)} and is booked in January (${inEuros(bank.balance)} at the bank)`
}

/** A file of the closed month, once its bytes were found to have the hash that the page says. */
async function fileOf({ people }: Story, page: Page, name: string): Promise<Uint8Array> {
  const bytes = await people.treasurer.download(page.link(name))
  const said = page.fact(name)
  if (!said.includes(sha256(bytes))) throw new Surprise(page.link(name), said, sha256(bytes))
  return bytes
}

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8')

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
