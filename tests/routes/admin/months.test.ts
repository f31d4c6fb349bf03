/** Closing a month over HTTP, in a town whose Stripe is the sandbox: who may, what keeps it open, and what is made of it. */
import { createHash } from 'node:crypto'
import { unzipSync } from 'fflate'
import { beforeAll, describe, expect, test } from 'vitest'
import { verifyLedger } from '#app/domain/reconciliation/reconciliation.server.ts'
import { reportDiscrepancy } from '#app/domain/payments/payments.server.ts'
import { cents } from '#app/domain/money.ts'
import { archiveMonth } from '#app/jobs/archive-month.server.ts'
import { monthArchive } from '#app/exports/month-archive.ts'
import { payByBank } from '#scripts/story/hosted-pages.ts'
import { aLiveCampaign } from '#tests/support/campaigns.ts'
import { pledgeTo } from '#tests/support/pledging.ts'
import type { Visitor } from '#tests/support/test-site.ts'
import { aSucceededCampaign } from '#tests/support/succeeded-campaign.ts'
import { openTown } from '#tests/support/town.ts'
import type { Town } from '#tests/support/town.ts'

let town: Town
let treasurer: Visitor & { userId: string }
let approver: Visitor & { userId: string }
const page = '/admin/months/2026-11'

/** Presses the button of the second person as it stands on the page. */
async function confirm(by: Visitor) {
  const [, hash = ''] = /name="hash" value="([0-9a-f]+)"/.exec((await by.get(page)).text) ?? []
  return by.post(page, { deed: 'confirm', hash })
}

/** November as it is on the first of December: a campaign was taken in, a gift of the last evening is under way. */
beforeAll(async () => {
  town = await openTown({ webhooks: 'calm' })
  await aSucceededCampaign(town)
  const { campaignId } = await aLiveCampaign(town.world, { title: 'Een tuin', deadline: '2026-12-20' })
  const { checkoutUrl } = await pledgeTo(town.world, campaignId, { amount: 25_00 })
  await payByBank(checkoutUrl)
  await town.pass('7d')
  treasurer = await town.site.signIn('thea@example.test', ['treasurer'])
  approver = await town.site.signIn('aad@example.test', ['approver'])
  return () => town.close()
})

