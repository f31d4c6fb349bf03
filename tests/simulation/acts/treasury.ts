import fc from 'fast-check'
import { cents } from '#app/domain/money.ts'
import { approvePlatformPayout, proposePlatformPayout } from '#app/domain/payouts/payouts.server.ts'
import { ownIncome } from '#app/domain/payouts/own-income.server.ts'
import { verifyLedger } from '#app/domain/reconciliation/reconciliation.server.ts'
import { act } from '../act.ts'
import {
  approveFile,
  bookStatements,
  clearOldestLine,
  giveAccount,
  handInFiles,
  proposeFile,
} from '../at-the-bank.ts'
import type { Dress } from '../at-the-bank.ts'
import { FOR_A_PERSON } from '../left-undone.ts'
import { confirmToClose, explainMonth, proposeToClose, resolveWhatIsForAPerson } from '../month-ends.ts'
import type { Stage } from '../stage.ts'
import { pull } from './banks.ts'

const nothing = fc.constant({})
const which = fc.nat({ max: 5 })
const NOVEMBER = '2026-11'
/** An account that exists, and one from which payments come back. */
const ACCOUNTS = ['NL91ABNA0417164300', 'NL55ABNA4171690404']

const days = fc.record({
  from: fc.nat({ max: 6 }),
  last: fc.constantFrom(0, 0, 0, 1, 3),
  dress: fc.record<Dress>({
    version: fc.constantFrom<Dress['version'][]>('02', '08'),
    batches: fc.constantFrom<Dress['batches'][]>('details', 'sum'),
  }),
})

/** What the treasurer and the approver do with the platform's own money, its bank and its months. */
export const TREASURY = [
  act('book statements of the bank', { before: 1, afterwards: 3, theme: 'bank' }, days, (stage, of) =>
    bookStatements(stage.town, stage, of),
  ),
  act(
    'say what a line of the bank was',
    { before: 1, afterwards: 4, theme: ['bank', 'months'] },
    nothing,
    stage => clearOldestLine(stage.town, stage),
  ),
  act(
    'somebody pays into the bank account',
    { before: 1, afterwards: 1, theme: 'bank' },
    fc.record({ amount: fc.constantFrom(1, 5_000) }),
    async (stage, { amount }) => void stage.town.sandbox.control.trigger('bank/deposit', { amount }),
  ),
  act(
    'the bank takes its costs',
    { before: 1, afterwards: 1, theme: 'bank' },
    fc.record({ amount: fc.constantFrom(995, 150_00) }),
    async (stage, { amount }) => void stage.town.sandbox.control.trigger('bank/costs', { amount }),
  ),
  act(
    'say where a refund by bank must go',
    { before: 1, afterwards: 3, theme: 'bank' },
    fc.record({ which, iban: fc.constantFrom(...ACCOUNTS) }),
    (stage, of) => giveAccount(stage.town, of.which, of.iban),
  ),
  act(
    'a file for the bank',
    { before: 1, afterwards: 3, theme: 'bank' },
    fc.record({ approved: fc.boolean(), handedIn: fc.boolean() }),
    async (stage, { approved, handedIn }) => {
      await proposeFile(stage.town, stage)
      if (approved) await approveFile(stage.town, stage)
      if (handedIn) await handInFiles(stage.town)
    },
  ),
  act('hand files in at the bank', { before: 1, afterwards: 2, theme: 'bank' }, nothing, stage =>
    handInFiles(stage.town),
  ),
  act(
    'an own payout',
    { before: 1, afterwards: 4, theme: ['payouts', 'parts'] },
    fc.record({ half: fc.boolean(), approved: fc.constantFrom(true, true, false) }),
    async (stage, { half, approved }) => {
      await proposeOwnPayout(stage, half)
      if (approved) await approveOwnPayout(stage)
    },
  ),
  act(
    'a payout comes back',
    { before: 0, afterwards: 3, theme: ['payouts', 'parts'] },
    fc.record({ which, ours: fc.boolean() }),
    async (stage, of) => {
      const fails = (owner?: string) => pull(stage, 'payout', of.which, 'payouts/:id/fail', {}, owner)
      return (of.ours && fails('')) || fails()
    },
  ),
  // As far as it comes: when something is not right yet, it is refused.
  act(
    'close November',
    { before: 0, afterwards: 3, theme: 'months' },
    fc.record({
      by: fc.constantFrom<('approver' | 'treasurer')[]>('approver', 'approver', 'treasurer'),
      waits: fc.boolean(),
    }),
    closeNovember,
  ),
]

async function proposeOwnPayout({ world, treasurer: proposedBy }: Stage, half: boolean) {
  const { available } = await ownIncome(world.db.read)
  const amount = cents(half ? Math.ceil(available / 2) : available)
  if (amount <= 0) return
  const { holds: booksHold } = await verifyLedger(world.db.read)
  const request = { amount, proposedBy, booksHold }
  await world.db.inTransaction(trx => proposePlatformPayout(trx, world.clock.now(), request))
}

/** What was not booked of the bank, and what a person has to look at, is put right first. */
async function closeNovember(stage: Stage, { by, waits }: { by: 'approver' | 'treasurer'; waits: boolean }) {
  const { town, treasurer } = stage
  await bookStatements(town, stage)
  while (await clearOldestLine(town, stage));
  await resolveWhatIsForAPerson(town, treasurer, FOR_A_PERSON)
  await explainMonth(town, NOVEMBER, treasurer)
  await proposeToClose(town, NOVEMBER, treasurer)
  if (waits) await stage.live('1d')
  const confirmed = await confirmToClose(town, NOVEMBER, stage[by])
  return confirmed?.ok === true
}

async function approveOwnPayout({ world, approver: approvedBy }: Stage) {
  const payout = await world.db.read
    .selectFrom('platform_payout')
    .select(['id', 'approval_hash as hash'])
    .where('state', '=', 'proposed')
    .executeTakeFirst()
  if (!payout) return
  const { holds: booksHold } = await verifyLedger(world.db.read)
  const request = { platformPayoutId: payout.id, approvedBy, hash: payout.hash, booksHold }
  await world.db.inTransaction(trx => approvePlatformPayout(trx, world.clock.now(), request))
}
