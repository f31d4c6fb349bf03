import { checklistOf, confirmationHash, findMonthProposal } from '#app/domain/months/month-queries.server.ts'
import { confirmMonth, explainClearing, proposeMonth } from '#app/domain/months/months.server.ts'
import { resolveDiscrepancy, verifyLedger } from '#app/domain/reconciliation/reconciliation.server.ts'
import type { Place } from '#tests/support/place.ts'

/** What the treasurer and another person do when a month is over. */
type Here = Pick<Place, 'world'>

async function brokenInvariants({ world }: Here): Promise<string[]> {
  const { invariants } = await verifyLedger(world.db.read)
  return invariants.filter(({ holds }) => !holds).map(({ id }) => id)
}

/** Says of every clearing account that was not empty at the month's end why. */
export async function explainMonth(here: Here, month: string, explainedBy: string): Promise<void> {
  const { db, clock } = here.world
  const broken = await brokenInvariants(here)
  const { clearing } = await checklistOf(db.read, clock.now(), month, broken)
  for (const { account, explanation } of clearing) {
    if (explanation !== null) continue
    const said = { month, account, explanation: 'under way over the month’s end', explainedBy }
    await db.inTransaction(trx => explainClearing(trx, clock.now(), { ...said, brokenInvariants: broken }))
  }
}

export async function proposeToClose(here: Here, month: string, proposedBy: string) {
  const broken = await brokenInvariants(here)
  return here.world.db.inTransaction(trx =>
    proposeMonth(trx, here.world.clock.now(), { month, proposedBy, brokenInvariants: broken }),
  )
}

/** Null when nobody proposed it. */
export async function confirmToClose(here: Here, month: string, confirmedBy: string) {
  const { db, clock } = here.world
  const proposal = await findMonthProposal(db.read, month)
  if (!proposal) return null
  const broken = await brokenInvariants(here)
  const hash = confirmationHash(month, proposal, await checklistOf(db.read, clock.now(), month, broken))
  return db.inTransaction(trx =>
    confirmMonth(trx, clock.now(), { month, confirmedBy, hash, brokenInvariants: broken }),
  )
}

/** Somebody looked at what does not add up, of the kinds that are theirs to look at. */
export async function resolveWhatIsForAPerson(
  { world }: Here,
  resolvedBy: string,
  kinds: readonly string[],
): Promise<void> {
  const open = await world.db.read
    .selectFrom('discrepancy')
    .select(['id', 'kind'])
    .where('resolved_at', 'is', null)
    .execute()
  for (const { id: discrepancyId } of open.filter(({ kind }) => kinds.includes(kind)))
    await world.db.inTransaction(trx =>
      resolveDiscrepancy(trx, world.clock.now(), { discrepancyId, resolvedBy, reason: 'looked at' }),
    )
}
