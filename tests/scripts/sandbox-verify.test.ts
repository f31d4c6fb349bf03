import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { differences } from '#scripts/sandbox-verify/comparison.ts'
import { expectationsText } from '#scripts/sandbox-verify/expectations-text.ts'
import type { Seen } from '#scripts/sandbox-verify/session.ts'
import { problemWithKey, sandboxTarget } from '#scripts/sandbox-verify/target.ts'
import { verify } from '#scripts/sandbox-verify/verification.ts'

/* What is recorded of the sandbox, to be compared with Stripe one day. */

const root = join(import.meta.dirname, '../..')
const recorded = readFileSync(join(root, 'scripts/sandbox-verify/expectations.json'), 'utf8')
const expected = JSON.parse(recorded) as Seen
let seen: Seen

beforeAll(async () => {
  const target = await sandboxTarget()
  seen = await verify(target).finally(() => target.close())
}, 60_000)

describe('the calls to the sandbox', () => {
  test('give what was recorded, more than forty of them', () => {
    expect(differences(expected, seen)).toEqual([])
    expect(seen.calls.length, 'the header of the command says some seventy-five').toBe(77)
    expect(new Set(seen.calls.map(({ call }) => call)).size, 'each has a name of its own').toBe(
      seen.calls.length,
    )
    expect(recorded === expectationsText(seen), 'run npm run sandbox:verify -- --record').toBe(true)
  })
})

describe('a difference is told', () => {
  const changed = (change: (copy: Seen) => void) => {
    const copy = structuredClone(expected)
    change(copy)
    return differences(expected, copy)
  }
  const one = (where: string, what: RegExp) => [{ where, what: expect.stringMatching(what) as string }]

  test('in a status, an error code, a value', () => {
    const call = 'refund what is disputed'
    const of = (copy: Seen) => copy.calls.find(found => found.call === call)
    expect(changed(copy => Object.assign(of(copy) ?? {}, { status: 200 }))).toEqual(
      one(call, /expected .*400.* came .*200/),
    )
    expect(changed(copy => Object.assign(of(copy)?.error ?? {}, { code: 'other' }))).toEqual(
      one(call, /charge_disputed.*other/),
    )
    const values = (copy: Seen) => copy.calls.find(found => found.call === 'pay by card')?.values ?? {}
    expect(changed(copy => Object.assign(values(copy), { status: 'processing' }))).toEqual(
      one('pay by card', /succeeded.*processing/),
    )
  })

  test('in what a bank advises about a card, in the network’s code, and in a fee', () => {
    const call = 'pay by a card: lost'
    const error = (copy: Seen) => copy.calls.find(found => found.call === call)?.error ?? {}
    expect(changed(copy => Object.assign(error(copy), { advice_code: 'try_again_later' }))).toEqual(
      one(call, /do_not_try_again.*try_again_later/),
    )
    expect(changed(copy => Object.assign(error(copy), { network_decline_code: '99' }))).toEqual(
      one(call, /came .*"network_decline_code":"99"/),
    )
    const booked = 'read a payment with its balance transaction'
    const values = (copy: Seen) => copy.calls.find(found => found.call === booked)?.values ?? {}
    expect(
      changed(copy => Object.assign(values(copy), { 'latest_charge.balance_transaction.fee': 1 })),
    ).toEqual(one(booked, /fee":\d{2,}.*fee":1,/))
  })

  test('in the events about an object', () => {
    expect(changed(copy => copy.events['a payment']?.pop())).toEqual(
      one('events of a payment', /succeeded; came payment_intent.created$/),
    )
  })

  test('in a shape: a field that is new, gone, or of another type', () => {
    const fields = (copy: Seen) => copy.shapes.refund ?? {}
    expect(changed(copy => Object.assign(fields(copy), { colour: 'string' }))).toEqual(
      one('refund.colour', /no such field; came string/),
    )
    expect(changed(copy => void delete fields(copy).amount)).toEqual(
      one('refund.amount', /number; came no such field/),
    )
    expect(changed(copy => Object.assign(fields(copy), { amount: 'string' }))).toEqual(
      one('refund.amount', /number; came string/),
    )
  })

  test('for a call that was not made, and for one that is new', () => {
    expect(changed(copy => void copy.calls.shift())).toEqual(one('make a customer', /was not made/))
    expect(changed(copy => void copy.calls.push({ call: 'dance', status: 200 }))).toEqual(
      one('dance', /nothing is expected/),
    )
  })
})

describe('the key', () => {
  test('of the test mode is taken, a live one and nonsense are refused with a sentence', () => {
    expect(problemWithKey('sk_test_abc')).toBeUndefined()
    expect(problemWithKey('rk_test_abc')).toBeUndefined()
    expect(problemWithKey('sk_live_abc')).toContain('live key')
    expect(problemWithKey('rk_live_abc')).toContain('live key')
    expect(problemWithKey('pk_test_abc')).toContain('must begin with sk_test_')
  })

  test('that is live stops the command before anything is called', () => {
    const { status, stderr, stdout } = command([], { STRIPE_TEST_KEY: 'sk_live_abc' })
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toContain('is a live key')
  })
})

test('the command tells the outcome in one line, or as JSON, and refuses what it does not know', () => {
  expect(command([])).toMatchObject({
    status: 0,
    stdout: `${expected.calls.length} calls to the sandbox: everything as expected\n`,
  })
  const json = JSON.parse(command(['--json']).stdout) as object
  expect(json).toEqual({ against: 'the sandbox', calls: expected.calls.length, differences: [] })
  expect(command(['--jason'])).toMatchObject({ status: 2 })
})

function command(args: string[], env: Record<string, string> = {}) {
  const { STRIPE_TEST_KEY: _, ...others } = process.env
  return spawnSync(process.execPath, ['scripts/sandbox-verify.ts', ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...others, ...env },
  })
}
