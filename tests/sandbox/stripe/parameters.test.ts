import { expect, test } from 'vitest'
import { makeAccount, openSandbox, paymentSession, refusalOf } from '../sandbox-kit.ts'

/** What is read of a parameter beyond its type. */

test('an address that cannot be written to, or gone to', async () => {
  const { stripe } = await openSandbox()
  const account = await makeAccount(stripe)
  for (const url of ['javascript:alert(1)', 'notaurl', '//site.test/', 'data:text/html,x', ''])
    for (const param of ['success_url', 'cancel_url']) {
      const refusal = await refusalOf(paymentSession(stripe, 1710, { [param]: url }))
      expect(refusal).toMatchObject({ statusCode: 400, code: 'url_invalid', param })
    }
  for (const param of ['refresh_url', 'return_url']) {
    const onboarding = { refresh_url: 'http://site.test/', [param]: 'javascript:alert(1)' }
    const useCase = { type: 'account_onboarding', account_onboarding: onboarding } as const
    const refusal = await refusalOf(stripe.v2.core.accountLinks.create({ account, use_case: useCase }))
    expect(refusal).toMatchObject({ code: 'url_invalid', param: `use_case.account_onboarding.${param}` })
  }
  const customer = await stripe.customers.create({ email: 'ans@voorbeeld.nl' })
  for (const email of ['not an email', 'a@b', '@voorbeeld.nl', 'a@b@voorbeeld.nl', 'a@voorbeeld.']) {
    for (const call of [stripe.customers.create({ email }), stripe.customers.update(customer.id, { email })])
      expect(await refusalOf(call)).toMatchObject({ code: 'email_invalid', param: 'email' })
    const call = paymentSession(stripe, 1710, { customer_email: email })
    expect(await refusalOf(call)).toMatchObject({ code: 'email_invalid', param: 'customer_email' })
  }
  expect((await stripe.customers.list()).data).toHaveLength(1)
})

test('metadata keeps every name, whatever it means to JavaScript', async () => {
  const { sandbox } = await openSandbox()
  const headers = { Authorization: 'Bearer sk_test_x' }
  const send = async (path: string, body: string) => {
    const answer = await fetch(sandbox.url + path, { method: 'POST', headers, body })
    return (await answer.json()) as { id: string; metadata: object }
  }
  const made = await send('/v1/customers', 'metadata[__proto__]=x&metadata[constructor]=y&metadata[a]=z')
  const whole = Object.entries({ ['__proto__']: 'x', constructor: 'y', a: 'z' })
  expect(Object.entries(made.metadata)).toEqual(whole)
  const changed = await send(`/v1/customers/${made.id}`, 'metadata[a]=&metadata[b]=c')
  expect(Object.entries(changed.metadata)).toEqual([...whole.slice(0, 2), ['b', 'c']])
})
