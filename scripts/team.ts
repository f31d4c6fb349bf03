import { createClock } from '#app/clock/following-clock.server.ts'
import { BadConfiguration, databaseAddress, readConfig } from '#app/config.server.ts'
import { ROLES } from '#app/domain/users/role.ts'
import { teamMembers } from '#app/domain/users/team-queries.server.ts'
import { emailInput } from '#app/domain/users/user-input.ts'
import { findOrMakeUser, grantRole, revokeRole } from '#app/domain/users/users.server.ts'
import { databaseProblem } from '#app/start-problem.server.ts'
import type { Db } from '#db/database.server.ts'
import { openChecked } from '#db/open-checked.server.ts'
import type { Role } from '#db/schema.ts'
import { readOptions } from './options.ts'

/**
 * `npm run team`: prints who has which role; with `--email ADDRESS --give ROLE` or `--take ROLE` it changes one first.
 * For when no admin can sign in: the page of the desk does the same. Needs the settings of the site. Ends with 1 when
 * a role could not be taken away, with 2 when nothing could be tried.
 */
const typed = readOptions({ email: { type: 'string' }, give: { type: 'string' }, take: { type: 'string' } })
if (!typed.ok) fail(typed.problem)
const change = changeOf(typed.values)
const config = settings()
const address = databaseAddress(config)
try {
  const db = await openChecked(address)
  if (change) await apply(db, change)
  for (const { email, roles } of await teamMembers(db.read)) console.log(`${email}: ${roles.join(', ')}`)
  await db.close()
} catch (error) {
  const problem = databaseProblem(error, address, config.DATABASE_URL ? 'DATABASE_URL' : 'DATABASE_FILE')
  if (problem === null) throw error
  fail(problem)
}

interface Change {
  email: string
  role: Role
  isGiven: boolean
}

function changeOf({ email, give, take }: { email?: string; give?: string; take?: string }): Change | null {
  if (email === undefined && give === undefined && take === undefined) return null
  const wanted = give ?? take
  if (email === undefined || wanted === undefined || (give !== undefined && take !== undefined))
    fail('To change a role, name one person and one role: --email ADDRESS with --give ROLE or --take ROLE.')
  const address = emailInput.safeParse(email)
  if (!address.success) fail('--email is not an e-mail address that letters can be sent to.')
  const role = ROLES.find(each => each === wanted)
  if (role === undefined)
    fail(`"${wanted}" is no role. The roles are ${new Intl.ListFormat('en').format(ROLES)}.`)
  return { email: address.data, role, isGiven: give !== undefined }
}

async function apply(db: Db, { email, role, isGiven }: Change): Promise<void> {
  const now = createClock(config.CLOCK_FILE).now()
  const refusal = await db.inTransaction(async trx => {
    if (isGiven) {
      const userId = await findOrMakeUser(trx, now, email, 'nl')
      await grantRole(trx, now, { userId, role, grantedBy: null })
      return null
    }
    const member = (await teamMembers(trx)).find(each => each.email === email)
    if (!member?.roles.includes(role)) return `${email} does not have that role.`
    const taken = await revokeRole(trx, now, { userId: member.userId, role, revokedBy: null })
    return taken.ok ? null : `${email} is the only admin. Give somebody else that role first.`
  })
  if (refusal === null) return
  console.error(refusal)
  process.exitCode = 1
}

function settings() {
  try {
    return readConfig()
  } catch (error) {
    if (error instanceof BadConfiguration) fail(error.message)
    throw error
  }
}

function fail(sentence: string): never {
  console.error(sentence)
  process.exit(2)
}
