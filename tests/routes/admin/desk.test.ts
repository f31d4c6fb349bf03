import { beforeEach, describe, expect, it } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '#app/domain/clock.ts'
import { randomIds } from '#app/domain/ids.ts'
import { cents } from '#app/domain/money.ts'
import { promiseJob } from '#app/domain/outbox/outbox.server.ts'
import { reportDiscrepancy } from '#app/domain/payments/payments.server.ts'
import {
  latestLedgerCheck,
  recordLedgerCheck,
  verifyLedger,
} from '#app/domain/reconciliation/reconciliation.server.ts'
import { failJob, takeDueJobs } from '#app/jobs/queue.server.ts'
import { aCompleteDraft, aLiveCampaign, submitted } from '#tests/support/campaigns.ts'
import { DISCREPANCY_KINDS } from '#app/domain/reconciliation/discrepancy-kinds.ts'
import { openTestSite } from '#tests/support/test-site.ts'
import type { TestSite, Visitor } from '#tests/support/test-site.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'
import type { TestWorld } from '#tests/support/test-world.ts'

/** The desk itself, what does not add up, and the work in the background. */

let world: TestWorld
let site: TestSite
let treasurer: Visitor & { userId: string }

beforeEach(async () => {
  world = await makeTestWorld()
  site = await openTestSite(world)
  treasurer = await site.signIn('thea@example.test', ['treasurer'])
})

async function check(): Promise<void> {
  const report = await verifyLedger(world.db.read)
  await world.db.inTransaction(trx => recordLedgerCheck(trx, world.clock.now(), report))
}

async function report(kind: string, subject: string, amount: number | null = null): Promise<void> {
  await world.db.inTransaction(trx =>
    reportDiscrepancy(trx, world.clock.now(), {
      kind,
      subject,
      amount: amount === null ? null : cents(amount),
      detail: { code: 'insufficient_capabilities' },
    }),
  )
}

const discrepancyId = async () =>
  (await world.db.read.selectFrom('discrepancy').select('id').executeTakeFirstOrThrow()).id

