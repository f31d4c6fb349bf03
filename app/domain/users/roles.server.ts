import type { WriteDb } from '#db/database.server.ts'
import type { Role } from '#db/schema.ts'
import { instant } from '../clock.ts'
import { recordAudit } from './audit.server.ts'

/** Who is on the team: a role is given and taken away, each time with a line in the audit log. */

/**
 * Gives a user a role. Giving it twice is giving it once.
 *
 * @param grant `grantedBy` is null when a command gives it
 */
export async function grantRole(
  trx: WriteDb,
  now: Date,
  grant: { userId: string; role: Role; grantedBy: string | null },
): Promise<void> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('user_role')
    .values({
      user_id: grant.userId,
      role: grant.role,
      granted_by: grant.grantedBy,
      granted_at: instant(now),
    })
    .onConflict(conflict => conflict.columns(['user_id', 'role']).doNothing())
    .executeTakeFirstOrThrow()
  if (numInsertedOrUpdatedRows === 0n) return
  await endSessions(trx, grant.userId)
  await recordAudit(trx, now, {
    actorId: grant.grantedBy,
    action: 'user.role-granted',
    subject: { type: 'user', id: grant.userId },
    detail: { role: grant.role },
  })
}

export type RoleTaken = { ok: true } | { ok: false; reason: 'last-admin' }

/**
 * Takes a role away. It counts at once, and every session of the user ends (trust.md T12). Taking away what somebody
 * does not have is a success. The last admin stays admin: otherwise nobody could give a role any more.
 *
 * @param revoked `revokedBy` is null when a command does it
 */
export async function revokeRole(
  trx: WriteDb,
  now: Date,
  revoked: { userId: string; role: Role; revokedBy: string | null },
): Promise<RoleTaken> {
  const { userId, role, revokedBy } = revoked
  if (role === 'admin' && (await isOnlyAdmin(trx, userId))) return { ok: false, reason: 'last-admin' }
  const { numDeletedRows } = await trx
    .deleteFrom('user_role')
    .where('user_id', '=', userId)
    .where('role', '=', role)
    .executeTakeFirstOrThrow()
  if (numDeletedRows === 0n) return { ok: true }
  await endSessions(trx, userId)
  await recordAudit(trx, now, {
    actorId: revokedBy,
    action: 'user.role-revoked',
    subject: { type: 'user', id: userId },
    detail: { role },
  })
  return { ok: true }
}

async function isOnlyAdmin(trx: WriteDb, userId: string): Promise<boolean> {
  const admins = await trx.selectFrom('user_role').select('user_id').where('role', '=', 'admin').execute()
  return admins.length === 1 && admins[0]?.user_id === userId
}

async function endSessions(trx: WriteDb, userId: string): Promise<void> {
  await trx.deleteFrom('session').where('user_id', '=', userId).execute()
}
