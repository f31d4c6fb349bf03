/**
 * Proves that nobody gives twice without meaning to (trust.md F12): whoever comes back from Checkout goes on with the
 * pledge that they began, and a second one from the same browser is made only after a question.
 */
import { describe, expect, test } from 'vitest'
import { instant } from '#app/domain/clock.ts'
import { aLiveCampaign } from '#tests/support/campaigns.ts'
import { createFakeGateway } from '#tests/support/fake-gateway.ts'
import { openTestSite } from '#tests/support/test-site.ts'
import type { Visit, Visitor } from '#tests/support/test-site.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'

async function openSite() {
  const world = await makeTestWorld({ gateway: createFakeGateway() })
  const { slug } = await aLiveCampaign(world)
  const site = await openTestSite(world)
  const pledges = () => world.db.read.selectFrom('pledge').selectAll().execute()
  return { world, site, visitor: site.visitor(), path: `/campaigns/${slug}/pledge`, pledges }
}

const hidden = ({ text }: Visit, name: string) =>
  new RegExp(`name="${name}" value="([^"]+)"`).exec(text)?.[1] ?? ''

async function formOf(visitor: Visitor, path: string): Promise<Record<string, string>> {
  return fieldsOf(await visitor.get(path))
}

function fieldsOf(page: Visit): Record<string, string> {
  const unseen = { pledge: hidden(page, 'pledge'), token: hidden(page, 'token'), beside: hidden(page, 'beside') }
  return { ...unseen, amount: '1710', method: 'bank', email: 'ans@voorbeeld.nl', name: 'Ans', message: 'voor mijn moeder' }
}

describe('back from Checkout', () => {
  test('the form is that of the pledge that was begun, says that nothing was paid, and not who it is of', async () => {
    const { visitor, path, pledges } = await openSite()
    const form = await formOf(visitor, path)
    await visitor.post(path, form)
    const again = await visitor.get(path)
    expect(hidden(again, 'pledge')).toBe(form.pledge)
    expect(again.text).toContain('checked="" value="1710"')
    expect(again.text).toContain('Je hebt nog niet betaald')
    for (const ofAns of ['ans@voorbeeld.nl', 'value="Ans"', 'voor mijn moeder']) expect(again.text).not.toContain(ofAns)
    expect((await visitor.post(path, fieldsOf(again))).status).toBe(303)
    expect(await pledges()).toHaveLength(1)
  })

  test('a second pledge can be begun on purpose, from a form that says so', async () => {
    const { visitor, path, pledges } = await openSite()
    const form = await formOf(visitor, path)
    await visitor.post(path, form)
    const link = /href="([^"]+\?beside=[^"]+)"/.exec((await visitor.get(path)).text)?.[1] ?? ''
    const second = await visitor.get(link)
    expect(second.text).toContain('Dit wordt een tweede toezegging')
    expect((await visitor.post(path, fieldsOf(second))).status).toBe(303)
    expect(await pledges()).toHaveLength(2)
  })

  test('with the first one paid, the form is a new one and tells of it', async () => {
    const { world, visitor, path } = await openSite()
    const form = await formOf(visitor, path)
    await visitor.post(path, form)
    await world.db.inTransaction(trx =>
      trx
        .updateTable('pledge')
        .set({ state: 'held', accepted_at: instant(world.clock.now()) })
        .execute(),
    )
    const again = await visitor.get(path)
    expect(hidden(again, 'pledge')).not.toBe(form.pledge)
    expect(again.text).toContain('In deze browser is net al een toezegging aan deze campagne gedaan')
    expect((await visitor.post(path, fieldsOf(again))).status).toBe(303)
  })
})

describe('pledges to two campaigns', () => {
  test('are each remembered: back at the first, the form is that of the first', async () => {
    const { world, visitor, path } = await openSite()
    const { slug } = await aLiveCampaign(world)
    const first = await formOf(visitor, path)
    await visitor.post(path, first)
    await visitor.post(`/campaigns/${slug}/pledge`, await formOf(visitor, `/campaigns/${slug}/pledge`))
    expect(hidden(await visitor.get(path), 'pledge')).toBe(first.pledge)
  })
})

describe('a form in a second tab', () => {
  test('is taken only after a question, and then with nothing typed again', async () => {
    const { visitor, path, pledges } = await openSite()
    const [first, second] = [await formOf(visitor, path), await formOf(visitor, path)]
    await visitor.post(path, first)
    const asked = await visitor.post(path, second)
    expect(asked.status).toBe(422)
    expect(asked.text).toContain('Wil je twee keer geven?')
    expect(asked.text).toContain('value="ans@voorbeeld.nl"')
    expect(await pledges()).toHaveLength(1)
    expect((await visitor.post(path, fieldsOf(asked))).status).toBe(303)
    expect(await pledges()).toHaveLength(2)
  })

  test('that is the first once more is no second, also after a second was made', async () => {
    const { visitor, path, pledges } = await openSite()
    const [first, second] = [await formOf(visitor, path), await formOf(visitor, path)]
    await visitor.post(path, first)
    await visitor.post(path, { ...second, beside: first.pledge ?? '' })
    expect((await visitor.post(path, first)).status).toBe(303)
    expect(await pledges()).toHaveLength(2)
  })

  test('of another browser is nobody’s second, nor is one of a browser that makes its cookie up', async () => {
    const { site, visitor, path, pledges } = await openSite()
    const form = await formOf(visitor, path)
    await visitor.post(path, form)
    const other = site.visitor()
    other.cookies.set('__Host-pledge', `${form.pledge}_${'A'.repeat(43)}`)
    const theirs = await other.get(path)
    expect(theirs.text).not.toContain('ans@voorbeeld.nl')
    expect((await other.post(path, fieldsOf(theirs))).status).toBe(303)
    expect(await pledges()).toHaveLength(2)
  })
})
