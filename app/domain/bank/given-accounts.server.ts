import type { ReadDb } from '#db/database.server.ts'

/**
 * Whether this person typed the account to which a payment of this file goes. Whoever did may propose the file, but the
 * second signature is of somebody who looks at that account with other eyes (trust.md T11). What a backer typed later
 * themselves is theirs.
 */
export async function gaveAnAccount(db: ReadDb, fileId: string, userId: string): Promise<boolean> {
  const given = await db
    .selectFrom('audit_entry')
    .innerJoin('bank_payment', 'bank_payment.subject_id', 'audit_entry.subject_id')
    .select(['audit_entry.subject_id', 'audit_entry.actor_id'])
    .where('bank_payment.file_id', '=', fileId)
    .where('audit_entry.subject_type', '=', 'refund')
    .where('audit_entry.action', '=', 'refund.account-given')
    .orderBy('audit_entry.id')
    .execute()
  const lastGiver = new Map(given.map(({ subject_id, actor_id }) => [subject_id, actor_id]))
  return [...lastGiver.values()].includes(userId)
}
