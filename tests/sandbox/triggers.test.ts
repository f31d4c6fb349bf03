import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { TRIGGERS } from '#scripts/sandbox/triggers/triggers.ts'
import { get, idIn, openEndpoint, openSandbox, payByIdeal } from './sandbox-kit.ts'

const readme = readFileSync(join(import.meta.dirname, '../../scripts/sandbox/README.md'), 'utf8')

async function pulled(url: string, path: string, body: string): Promise<{ status: number; json: object }> {
  const response = await fetch(`${url}/_sandbox/${path}`, { method: 'POST', body })
  return { status: response.status, json: (await response.json()) as object }
}

test('every trigger stands in the README, in the list that the control panel gives, and on the dashboard', async () => {
  const { sandbox } = await openSandbox()
  const { triggers } = JSON.parse((await get(`${sandbox.url}/_sandbox/triggers`)).text) as {
    triggers: { post: string; does: string; fields: object }[]
  }
  const { text } = await get(sandbox.url)
  expect(triggers.map(({ post }) => post)).toEqual(TRIGGERS.map(({ path }) => `/_sandbox/${path}`))
  for (const { path, does, fields } of TRIGGERS) {
    expect(readme, path).toContain(`| \`${path}\` | ${does} |`)
    for (const field of Object.keys(fields)) expect(readme, `${path} ${field}`).toContain(`\`${field}\``)
    expect(text, path).toContain(`/_sandbox/${path}`)
  }
})

test('a trigger answers what came of it, and says clearly what is wrong', async () => {
  const bench = await openSandbox()
  const { sandbox, stripe } = bench
  const charge = idIn((await payByIdeal(bench, 5500)).latest_charge)
  const path = `charges/${charge}/dispute`
  for (const [body, sentence] of [
    ['{"kind":"loud"}', 'kind: "loud" is none of fraudulent, product_not_received, inquiry, prevented'],
    ['{"amount":5501}', 'amount: 5501 is more than the charge of 5500'],
    ['{"amount":1.5}', 'amount: "1.5" is not a number of cents above zero'],
    ['{"colour":"red"}', 'colour: nobody here knows what to do with it'],
    ['[]', 'the body is not a JSON object'],
  ] as const)
    expect(await pulled(sandbox.url, path, body)).toEqual({ status: 400, json: { error: sentence } })
  expect((await pulled(sandbox.url, 'charges/ch_x/dispute', '')).json).toEqual({
    error: 'there is no charge ch_x',
  })
  expect((await stripe.disputes.list()).data, 'none of these changed anything').toEqual([])
  const opened = await pulled(sandbox.url, path, '{"kind":"inquiry"}')
  expect(opened).toMatchObject({ status: 200, json: { object: 'dispute', status: 'warning_needs_response' } })
  expect(() => sandbox.control.trigger('charges/dance')).toThrow('there is no trigger charges/dance')
})

test('what a trigger brings about is told by webhooks like everything else', async () => {
  const bench = await openSandbox()
  const { sandbox } = bench
  const charge = idIn((await payByIdeal(bench, 5500)).latest_charge)
  await sandbox.control.drain()
  const { url, received } = await openEndpoint()
  sandbox.control.setWebhookEndpoint({ url, secret: 'whsec_x', kind: 'snapshot' })
  sandbox.control.trigger(`charges/${charge}/dispute`)
  await sandbox.control.drain()
  const events = received.map(r => JSON.parse(r.body) as { type: string; request: object })
  expect(events.map(event => event.type)).toEqual([
    'charge.dispute.created',
    'charge.dispute.funds_withdrawn',
  ])
  expect(events[0]?.request, 'no request of the platform').toEqual({ id: null, idempotency_key: null })
})
