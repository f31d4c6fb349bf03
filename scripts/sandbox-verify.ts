import { readFileSync, writeFileSync } from 'node:fs'
import { readOptions } from './options.ts'
import { type Difference, differences } from './sandbox-verify/comparison.ts'
import { expectationsText } from './sandbox-verify/expectations-text.ts'
import type { Seen } from './sandbox-verify/session.ts'
import { problemWithKey, sandboxTarget, stripeTarget } from './sandbox-verify/target.ts'
import { verify } from './sandbox-verify/verification.ts'

/*
 * `npm run sandbox:verify`: makes some seventy-five calls with the `stripe` package and compares what comes back with
 * scripts/sandbox-verify/expectations.json: statuses, the codes of errors and of declined cards, values (fees among them),
 * shapes, and the events about some objects.
 *
 *   npm run sandbox:verify                                against a sandbox of its own
 *   STRIPE_TEST_KEY=sk_test_… npm run sandbox:verify      against Stripe itself, in test mode
 *   npm run sandbox:verify -- --record                    writes down what the sandbox does now
 *   npm run sandbox:verify -- --json                      the outcome as one JSON object
 *
 * Ends with 1 when there is a difference, and with 2 when it cannot be run as asked.
 */

const EXPECTATIONS = new URL('./sandbox-verify/expectations.json', import.meta.url)

const typed = readOptions({ json: { type: 'boolean' }, record: { type: 'boolean' } })
const key = process.env.STRIPE_TEST_KEY ?? ''
const problem = typed.ok ? problemWith(typed.values.record === true) : typed.problem
if (problem !== undefined || !typed.ok) {
  console.error(`sandbox:verify: ${problem}`)
  process.exitCode = 2
} else {
  await run(typed.values.json === true, typed.values.record === true)
}

function problemWith(isRecording: boolean): string | undefined {
  if (key === '') return undefined
  return (
    problemWithKey(key) ??
    (isRecording ? '--record writes down what the sandbox does; leave STRIPE_TEST_KEY out.' : undefined)
  )
}

async function run(asJson: boolean, isRecording: boolean): Promise<void> {
  const target = key === '' ? await sandboxTarget() : stripeTarget(key)
  const seen = await verify(target).finally(() => target.close())
  if (isRecording) {
    writeFileSync(EXPECTATIONS, expectationsText(seen))
    console.log(`wrote what ${seen.calls.length} calls did`)
    return
  }
  const expected = JSON.parse(readFileSync(EXPECTATIONS, 'utf8')) as Seen
  const found = differences(expected, seen)
  if (asJson)
    console.log(JSON.stringify({ against: target.name, calls: seen.calls.length, differences: found }))
  else tell(target.name, seen.calls.length, found)
  if (found.length > 0) process.exitCode = 1
}

function tell(against: string, calls: number, found: Difference[]): void {
  for (const { where, what } of found) console.log(`${where}: ${what}`)
  const outcome = found.length === 0 ? 'everything as expected' : `${found.length} differences`
  console.log(`${calls} calls to ${against}: ${outcome}`)
}
