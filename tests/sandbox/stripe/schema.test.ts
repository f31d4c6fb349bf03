import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type Stripe from 'stripe'
import { describe, expect, test } from 'vitest'
import { Judge, sharedJudge } from '#scripts/sandbox/stripe/schema/judge.ts'
import { stripeSchema, stripeSchemaPath } from '#scripts/stripe-schema.ts'
import { idIn, openSandbox, payByIdeal } from '../sandbox-kit.ts'

const root = join(import.meta.dirname, '../../..')
const reference = join(root, '../shared/data/stripe')

describe('the strict schema', () => {
  test('is what the installed stripe package’s types say', () => {
    const committed = readFileSync(join(root, stripeSchemaPath()), 'utf8')
    expect(stripeSchema() === committed, 'run node_modules/.bin/node scripts/stripe-schema.ts').toBe(true)
  })

  test('belongs to the API version that the package speaks', () => {
    expect(sharedJudge().apiVersion).toBe('2026-10-28.endive')
  })

  test('every entry point compiles', () => {
    const committed = JSON.parse(readFileSync(join(root, stripeSchemaPath()), 'utf8')) as {
      'x-entry-points': object
    }
    const judge = new Judge()
    const names = Object.keys(committed['x-entry-points']).filter(name => judge.knows(name))
    expect(names.length).toBeGreaterThan(119)
    for (const name of names) expect(judge.faultsOf(name, 'no object'), name).not.toEqual([])
  })

  test.skipIf(!existsSync(reference))(
    'has every entry point of the reference set (skipped where ../shared/data is not at hand)',
    () => {
      const [file] = readdirSync(reference).filter(name => name.endsWith('.schema.json'))
      const theirs = JSON.parse(readFileSync(join(reference, file ?? ''), 'utf8')) as {
        'x-entrypoints': object
      }
      // `Ev` is a helper type of the reference's own generator that slipped in among its entry points.
      const names = Object.keys(theirs['x-entrypoints']).filter(name => name !== 'Ev')
      const missing = names.filter(name => !sharedJudge().knows(name))
      expect(missing).toEqual([])
    },
  )

  test('refuses what is not in the types: an unknown field, a missing one, a wrong word', async () => {
    const bench = await openSandbox()
    const intent = await payByIdeal(bench, 5500)
    const charge = await bench.stripe.charges.retrieve(idIn(intent.latest_charge))
    const plain = JSON.parse(JSON.stringify(charge)) as Stripe.Charge
    const faults = (value: object) => sharedJudge().faultsOf('charge', value)
    expect(faults(plain)).toEqual([])
    expect(faults({ ...plain, colour: 'red' })).not.toEqual([])
    expect(faults({ ...plain, amount: '5500' })).not.toEqual([])
    expect(faults({ ...plain, status: 'half' })).not.toEqual([])
    const { currency: _, ...without } = plain
    expect(faults(without)).not.toEqual([])
  })

  test('an answer that breaks it is a 500 where nothing may pass, and remembered', async () => {
    const { sandbox, stripe } = await openSandbox()
    const customer = await stripe.customers.create({ name: 'A' })
    sandbox.machine.step(draft =>
      draft.patch('customer', customer.id, { livemode: 'no' as unknown as boolean }),
    )
    await expect(stripe.customers.retrieve(customer.id)).rejects.toMatchObject({
      statusCode: 500,
      code: 'sandbox_schema_violation',
    })
    expect(sandbox.control.validation()).toMatchObject({
      count: 1,
      violations: [{ kind: 'answer', what: 'customer' }],
    })
  })
})