describe('a month', () => {
  test('that runs, or is yet to come, or is none', async () => {
    const running = await treasurer.get('/admin/months/2026-12')
    expect(running.text).toContain('De maand loopt nog tot en met 31 december 2026.')
    expect(running.text).toContain('Sluit eerst november 2026.')
    for (const month of ['2027-01', '2026-13', 'november', '2026-10', '2020-01', '2019-12'])
      expect((await treasurer.get(`/admin/months/${month}`)).status).toBe(404)
    expect((await treasurer.post('/admin/months/2026-12', { deed: 'propose' })).status).toBe(409)
    expect((await treasurer.post('/admin/months/2020-01', { deed: 'propose' })).status).toBe(404)
    expect((await treasurer.get('/admin/months')).text).toContain('nog open')
  })

  test('with open lines cannot be closed: the page says which, and why', async () => {
    const { world } = town
    await world.db.inTransaction(trx =>
      reportDiscrepancy(trx, new Date('2026-11-28T10:00:00Z'), {
        ...{ kind: 'refund-failed', subject: 're_open_line', amount: cents(17_10), detail: {} },
      }),
    )
    const refused = await treasurer.post(page, { deed: 'propose' })
    expect(refused.status).toBe(409)
    expect(refused.text).toContain('Nog niet alles klopt.')
    expect(refused.text).toContain('Dit staat nog open: Terugbetaling mislukt')
    expect(refused.text).toContain('re_open_line')
    expect(await world.db.read.selectFrom('month_proposal').selectAll().execute()).toEqual([])
    const open = await world.db.read
      .selectFrom('discrepancy')
      .select('id')
      .where('resolved_at', 'is', null)
      .execute()
    for (const { id } of open)
      await treasurer.post('/admin/discrepancies', {
        deed: 'close',
        discrepancyId: id,
        reason: 'Betaald per bank.',
      })
  })

  test('whose clearing accounts hold money waits until that is explained', async () => {
    const before = await treasurer.get(page)
    expect(before.text).toContain('nog niet uitgelegd')
    const empty = await treasurer.post(page, { deed: 'explain', account: 'bank_in_transit', text: ' ' })
    expect([empty.status, empty.text.includes('Schrijf op waarom.')]).toEqual([422, true])
    for (let round = 0; round < 5; round += 1) {
      const { text } = await treasurer.get(page)
      const account =
        /<option value="([a-z_]+)"[^>]*selected/.exec(text)?.[1] ??
        /<option value="([a-z_]+)"/.exec(text)?.[1]
      if (!text.includes('nog niet uitgelegd') || !account) break
      await treasurer.post(page, { deed: 'explain', account, text: 'De buffer is van onze bank.' })
    }
    const after = await treasurer.get(page)
    expect(after.text).not.toContain('nog niet uitgelegd')
    expect(after.text).toContain('uitgelegd door thea@example.test: De buffer is van onze bank.')
  })

  test('cannot be confirmed by who lost the role, nor for who lost the role since proposing it', async () => {
    const { world } = town
    const admin = await town.site.signIn('anna@example.test', ['admin'])
    const both = await town.site.signIn('bo@example.test', ['approver', 'admin'])
    const take = (userId: string, role: string) => admin.post('/admin/team', { deed: 'take', userId, role })
    const proposals = () => world.db.read.selectFrom('month_proposal').select('proposed_by').execute()
    const other = await town.site.signIn('tom@example.test', ['treasurer'])
    expect((await other.post(page, { deed: 'propose' })).status).toBe(303)
    expect((await take(both.userId, 'approver')).status).toBe(303)
    expect((await both.post(page, { deed: 'confirm' })).status).toBe(401)
    const again = await town.site.signIn('bo@example.test')
    const refused = await again.post(page, { deed: 'confirm' })
    expect(refused.status).toBe(403)
    expect(refused.text).toContain('Je hebt de rol die hiervoor nodig is niet meer.')
    expect(await proposals()).toEqual([{ proposed_by: other.userId }])
    expect((await take(other.userId, 'treasurer')).status).toBe(303)
    const calledOff = await confirm(approver)
    expect(calledOff.status).toBe(409)
    expect(calledOff.text).toContain('Wie dit voorstelde is geen penningmeester meer.')
    expect(await proposals()).toEqual([])
    expect(await world.db.read.selectFrom('closed_month').select('month').execute()).toEqual([])
  })

  test('is closed by two people, and then has a report and an archive whose bytes never change', async () => {
    const { world } = town
    expect((await approver.post(page, { deed: 'propose' })).status).toBe(403)
    expect((await treasurer.post(page, { deed: 'propose' })).status).toBe(303)
    expect((await treasurer.post(page, { deed: 'confirm' })).status).toBe(403)
    // The treasurer changes the words under the eyes of the approver, who still has the page open.
    const [, old = ''] = /name="hash" value="([0-9a-f]+)"/.exec((await approver.get(page)).text) ?? []
    const open = await treasurer.get(page)
    expect(open.text).toContain('Met een andere uitleg is het van de baan.')
    const account = /<option value="([a-z_]+)"/.exec(open.text)?.[1] ?? ''
    await treasurer.post(page, { deed: 'explain', account, text: 'Iets heel anders.' })
    expect((await approver.post(page, { deed: 'confirm', hash: old })).status).toBe(409)
    expect((await treasurer.post(page, { deed: 'propose' })).status).toBe(303)
    const stale = await approver.post(page, { deed: 'confirm', hash: old })
    expect([stale.status, stale.text.includes('Sinds je deze pagina opende is er iets veranderd.')]).toEqual([
      409,
      true,
    ])
    expect(stale.text).toContain('Iets heel anders.')
    expect((await approver.get(page)).text).toContain('Iets heel anders.')
    expect((await confirm(approver)).status).toBe(303)
    await town.settle()
    const closed = await treasurer.get(page)
    expect(closed.text).toContain('Deze maand is gesloten')
    expect(closed.text).toContain('Voorgesteld door thea@example.test, bevestigd door aad@example.test')
    const files = await world.db.read.selectFrom('month_file').selectAll().orderBy('kind').execute()
    expect(files.map(({ kind }) => kind)).toEqual(['archive', 'report'])
    const bytesOf = async (kind: string) => (await treasurer.get(`${page}/${kind}`)).bytes
    for (const { kind, sha256 } of files)
      expect(
        createHash('sha256')
          .update(await bytesOf(kind))
          .digest('hex'),
      ).toBe(sha256)
    const archive = unzipSync(await bytesOf('archive'))
    expect(Object.keys(archive)).toEqual([
      ...['2026-11.pdf', '2026-11.csv', '2026-11.xlsx', '2026-11.journal', '2026-11-auditfile-3.2.xaf'],
      ...['2026-11-auditfile-4.0-unofficial.xaf', 'SHA256SUMS'],
    ])
    for (const line of Buffer.from(archive.SHA256SUMS ?? [])
      .toString()
      .trim()
      .split('\n')) {
      const [sum, name = ''] = line.split('  ')
      expect(
        createHash('sha256')
          .update(archive[name] ?? '')
          .digest('hex'),
      ).toBe(sum)
    }
    expect(Buffer.from(archive['2026-11.pdf'] ?? []).toString('latin1')).toMatch(/^%PDF-1\.\d/)
    await archiveMonth(world, '2026-11')
    expect(await world.db.read.selectFrom('month_file').selectAll().orderBy('kind').execute()).toEqual(files)
    expect((await town.site.visitor().get(`${page}/report`)).status).toBe(303)
    expect((await treasurer.get(`${page}/other`)).status).toBe(404)
  })

  test('that is closed takes no more: what Stripe tells later is in the open month, and the books hold', async () => {
    const { world } = town
    const november = async () =>
      world.db.read
        .selectFrom('journal_entry')
        .select(eb => eb.fn.countAll<number>().as('n'))
        .where('recorded_at', '<', '2026-11-30T23:00:00.000Z')
        .executeTakeFirstOrThrow()
    const before = await november()
    await town.pass('2d')
    // Two days are longer than a session of staff lasts.
    treasurer = await town.site.signIn('thea@example.test', ['treasurer'])
    expect(await november()).toEqual(before)
    expect((await verifyLedger(world.db.read)).holds).toBe(true)
  })

  test('whose file is not what it was gives no file', async () => {
    const { world } = town
    const { sha256 } = await world.db.read
      .selectFrom('month_file')
      .select('sha256')
      .where('kind', '=', 'report')
      .executeTakeFirstOrThrow()
    const kept = await world.files.get(`${sha256}.pdf`)
    await world.files.put(`${sha256}.pdf`, Buffer.from('%PDF-1.4 forged'))
    expect((await treasurer.get(`${page}/report`)).status).toBe(500)
    await world.files.put(`${sha256}.pdf`, kept ?? Buffer.from(''))
    expect((await treasurer.get(`${page}/report`)).status).toBe(200)
  })
})

