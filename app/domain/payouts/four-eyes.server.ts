import type { ReadDb } from '#db/database.server.ts'
import { hasRoleNow } from '../users/users.server.ts'

/** Why somebody may not propose, or may not put the second signature. */
export type SignatureRefusal = 'same-person' | 'no-role' | 'proposer-lost-role'

/**
 * Whether this person may sign what that person proposed: another, who is approver at this moment, while who proposed
 * is treasurer still. Asked inside the transaction that moves the money, so that a role that was taken away since the
 * page was opened counts (trust.md T11).
 *
 * @param signed.payee who would receive the money, where it is a person
 */
export async function signatureRefusal(
  db: ReadDb,
  signed: { proposedBy: string; approvedBy: string; payee?: string },
): Promise<SignatureRefusal | null> {
  const { proposedBy, approvedBy, payee } = signed
  if (approvedBy === proposedBy || approvedBy === payee) return 'same-person'
  if (!(await hasRoleNow(db, approvedBy, 'approver'))) return 'no-role'
  return (await hasRoleNow(db, proposedBy, 'treasurer')) ? null : 'proposer-lost-role'
}

/** Whether this person may propose that money goes out at this moment. */
export function mayPropose(db: ReadDb, userId: string): Promise<boolean> {
  return hasRoleNow(db, userId, 'treasurer')
}
