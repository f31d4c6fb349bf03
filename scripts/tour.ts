import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePorts } from './demo/ports.ts'
import { startDemo } from './demo/start-demo.ts'
import { LAUNCH } from './tour/made.ts'
import { readTourOptions } from './tour/options.ts'
import { closeStory, openStory } from './tour/story.ts'
import { tell, tellSurprise } from './tour/tell.ts'

const root = join(import.meta.dirname, '..')
const options = readTourOptions(process.argv.slice(2))
const folder = mkdtempSync(join(tmpdir(), 'stadmakers-tour-'))
const print = (line: string) => process.stdout.write(`${line}\n`)
const demo = await startDemo({
  root,
  folder,
  ports: await freePorts(),
  startAt: '2026-12-01T08:00:00Z',
  webhooks: 'hostile',
  say: print,
})
const story = await openStory(demo)
try {
  await tell(LAUNCH, story, print)
} catch (e) {
  print(tellSurprise(e, folder))
}
await closeStory(story)
await demo.stop()
