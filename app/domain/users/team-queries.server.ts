import { sql } from 'kysely'
import type { ReadDb } from '#db/database.server.ts'
import type { Role } from '#db/schema.ts'
import type { Instant } from '../clock.ts'
import { ROLES } from './role.ts'

/** What the desk asks about the team. */

/** Somebody with at least one role. */
export interface TeamMember {
  userId: string
  email: string
  name: string | null
  roles: Role[]
}

/** Everybody with a role, by address; their roles in the order of `ROLES`. */
export async function teamMembers(db: ReadDb): Promise<TeamMember[]> {
  const rows = await db
    .selectFrom('user_role')
    .innerJoin('user', 'user.id', 'user_role.user_id')
    .select(['user.id as userId', 'user.email', 'user.name', 'user_role.role'])
    .orderBy('user.email')
    .execute()
  const members = new Map<string, TeamMember>()
  for (const { role, ...person } of rows) {
    const member = members.get(person.userId) ?? { ...person, roles: [] }
    member.roles.push(role)
    members.set(person.userId, member)
  }
  return [...members.values()].map(member => ({
    ...member,
    roles: ROLES.filter(role => member.roles.includes(role)),
  }))
}

/** A role that was given or taken away, as the audit log has it. */
export interface RoleChange {
  id: string
  at: Instant
  isGiven: boolean
  role: Role
  /** Whose role it is: a name, or an address. */
  whose: string
  /** Who did it; null when it was done by a command on the machine. */
  by: string | null
}

/** The last changes of roles, newest first. */
export async function roleChanges(db: ReadDb, most: number): Promise<RoleChange[]> {
  const rows = await db
    .selectFrom('audit_entry')
    .innerJoin('user', 'user.id', 'audit_entry.subject_id')
    .leftJoin('user as actor', 'actor.id', 'audit_entry.actor_id')
    .select(['audit_entry.id', 'audit_entry.at', 'audit_entry.action', 'audit_entry.detail'])
    .select(sql<string>`coalesce("user".name, "user".email)`.as('whose'))
    .select(sql<string | null>`coalesce(actor.name, actor.email)`.as('by'))
    .where('audit_entry.subject_type', '=', 'user')
    .where('audit_entry.action', 'in', ['user.role-granted', 'user.role-revoked'])
    .orderBy('audit_entry.id', 'desc')
    .limit(most)
    .execute()
  return rows.map(({ action, detail, ...change }) => ({
    ...change,
    isGiven: action === 'user.role-granted',
    role: (JSON.parse(detail) as { role: Role }).role,
  }))
}
