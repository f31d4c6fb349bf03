import { aUser } from './campaigns.ts'
import type { Town } from './town.ts'

/** What backers' banks do in a town, through the sandbox's triggers. */

/** The charge of a pledge at Stripe. */
export async function chargeOf(town: Town, pledgeId: string): Promise<string> {
  const payments = await town.world.db.read
    .selectFrom('payment')
    .select('id')
    .where('pledge_id', '=', pledgeId)
    .orderBy('id')
    .execute()
  const charge = town.sandbox.machine.look(draft =>
    draft.all('charge').find(each => payments.some(({ id }) => id === each.payment_intent)),
  )
  if (!charge) throw new Error(`Pledge ${pledgeId} has no charge.`)
  return charge.id
}

/** A backer's bank disputes the charge of a pledge, or asks about it. */
export async function dispute(
  town: Town,
  pledgeId: string,
  fields: { kind?: 'fraudulent' | 'inquiry' | 'prevented'; amount?: number } = {},
): Promise<string> {
  const made = town.sandbox.control.trigger(`charges/${await chargeOf(town, pledgeId)}/dispute`, fields)
  await town.settle()
  return (made as { id: string }).id
}

/** The bank decides, or does something else with the dispute. */
export async function decide(
  town: Town,
  disputeId: string,
  what: 'win' | 'lose' | 'prevent' | 'escalate',
  fields: object = {},
): Promise<void> {
  town.sandbox.control.trigger(`disputes/${disputeId}/${what}`, fields)
  await town.settle()
}

/** A user with the role of treasurer. */
export async function aTreasurer(town: Town, name = 'Tine Treasurer'): Promise<string> {
  const userId = await aUser(town.world, name)
  await town.world.db.inTransaction(trx =>
    trx
      .insertInto('user_role')
      .values({
        user_id: userId,
        role: 'treasurer',
        granted_by: null,
        granted_at: '2026-11-24T09:00:00.000Z',
      })
      .execute(),
  )
  return userId
}