describe('the desk', () => {
  it('says that everything adds up, and when that was last looked at', async () => {
    await check()
    const { status, text } = await treasurer.get('/admin')
    expect(status).toBe(200)
    expect(text).toContain('Alles klopt, en niets wacht.')
    expect(text).toContain('De boeken zijn nagerekend op 24 november 2026, 10:00')
    expect(text).toContain('Niets is te laat')
    expect(text).toContain('€\u00a00,00 over')
    const english = await treasurer.get('/admin', { headers: { 'Accept-Language': 'en' } })
    expect(english.text).toContain('Everything adds up, and nothing waits.')
  })

  it('counts what waits and what is wrong, and shows what is late apart', async () => {
    await check()
    await report('transfer-refused', randomIds.next(), 420_00)
    await report('refund-is-late', randomIds.next(), 17_10)
    await submitted(world, await aCompleteDraft(world))
    const admin = await site.signIn('bas@example.test', ['admin'])
    const { text } = await admin.get('/admin')
    expect(text).toContain('2 dingen kloppen niet, één wacht.')
    const [, late = '', wrong = ''] = /id="late"([\s\S]*)id="wrong"([\s\S]*)id="float"/.exec(text) ?? []
    expect(late).toContain('Terugbetaling duurt te lang: €\u00a017,10')
    expect(wrong).toContain('Overboeking geweigerd: €\u00a0420,00')
    expect(wrong).not.toContain('Terugbetaling duurt te lang')
  })

  it('does not say that all is well when the only open thing is late', async () => {
    await check()
    await report('refund-is-late', randomIds.next(), 17_10)
    const { text } = await treasurer.get('/admin')
    expect(text).toContain('Eén ding klopt niet.')
    expect(text).toContain('Wat open staat, staat hierboven')
    expect(text).not.toContain('Alles klopt')
  })

  it('warns when the books were not checked, or not for half an hour', async () => {
    expect((await treasurer.get('/admin')).text).toContain('De boeken zijn nog nooit nagerekend')
    await check()
    world.clock.advance(31 * MINUTE_MS)
    const back = await site.signIn('thea@example.test')
    const { text } = await back.get('/admin')
    expect(text).toContain('De boeken zijn al een tijd niet nagerekend')
    expect(text).not.toContain('Niets is te laat')
  })

  it('says in red which check of the books fails, and shows its figure to who sees the books', async () => {
    const { slug } = await aLiveCampaign(world)
    await world.db.inTransaction(trx =>
      trx
        .updateTable('campaign_total')
        .set({ held_cents: cents(1) })
        .execute(),
    )
    await check()
    expect((await latestLedgerCheck(world.db.read))?.report.holds).toBe(false)
    const reviewer = await site.signIn('rie@example.test', ['reviewer'])
    for (const somebody of [treasurer, reviewer]) {
      const { text } = await somebody.get('/admin')
      expect(text).toContain('De boeken kloppen niet. Er gaat niets uit.')
      expect(text).toContain('Het totaal van een campagne is wat haar toezeggingen samen zijn.')
      expect(text).not.toContain('Alles klopt')
    }
    expect((await treasurer.get('/admin')).text).toContain('broken: ')
    expect((await reviewer.get('/admin')).text).not.toContain('broken: ')
    expect(slug).not.toBe('')
  })

  it('shows a reviewer no money and a stranger nothing', async () => {
    await aLiveCampaign(world)
    const reviewer = await site.signIn('rie@example.test', ['reviewer'])
    const { text } = await reviewer.get('/admin')
    for (const href of ['/admin/journal', '/admin/payouts', '/admin/jobs', '/admin/campaigns/'])
      expect(text).not.toContain(`href="${href}`)
    expect((await treasurer.get('/admin')).text).toContain('href="/admin/campaigns/')
    expect((await (await site.signIn('nico@example.test')).get('/admin')).status).toBe(403)
    const guest = await site.visitor().get('/admin')
    expect([guest.status, guest.headers.location]).toEqual([303, '/sign-in?returnTo=%2Fadmin'])
  })

  it('says that work is left lying when the worker stands still', async () => {
    await check()
    await world.db.inTransaction(trx =>
      promiseJob(trx, world.clock.now(), { kind: 'seal-journal', key: 'k', payload: {} }),
    )
    expect((await treasurer.get('/admin')).text).not.toContain('blijven liggen')
    world.clock.advance(11 * MINUTE_MS)
    expect((await treasurer.get('/admin')).text).toContain('Eén stuk werk is blijven liggen')
  })
})

