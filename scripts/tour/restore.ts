import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { freePorts } from '../demo/ports.ts'
import { answers, run, stop } from '../demo/processes.ts'
import { demoEnvironment, demoSecrets } from '../demo/settings.ts'
import { expectSame, Surprise } from '../story/surprise.ts'
import { ROOT, types } from './command-line.ts'
import { TITLE } from './launching.ts'
import { signIn } from './signing-in.ts'
import { inEuros, lookAtCashBook } from './story.ts'
import type { Story } from './story.ts'
import { openTrialBalance, trialBalanceOf } from './trial-balance.ts'

/** A backup is worth what comes out of it: the site over a restored copy, and its books looked at once more. */

const copyOf = ({ demo }: Story): string => join(demo.folder, 'restored')
const databaseOf = (story: Story): string => join(copyOf(story), 'stadmakers.sqlite')

/** As docs/going-live.md tells it: the database first, then the files that it names; the site goes on meanwhile. */
export async function backupIsTaken(story: Story): Promise<string> {
  const { folder, config } = story.demo
  // Whoever is signed in now is signed in on the copy as well.
  await signIn(story, 'treasurer')
  cpSync(join(folder, 'secrets.json'), join(copyOf(story), 'secrets.json'))
  const said = await types('db-backup.ts', ['--to', databaseOf(story)], {
    settings: { DATABASE_FILE: join(folder, 'stadmakers.sqlite') },
  })
  cpSync(config.FILES_FOLDER, join(copyOf(story), 'files'), { recursive: true })
  const [, seal = ''] = /newest seal of the journal: number (\d+),/.exec(said) ?? []
  if (seal === '') throw new Surprise('npm run db:backup', 'the newest seal of the journal', `“${said}”`)
  return `a file of its own, sealed up to entry ${seal}`
}

/** Another site, over the copy alone. A worker it has none: nothing of what is promised in it may happen twice. */
export async function siteStandsOverCopy(story: Story): Promise<string> {
  const { demo, campaign } = story
  const ports = await freePorts()
  const folder = copyOf(story)
  const environment = {
    ...demoEnvironment(folder, ports, demoSecrets(folder)),
    ...{ CLOCK_FILE: join(demo.folder, 'clock.json'), STRIPE_API_BASE: demo.config.STRIPE_API_BASE },
  }
  const site = `http://127.0.0.1:${ports.site}`
  const restored = run('restored', 'scripts/start.ts', [], {
    ...{ root: ROOT, environment, logFile: join(demo.folder, 'restored.log') },
  })
  try {
    await answers(restored, `${site}/health`)
    const there = { ...story, demo: { ...demo, site } }
    const kept = await lookAtCashBook(there)
    const rows = trialBalanceOf(await openTrialBalance(there))
    const here = trialBalanceOf(await openTrialBalance(story))
    expectSame(`the trial balance of ${site}`, JSON.stringify(rows), JSON.stringify(here))
    const page = await story.passerBy.open(`${site}/campaigns/${campaign.slug}`)
    page.says(TITLE)
    const [photo] = page.all('main img[src^="/pictures/"]')
    await story.passerBy.download(new URL(photo?.getAttribute('src') ?? 'no-photo', page.address).href)
    return `the same ${rows.length} accounts, ${inEuros(kept)} in keeping, and its photo`
  } finally {
    await stop([restored])
  }
}

export async function copyIsVerified(story: Story): Promise<string> {
  const said = await types('ledger-verify.ts', ['--database', databaseOf(story)])
  const [last = ''] = /the books hold: .+/.exec(said) ?? []
  if (last === '') throw new Surprise('npm run ledger:verify', 'the books hold', `“${said}”`)
  return last
}