test('an archive of the same files is the same bytes', async () => {
  const files = () => [{ name: 'a.txt', pieces: pieces('one', 'two') }]
  async function* pieces(...texts: string[]) {
    for (const text of texts) yield Buffer.from(text)
  }
  expect(await monthArchive(files())).toEqual(await monthArchive(files()))
})

describe('exports by page', () => {
  test.each([
    ['csv', 'text/csv; charset=utf-8'],
    ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['hledger', 'text/plain; charset=utf-8'],
    ['xaf32', 'application/xml; charset=utf-8'],
    ['xaf40', 'application/xml; charset=utf-8'],
  ])('%s is a file', async (format, contentType) => {
    const form = await treasurer.get('/admin/exports')
    expect(form.text).toContain(`value="${format}"`)
    const answer = await treasurer.get(`/admin/exports/file?format=${format}&from=2026-11-01&to=2026-11-30`)
    expect([answer.status, answer.headers['content-type']]).toEqual([200, contentType])
    expect(answer.headers['content-disposition']).toContain('books-2026-11-01-2026-11-30.')
    expect(answer.bytes.length).toBeGreaterThan(100)
  })

  test('of one campaign has only its own postings; of one account only those that touch it', async () => {
    const campaign = await town.world.db.read
      .selectFrom('campaign')
      .select('id')
      .where('title', '=', 'Een tuin')
      .executeTakeFirstOrThrow()
    const file = async (more: string) =>
      (await treasurer.get(`/admin/exports/file?format=csv&from=2026-11-01&to=2026-12-31&${more}`)).text
        .trim()
        .split('\r\n')
        .slice(1)
    const ofCampaign = await file(`campaign=${campaign.id}`)
    expect(ofCampaign.length).toBeGreaterThan(0)
    expect(ofCampaign.filter(row => !row.includes(campaign.id))).toEqual([])
    const ofAccount = await file('account=stripe_fees')
    expect(ofAccount.length).toBeGreaterThan(0)
    expect(ofAccount.filter(row => !row.includes('stripe_fees'))).toEqual([])
  })

  test('of nothing, of days that are none, or in the wrong order: no file, but the form with why', async () => {
    const asked = async (query: string, format = 'csv') => {
      const { status, headers } = await treasurer.get(`/admin/exports/file?format=${format}&${query}`)
      expect(status).toBe(303)
      return (await treasurer.get(headers.location ?? '')).text
    }
    expect(await asked('from=2020-01-01&to=2020-12-31')).toContain('Er is niets om te exporteren')
    expect(await asked('from=gisteren&to=2020-12-31')).toContain('Vul een dag in')
    expect(await asked('from=2026-12-31&to=2026-01-01')).toContain('De eerste dag ligt na de laatste.')
    for (const format of ['xaf32', 'xaf40']) {
      const tooLong = await asked('from=0001-01-01&to=9999-12-31', format)
      expect(tooLong).toContain('Een auditfile gaat over hooguit 84 maanden')
    }
    const wrong = [
      'format=exe&from=2026-11-01&to=2026-11-30',
      'format=csv&from=2026-11-01&to=2026-11-30&account=petty_cash',
    ]
    for (const query of wrong) expect((await treasurer.get(`/admin/exports/file?${query}`)).status).toBe(400)
  })
})