describe('what does not add up', () => {
  const page = '/admin/discrepancies'

  it('is told with its age, cause, proposal and what was noted', async () => {
    await report('transfer-refused', 'settlement-x', 420_00)
    world.clock.advance(26 * HOUR_MS)
    const late = await site.signIn('tom@example.test', ['treasurer'])
    const { text } = await late.get(page)
    expect(text).toContain('Overboeking geweigerd: €\u00a0420,00')
    expect(text).toContain('26 uur oud')
    expect(text).toContain('Kijk bij Stripe waarom.')
    expect(text).toContain('insufficient_capabilities')
  })

  it('has words for every kind that the product reports', async () => {
    const kinds = Object.keys(DISCREPANCY_KINDS)
    for (const kind of kinds) await report(kind, `subject of ${kind}`)
    const { text } = await treasurer.get(page)
    expect(text.match(/id="discrepancy-/g)).toHaveLength(kinds.length)
    expect(text).not.toContain('Iets klopt niet')
    await report('never-seen', 'subject')
    expect((await treasurer.get(page)).text).toContain('Iets klopt niet: never-seen')
  })

  it('is closed only with a reason, by the treasurer, once; the reason stays with the name', async () => {
    await report('transfer-refused', 'settlement-x', 420_00)
    const id = await discrepancyId()
    const form = `${page}?resolve=${id}`
    expect((await treasurer.get(form)).text).toContain('Afsluiten: Overboeking geweigerd')
    const empty = await treasurer.post(form, { deed: 'close', discrepancyId: id, reason: ' ' })
    expect(empty.status).toBe(422)
    expect(empty.text).toContain('Zonder reden blijft het open.')
    const long = await treasurer.post(form, {
      deed: 'close',
      discrepancyId: id,
      reason: `Zo zat het ${'x'.repeat(1_000)}`,
    })
    expect(long.status).toBe(422)
    expect(long.text).toContain('Zo zat het xxx')
    const approver = await site.signIn('aad@example.test', ['approver'])
    expect((await approver.get(form)).text).not.toContain('Afsluiten: Overboeking')
    expect((await approver.post(form, { deed: 'close', discrepancyId: id, reason: 'Ik.' })).status).toBe(403)
    const closed = await treasurer.post(form, {
      deed: 'close',
      discrepancyId: id,
      reason: 'Rekening aangevuld.',
    })
    expect(closed.headers.location).toBe(`${page}#resolved`)
    const after = await treasurer.get(page)
    expect(after.text).toContain('Rekening aangevuld.')
    expect(after.text).toContain('thea@example.test')
    const again = await treasurer.post(form, { deed: 'close', discrepancyId: id, reason: 'Nog eens.' })
    expect(again.headers.location).toBe(`${page}?gone`)
    expect((await treasurer.get(`${page}?gone`)).text).toContain('Dit was al afgesloten')
    expect(
      (await treasurer.post(form, { deed: 'close', discrepancyId: id, reason: 'a', by: 'me' })).status,
    ).toBe(400)
  })

  it('has a button that does what is proposed, and beside it the way to close it by hand', async () => {
    await report('payout-failed', 'settlement-x', 420_00)
    const id = await discrepancyId()
    const shown = await treasurer.get(page)
    expect(shown.text).toContain('Kijk opnieuw')
    expect(shown.text).toContain('Of sluit het af')
    const done = await treasurer.post(page, { deed: 'proposal', discrepancyId: id })
    expect(done.headers.location).toBe(`${page}?done`)
    expect((await treasurer.get(`${page}?done`)).text).toContain('Het wordt gedaan')
    const jobs = await world.db.read.selectFrom('job').select('key').orderBy('key').execute()
    expect(jobs.map(job => job.key)).toEqual([
      'check-connected-accounts:by-hand',
      'check-payout-accounts:by-hand',
    ])
    const audit = await world.db.read
      .selectFrom('audit_entry')
      .select(['action', 'actor_id', 'detail'])
      .where('subject_id', '=', id)
      .execute()
    const detail = '{"deed":"check-payout-accounts"}'
    expect(audit).toEqual([{ action: 'discrepancy.proposal-done', actor_id: treasurer.userId, detail }])
    const approver = await site.signIn('aad@example.test', ['approver'])
    expect((await approver.post(page, { deed: 'proposal', discrepancyId: id })).status).toBe(403)
  })

  it('whose proposal is done elsewhere has no button of ours, and none can be pressed from outside', async () => {
    await report('transfer-refused', 'settlement-x')
    const id = await discrepancyId()
    expect((await treasurer.get(page)).text).not.toContain('Of sluit het af')
    expect((await treasurer.post(page, { deed: 'proposal', discrepancyId: id })).status).toBe(400)
  })

  it('that is work given up is tried again by its button', async () => {
    await world.db.inTransaction(trx =>
      promiseJob(trx, world.clock.now(), { kind: 'send-refund', key: 'r', payload: { refundId: 'r' } }),
    )
    const [job] = await takeDueJobs(world.db, world.clock.now(), 1)
    if (!job) throw new Error('No job')
    await failJob(world.db, world.clock.now(), { ...job, attempts: 99 }, 'Error: it broke')
    await report('work-given-up', job.id)
    await treasurer.post(page, { deed: 'proposal', discrepancyId: await discrepancyId() })
    const revived = await world.db.read.selectFrom('job').select('dead_at').executeTakeFirstOrThrow()
    expect(revived.dead_at).toBeNull()
  })

  it('is shown by kind, by what is open for too long, and alone', async () => {
    const before = new Date(world.clock.now().getTime() - 13 * HOUR_MS)
    for (const [kind, subject] of [
      ['refund-failed', 're_1'],
      ['key-reused', 'job-1'],
    ] as const)
      await world.db.inTransaction(trx =>
        reportDiscrepancy(trx, before, { kind, subject, amount: null, detail: {} }),
      )
    const subjects = async (query: string) => {
      const { text } = await treasurer.get(`${page}?${query}`)
      return [...text.matchAll(/Kenmerk(?:<!-- -->)?: (?:<!-- -->)?<code>([^<]*)/g)].map(
        ([, subject]) => subject,
      )
    }
    expect(await subjects('')).toEqual(['re_1', 'job-1'])
    expect(await subjects('kind=refund-failed')).toEqual(['re_1'])
    expect(await subjects('age=overdue')).toEqual(['job-1'])
    expect(await subjects('kind=refund-failed&age=overdue')).toEqual([])
    expect(await subjects(`only=${await discrepancyId()}`)).toHaveLength(1)
    expect((await treasurer.get(`${page}?kind=refund-failed&age=overdue`)).text).toContain('Niets gevonden')
  })

  it('comes in pages when there is much, oldest first', async () => {
    for (let n = 0; n < 53; n += 1) await report('foreign-currency', `txn_${n}`)
    const first = await treasurer.get(page)
    expect(first.text.match(/id="discrepancy-/g)).toHaveLength(50)
    const next = /href="([^"]*after=[^"]*)"/.exec(first.text)?.[1] ?? ''
    const second = await treasurer.get(next)
    expect(second.text.match(/id="discrepancy-/g)).toHaveLength(3)
    expect(second.text).toContain('txn_52')
  })
})

describe('the work in the background', () => {
  async function giveUpOne(): Promise<string> {
    await world.db.inTransaction(trx =>
      promiseJob(trx, world.clock.now(), { kind: 'send-refund', key: 'r', payload: { refundId: 'r' } }),
    )
    const [job] = await takeDueJobs(world.db, world.clock.now(), 1)
    if (!job) throw new Error('No job')
    await failJob(world.db, world.clock.now(), { ...job, attempts: 99 }, 'Error: it broke')
    return job.id
  }

  it('shows what was given up and why, and lets it be tried again, once', async () => {
    const jobId = await giveUpOne()
    expect((await treasurer.get('/admin')).text).toContain('Eén stuk werk is opgegeven')
    const { text } = await treasurer.get('/admin/jobs')
    expect(text).toContain('Terugbetalen')
    expect(text).toContain('Error: it broke')
    expect(text).toContain('Er wacht niets')
    const revived = await treasurer.post('/admin/jobs', { jobId })
    expect([revived.status, revived.headers.location]).toEqual([303, '/admin/jobs?revived'])
    const after = await treasurer.get('/admin/jobs?revived')
    expect(after.text).toContain('Het wordt opnieuw geprobeerd')
    expect(after.text).toContain('Er is niets opgegeven')
    expect(after.text).not.toContain('Er wacht niets')
    expect((await treasurer.post('/admin/jobs', { jobId })).headers.location).toBe('/admin/jobs?gone')
  })

  it('is for the admin and the treasurer, and takes only its own form', async () => {
    const jobId = await giveUpOne()
    for (const role of ['reviewer', 'approver'] as const) {
      const somebody = await site.signIn(`${role}@example.test`, [role])
      expect((await somebody.get('/admin/jobs')).status).toBe(403)
      expect((await somebody.post('/admin/jobs', { jobId })).status).toBe(403)
    }
    expect((await treasurer.post('/admin/jobs', { jobId: 'all' })).status).toBe(400)
    expect((await treasurer.post('/admin/jobs', { jobId, kind: 'x' })).status).toBe(400)
    const dead = await world.db.read.selectFrom('job').select('dead_at').executeTakeFirstOrThrow()
    expect(dead.dead_at).not.toBeNull()
  })
})
