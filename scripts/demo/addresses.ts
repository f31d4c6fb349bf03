import { openWorld, closeWorld } from '#app/open-world.server.ts'
import { DAY_MS } from '#app/domain/clock.ts'
import { createCommandSignInLink } from '#app/domain/users/users.server.ts'
import { DEMO_PEOPLE, DEMO_ROLES } from './people.ts'
import type { DemoRole } from './people.ts'
import type { Demo } from './start-demo.ts'

/** Where everything of a demonstration is. The sign-in links work as often as wanted, in any browser. */
export interface DemoAddresses {
  site: string
  stripe: string
  mailbox: string
  bank: string
  signIn: Record<DemoRole, string>
}

const LINK_LASTS_MS = 3_650 * DAY_MS
const LINK_USES = 10_000

export async function demoAddresses(demo: Demo): Promise<DemoAddresses> {
  const world = await openWorld(demo.config)
  const links = await world.db.inTransaction(async trx => {
    const made: [DemoRole, string][] = []
    for (const role of DEMO_ROLES) {
      const wish = { email: DEMO_PEOPLE[role].email, uses: LINK_USES, validMs: LINK_LASTS_MS }
      const { linkId } = await createCommandSignInLink(trx, world.clock.now(), wish)
      made.push([role, world.links.signIn(linkId)])
    }
    return made
  })
  await closeWorld(world)
  return {
    site: `${demo.site}/`,
    stripe: `${demo.sandbox}/`,
    mailbox: `${demo.sandbox}/mailbox`,
    bank: `${demo.sandbox}/bank`,
    signIn: Object.fromEntries(links) as Record<DemoRole, string>,
  }
}
