import { liftSuspension } from '#app/domain/closings/closings.server.ts'
import { MonthIsClosed } from '#app/domain/ledger/ledger.server.ts'
import { reviveJob } from '#app/jobs/queue.server.ts'
import { approve, propose } from '#tests/support/approved-settlement.ts'
import { Crash } from '#tests/support/crash.ts'
import { ACTS } from './acts.ts'
import { pull } from './acts/banks.ts'
import {
  approveFile,
  bookStatements,
  clearOldestLine,
  giveAccount,
  handInFiles,
  proposeFile,
} from './at-the-bank.ts'
import { FOR_A_PERSON, isUnderWay } from './left-undone.ts'
import { confirmToClose, explainMonth, proposeToClose, resolveWhatIsForAPerson } from './month-ends.ts'
import type { Deed, Schedule } from './schedule.ts'
import { isOfTheDisk } from './sky.ts'
import { Stage } from './stage.ts'

/**
 * Looked at when all is prepared and after each deed: for what must be true at every moment.
 *
 * @param done the deed, and whether it came to something, where its act says so by itself
 */
type Look = (stage: Stage, done: { act: string; saysThatItDid: boolean | null } | null) => Promise<void>

/** Past the deadline, the week of recovery with its retries, and the retries of refunds. */
const TO_REST = ['1d', '1d', '26h', '3d', '1d', '73h', '1d']
/** Until the initiator has explained, or not, and the backers have answered. */
const LONGEST_CONVERSATION_DAYS = 14
/** For a file that the bank takes tomorrow, and for what comes back the day after, or is told on Monday. */
const TO_ARRIVE = ['1d', '1d', '1d', '1d']
const ROUNDS_AT_THE_BANK = 2
const AN_ACCOUNT = 'NL91ABNA0417164300'
const NOVEMBER = '2026-11'
/** For a transfer whose money must become available, and that then goes to the initiator's bank. */
const TO_PAY_OUT = ['70h', '26h', '26h']

/**
 * Lives through a schedule in a town, and then lets everything come to rest: the sky clears, the deadline passes,
 * disputes are decided, and what can be paid out is.
 */
export async function liveThrough(
  town: Stage['town'],
  { deeds, opening }: Schedule,
  look: Look = async () => {},
): Promise<void> {
  const stage = new Stage(town)
  await stage.prepare(opening)
  await look(stage, null)
  for (const deed of deeds) {
    const outcome = await doDeed(stage, deed)
    await look(stage, { act: deed.act, saysThatItDid: typeof outcome === 'boolean' ? outcome : null })
  }
  await comeToRest(stage)
}

/**
 * A process that dies is followed by another over the same books; whoever waited for the first gets no answer, and
 * whoever asked for something while the disk was full, or the clock stood in a month that is closed, was told to come
 * back.
 */
async function doDeed(stage: Stage, deed: Deed): Promise<unknown> {
  const act = ACTS.find(({ name }) => name === deed.act)
  if (!act) throw new Error(`There is no act "${deed.act}".`)
  let outcome: unknown
  try {
    outcome = await act.run(stage, deed.details as never)
  } catch (error) {
    if (!(error instanceof Crash) && !isOfTheDisk(error) && !(error instanceof MonthIsClosed)) throw error
    outcome = false
  }
  if (stage.town.sky?.isDead) await stage.town.restart()
  return outcome
}

async function comeToRest(stage: Stage): Promise<void> {
  const { town } = stage
  const { machine, control } = town.sandbox
  town.sky?.clear()
  await stage.makeRoom()
  await stage.letGo()
  Object.assign(machine.settings.webhooks, { dropShare: 0, longestDelayMs: 0, parallel: 1 })
  machine.step(draft => draft.all('fault').forEach(({ id }) => draft.remove('fault', id)))
  await reviveWork(stage)
  await town.settle()
  await stage.waitUntil(stage.pastDeadline)
  const { campaignId, treasurer: actorId } = stage
  await town.world.db.inTransaction(trx =>
    liftSuspension(trx, town.world.clock.now(), { campaignId, actorId }),
  )
  decideDisputes(stage)
  pull(stage, 'v2_account', 0, 'accounts/:id/clear')
  for (let day = 0; day < LONGEST_CONVERSATION_DAYS && (await talks(stage)); day += 1) await goOn(stage, '1d')
  await goOnWhileUnderWay(stage, TO_REST)
  // The first finds a proposal that is out of date, if one was left lying.
  for (let round = 0; round < 2; round += 1) {
    await approve(town.world, stage.approver)
    await propose(town.world, stage.campaignId, stage.treasurer)
    await approve(town.world, stage.approver)
    if (await isUnderWay(town)) await goOnWhileUnderWay(stage, TO_PAY_OUT)
  }
  await payByBank(stage)
  await closeTheBooks(stage)
  await control.drain()
}

/** After a disk was full for days a person lets the work go on that was given up meanwhile. */
async function reviveWork({ world }: Stage): Promise<void> {
  const dead = await world.db.read
    .selectFrom('job')
    .select(['id', 'problem'])
    .where('dead_at', 'is not', null)
    .execute()
  for (const { id } of dead.filter(({ problem }) => problem?.includes('disk')))
    await reviveJob(world.db, world.clock.now(), id)
}

/** Whether the campaign still talks with its backers about 80 % of its minimum. */
async function talks({ world, campaignId }: Stage): Promise<boolean> {
  const { state } = await world.db.read
    .selectFrom('campaign')
    .select('state')
    .where('id', '=', campaignId)
    .executeTakeFirstOrThrow()
  return state === 'closing' || state === 'near_miss'
}

/** What Stripe could not give back goes by bank, and again where the account was wrong, until nothing is left. */
async function payByBank(stage: Stage): Promise<void> {
  for (let round = 0; round < ROUNDS_AT_THE_BANK; round += 1) {
    const waiting = await stage.world.db.read
      .selectFrom('refund')
      .select('id')
      .where('state', '=', 'by_bank')
      .execute()
    for (const which of waiting.keys()) await giveAccount(stage.town, which, AN_ACCOUNT)
    await approveFile(stage.town, stage)
    await proposeFile(stage.town, stage)
    await approveFile(stage.town, stage)
    await handInFiles(stage.town)
    await goOnWhileUnderWay(stage, TO_ARRIVE)
    await bookStatements(stage.town, stage)
    while (await clearOldestLine(stage.town, stage));
  }
}

/** November is closed, after a person looked at what was theirs to look at. */
async function closeTheBooks(stage: Stage): Promise<void> {
  const { town, treasurer, approver } = stage
  await resolveWhatIsForAPerson(town, treasurer, FOR_A_PERSON)
  await explainMonth(town, NOVEMBER, treasurer)
  await proposeToClose(town, NOVEMBER, treasurer)
  await confirmToClose(town, NOVEMBER, approver)
  await goOn(stage, '1h')
}

async function goOn({ town }: Stage, span: string): Promise<void> {
  await town.sandbox.control.advance(span)
  await town.settle()
}

/** Until nothing is under way any more; one span at least, in which that is seen. */
async function goOnWhileUnderWay(stage: Stage, spans: readonly string[]): Promise<void> {
  for (const span of spans) {
    await goOn(stage, span)
    if (!(await isUnderWay(stage.town))) return
  }
}

/** A bank that was asked and not answered finds for its own client. */
function decideDisputes(stage: Stage): void {
  const { machine } = stage.town.sandbox
  const count = machine.look(draft => draft.all('dispute')).length
  for (let which = 0; which < count; which += 1) pull(stage, 'dispute', which, 'disputes/:id/lose')
}
