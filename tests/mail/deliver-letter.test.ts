/**
 * A promised letter goes out once. These tests play what can happen between the promise and the answer of the mail
 * server, and look at what the letter's row says afterwards.
 */
import { describe, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#app/domain/clock.ts'
import { cents } from '#app/domain/money.ts'
import { promiseLetter } from '#app/domain/outbox/outbox.server.ts'
import { deliverLetter } from '#app/mail/deliver-letter.server.ts'
import { createSmtpPostman } from '#app/mail/smtp-postman.server.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'
import type { TestWorld } from '#tests/support/test-world.ts'
import { startMailServer } from './scripted-mail-server.ts'

const PLEDGE_ID = '01936000-0000-7000-8000-000000000002'

async function promiseReceipt(world: TestWorld, title = 'De Ziel van Leiden'): Promise<string> {
  await world.db.inTransaction(trx =>
    promiseLetter(trx, world.clock.now(), {
      name: 'pledge-receipt',
      dedupKey: PLEDGE_ID,
      to: 'ans@example.test',
      language: 'nl',
      props: {
        pledgeId: PLEDGE_ID,
        campaignTitle: title,
        campaignSlug: 'de-ziel-van-leiden',
        amountCents: cents(1_710),
        tipCents: cents(100),
        rewardTitle: null,
        method: 'bank',
        collection: 'now',
        allOrNothing: true,
        deadline: '2026-12-12',
      },
    }),
  )
  return (await world.db.read.selectFrom('letter').select('id').executeTakeFirstOrThrow()).id
}

const rowOf = (world: TestWorld) =>
  world.db.read.selectFrom('letter').select(['state', 'sent_at', 'problem']).executeTakeFirstOrThrow()

const LOST = { result: 'unknown', problem: 'Connection closed unexpectedly' } as const
const LATER = { result: 'later', problem: '451 greylisted' } as const
const REFUSED = { result: 'refused', problem: '550 no such mailbox' } as const

describe('delivering a letter', () => {
  it('sends it once, marks when, and does nothing when asked again', async () => {
    const world = await makeTestWorld()
    const id = await promiseReceipt(world)
    expect(await deliverLetter(world, id)).toEqual({ done: true })
    world.clock.advance(HOUR_MS)
    expect(await deliverLetter(world, id)).toEqual({ done: true })
    expect(world.postman.sent).toHaveLength(1)
    expect(world.postman.sent[0]).toMatchObject({
      to: 'ans@example.test',
      subject: 'Je toezegging aan De Ziel van Leiden is binnen',
    })
    expect(world.postman.sent[0]?.text).toContain(world.links.managePledge(PLEDGE_ID))
    expect(world.postman.sent[0]?.text).toContain('KvK 00000000')
    expect(await rowOf(world)).toEqual({ state: 'sent', sent_at: '2026-11-24T09:00:00.000Z', problem: null })
  })

  it('has nothing to do for a letter that is not there', async () => {
    const world = await makeTestWorld()
    expect(await deliverLetter(world, PLEDGE_ID)).toEqual({ done: true })
    expect(world.postman.sent).toHaveLength(0)
  })

  it('says in a demonstration that the content is made up', async () => {
    const world = await makeTestWorld({ settings: { APP_MODE: 'demo' } })
    await deliverLetter(world, await promiseReceipt(world))
    expect(world.postman.sent[0]?.text).toContain('Demonstratie')
  })

  it('writes no address, title or link into the log', async () => {
    const world = await makeTestWorld()
    world.postman.answers.push({ result: 'refused', problem: 'canary problem' })
    await deliverLetter(world, await promiseReceipt(world, 'canary title'))
    expect(world.logLines).not.toHaveLength(0)
    expect(world.logLines.join('\n')).not.toMatch(/canary|ans@|example\.test|[?&]k=/)
  })
})

describe('when the server refuses', () => {
  it('the letter has failed and is not tried again', async () => {
    const world = await makeTestWorld()
    const id = await promiseReceipt(world)
    world.postman.answers.push(REFUSED)
    expect(await deliverLetter(world, id)).toEqual({ done: true })
    expect(await deliverLetter(world, id)).toEqual({ done: true })
    expect(world.postman.sent).toHaveLength(0)
    expect(await rowOf(world)).toEqual({ state: 'failed', sent_at: null, problem: REFUSED.problem })
  })
})

describe('when the server says later', () => {
  it('the letter is tried again after 1, 5, 15 and 60 minutes, and then sent', async () => {
    const world = await makeTestWorld()
    const id = await promiseReceipt(world)
    const waits = []
    for (let attempt = 0; attempt < 4; attempt += 1) {
      world.postman.answers.push(LATER)
      const delivery = await deliverLetter(world, id)
      if (delivery.done) throw new Error('The letter was given up.')
      waits.push(delivery.retryAfterMs / MINUTE_MS)
      world.clock.advance(delivery.retryAfterMs)
    }
    expect(waits).toEqual([1, 5, 15, 60])
    expect(await rowOf(world)).toMatchObject({ state: 'promised', problem: LATER.problem })
    expect(await deliverLetter(world, id)).toEqual({ done: true })
    expect(await rowOf(world)).toMatchObject({ state: 'sent', problem: null })
  })

  it('the letter is given up after three days of trying, at most every few hours', async () => {
    const world = await makeTestWorld()
    const id = await promiseReceipt(world)
    const start = world.clock.now().getTime()
    let tries = 0
    for (;;) {
      world.postman.answers.push(LATER)
      tries += 1
      const delivery = await deliverLetter(world, id)
      if (delivery.done) break
      world.clock.advance(delivery.retryAfterMs)
    }
    const passed = world.clock.now().getTime() - start
    expect(passed).toBeGreaterThanOrEqual(3 * DAY_MS)
    expect(passed).toBeLessThan(3.5 * DAY_MS)
    expect(tries).toBeLessThan(50)
    expect(await rowOf(world)).toMatchObject({ state: 'failed', problem: LATER.problem })
  })

  it('a letter that waited for days because no worker ran is not given up at its first try', async () => {
    const world = await makeTestWorld()
    const id = await promiseReceipt(world)
    world.clock.advance(5 * DAY_MS)
    world.postman.answers.push(LATER)
    expect(await deliverLetter(world, id)).toMatchObject({ done: false })
    expect(await deliverLetter(world, id)).toEqual({ done: true })
    expect(await rowOf(world)).toMatchObject({ state: 'sent' })
  })
})

describe('when the answer was lost', () => {
  it('the letter is unknown for a quarter of an hour and is sent once more, under the same Message-ID', async () => {
    const world = await makeTestWorld()
    const id = await promiseReceipt(world)
    world.postman.answers.push(LOST)
    expect(await deliverLetter(world, id)).toMatchObject({ done: false, retryAfterMs: 15 * MINUTE_MS })
    expect(await rowOf(world)).toMatchObject({ state: 'unknown', sent_at: null })
    world.clock.advance(15 * MINUTE_MS)
    expect(await deliverLetter(world, id)).toEqual({ done: true })
    expect(await rowOf(world)).toMatchObject({ state: 'sent', problem: null })
    expect(world.postman.sent).toHaveLength(2)
    expect(world.postman.sent[1]?.messageId).toBe(world.postman.sent[0]?.messageId)
  })

  it('twice, no third copy goes out', async () => {
    const world = await makeTestWorld()
    const id = await promiseReceipt(world)
    world.postman.answers.push(LOST, LOST)
    await deliverLetter(world, id)
    expect(await deliverLetter(world, id)).toEqual({ done: true })
    expect(await deliverLetter(world, id)).toEqual({ done: true })
    expect(world.postman.sent).toHaveLength(2)
    expect(await rowOf(world)).toMatchObject({ state: 'failed', problem: LOST.problem })
  })

  it('and the repeat is told to come later, the letter stays unknown until it is sent', async () => {
    const world = await makeTestWorld()
    const id = await promiseReceipt(world)
    world.postman.answers.push(LOST, LATER)
    await deliverLetter(world, id)
    expect(await deliverLetter(world, id)).toMatchObject({ done: false })
    expect(await rowOf(world)).toMatchObject({ state: 'unknown' })
    await deliverLetter(world, id)
    expect(await rowOf(world)).toMatchObject({ state: 'sent' })
  })
})

describe('over real SMTP', () => {
  it('a line that is cut after the content leads to two copies that can be folded into one, and no more', async () => {
    const server = await startMailServer({ at: 'content', answer: 'cut' })
    const world = await makeTestWorld()
    const postman = createSmtpPostman({
      url: server.url,
      from: 'stad@stadmakers.test',
      fromName: 'Stad',
      patienceMs: 500,
    })
    const id = await promiseReceipt(world)
    expect(await deliverLetter({ ...world, postman }, id)).toMatchObject({ done: false })
    expect(await deliverLetter({ ...world, postman }, id)).toEqual({ done: true })
    expect(await deliverLetter({ ...world, postman }, id)).toEqual({ done: true })
    await postman.close()
    expect(server.received).toHaveLength(2)
    expect(new Set(server.received.map(({ messageId }) => messageId)).size).toBe(1)
    expect(server.received[0]?.text).toContain('€\u00a018,10')
  })
})
