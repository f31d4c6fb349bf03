import './simulate/load-as-built.ts'
import { readOptions } from './options.ts'

/**
 * `npm run simulate:crash`: lets the process die at every step 1…N of each flow, and another go on over the same books.
 * Prints N for each flow, and what came out different; exits with 1 when anything did.
 */
const typed = readOptions({ json: { type: 'boolean', default: false } })
if (!typed.ok) {
  process.stderr.write(`${typed.problem}\n`)
  process.exit(2)
}
const { STORIES } = await import('#tests/simulation/crash-stories.ts')
const { diesAtEveryStep } = await import('#tests/simulation/tell.ts')

let points = 0
let wrong = 0
for (const story of STORIES) {
  const { steps, different } = await diesAtEveryStep(story)
  points += steps
  wrong += different.length
  if (typed.values.json) process.stdout.write(`${JSON.stringify({ flow: story.name, steps, different })}\n`)
  else process.stdout.write(`${String(steps).padStart(4)} steps · ${story.name}\n`)
  for (const { nth, at, end } of different)
    process.stderr.write(`  at ${nth}, ${at}: ${JSON.stringify(end)}\n`)
}
if (!typed.values.json)
  process.stdout.write(
    `crashed at each of ${points} steps of ${STORIES.length} flows: ${wrong === 0 ? 'nothing lost, nothing doubled' : `${wrong} came out different`}\n`,
  )
process.exit(wrong === 0 ? 0 : 1)
