import { createClock } from '#app/clock/following-clock.server.ts'
import { databaseAddress, readConfig } from '#app/config.server.ts'
import type { Config } from '#app/config.server.ts'
import { DAY_MS } from '#app/domain/clock.ts'
import { emailInput } from '#app/domain/users/user-input.ts'
import { firstAdmin } from '#app/domain/users/user-queries.server.ts'
import { createCommandSignInLink, findOrMakeUser, grantRole } from '#app/domain/users/users.server.ts'
import { createLinks } from '#app/links.server.ts'
import { startProblem } from '#app/start-problem.server.ts'
import { openChecked } from '#db/open-checked.server.ts'
import { migrate } from '#db/migrate.server.ts'
import { readOptions } from './options.ts'

/**
 * `npm run setup`: brings the database to the newest schema, and prints the one-time link of the first admin until
 * that admin has signed in. Safe to run at every release.
 */

const LINK_VALID_DAYS = 7

const typed = readOptions({ email: { type: 'string' } })
let config: Config | null = null
try {
  if (typed.ok) {
    config = readConfig()
    await setUp(config, readEmail(typed.values.email ?? config.MAIL_FROM))
  } else {
    process.stderr.write(`${typed.problem}\n`)
    process.exitCode = 1
  }
} catch (error) {
  const problem = startProblem(error, config)
  if (problem === null) throw error
  process.stderr.write(`${problem}\n`)
  process.exitCode = 1
}

async function setUp(config: Config, email: string | null): Promise<void> {
  if (email === null) {
    process.stderr.write('--email is not an e-mail address that letters can be sent to.\n')
    process.exitCode = 1
    return
  }
  const applied = await migrate(databaseAddress(config))
  say(applied.length > 0 ? `The database has now: ${applied.join(', ')}.` : 'The database was up to date.')
  const db = await openChecked(databaseAddress(config))
  const now = createClock(config.CLOCK_FILE).now()
  const admin = await firstAdmin(db.read)
  if (admin?.hasSignedIn)
    say('There is an admin already, so no link was made. An admin can give others a role.')
  else if (admin && admin.email !== email) refuse(admin.email)
  else {
    const { linkId } = await db.inTransaction(async trx => {
      const userId = await findOrMakeUser(trx, now, email, 'nl')
      await grantRole(trx, now, { userId, role: 'admin', grantedBy: null })
      return createCommandSignInLink(trx, now, { email, uses: 1, validMs: LINK_VALID_DAYS * DAY_MS })
    })
    say(`The first admin is ${email}. This link works once, for ${LINK_VALID_DAYS} days:`)
    say(createLinks(config.PUBLIC_URL, config.SECRET).signIn(linkId))
  }
  await db.close()
}

/** The address given with `--email`, or the one that letters come from; null when it is none. */
function readEmail(given: string): string | null {
  const email = emailInput.safeParse(given)
  return email.success ? email.data : null
}

function refuse(email: string): void {
  process.stderr.write(
    `The first admin is ${email}, who has not signed in yet. Run this with --email ${email} for a new link.\n`,
  )
  process.exitCode = 1
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
