import { beforeEach, describe, expect, test } from 'vitest'
import { revokeRole } from '#app/domain/users/users.server.ts'
import { HOUR_MS, MINUTE_MS } from '#app/domain/clock.ts'
import { teamMembers } from '#app/domain/users/team-queries.server.ts'
import { openTestSite } from '#tests/support/test-site.ts'
import type { TestSite, Visitor } from '#tests/support/test-site.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'
import type { TestWorld } from '#tests/support/test-world.ts'

/** Giving a role and taking it away at the admin's desk, over HTTP. */

const PAGE = '/admin/team'

let world: TestWorld
let site: TestSite
let admin: Visitor & { userId: string }

beforeEach(async () => {
  world = await makeTestWorld()
  site = await openTestSite(world)
  admin = await site.signIn('anna@example.test', ['admin'])
})

const give = (email: string, role: string, by: Visitor = admin) =>
  by.post(PAGE, { deed: 'give', email, role })
const take = (userId: string, role: string, by: Visitor = admin) =>
  by.post(PAGE, { deed: 'take', userId, role })

const rolesOf = async (email: string) =>
  (await teamMembers(world.db.read)).find(member => member.email === email)?.roles ?? []

const audited = () =>
  world.db.read
    .selectFrom('audit_entry')
    .select(['actor_id', 'action', 'subject_id', 'detail'])
    .where('action', 'in', ['user.role-granted', 'user.role-revoked'])
    .where('actor_id', 'is not', null)
    .orderBy('id')
    .execute()

describe('the page of the team', () => {
  test('gives a role to who never signed in, takes it away again, and tells who did what in both languages', async () => {
    expect((await give('Thea@Example.test', 'treasurer')).status).toBe(303)
    expect(await rolesOf('thea@example.test')).toEqual(['treasurer'])
    const page = await admin.get(PAGE)
    expect(page.text).toContain(' (‘Penningmeester’ van thea@example.test)')
    const [{ subject_id: thea = '' } = {}] = await audited()
    expect((await take(thea, 'treasurer')).status).toBe(303)
    expect(await rolesOf('thea@example.test')).toEqual([])
    expect(await audited()).toEqual([
      {
        actor_id: admin.userId,
        action: 'user.role-granted',
        subject_id: thea,
        detail: '{"role":"treasurer"}',
      },
      {
        actor_id: admin.userId,
        action: 'user.role-revoked',
        subject_id: thea,
        detail: '{"role":"treasurer"}',
      },
    ])
    await admin.get('/language/en?returnTo=/admin/team')
    const { text } = await admin.get(PAGE)
    expect(text).toContain('thea@example.test was given the role ‘Treasurer’ by anna@example.test.')
    expect(text).toContain('thea@example.test lost the role ‘Treasurer’, by anna@example.test.')
    expect(text).toContain('anna@example.test was given the role ‘Admin’ by a command on the machine.')
  })

  test('ends the sessions of who lost a role: what they had open answers no more', async () => {
    const treasurer = await site.signIn('thea@example.test', ['treasurer'])
    expect((await treasurer.get('/admin/journal')).status).toBe(200)
    await take(treasurer.userId, 'treasurer')
    expect((await treasurer.get('/admin/journal')).headers.location).toContain('/sign-in?returnTo=')
    expect((await treasurer.post('/admin/own-payouts', { amount: '1' })).status).toBe(401)
    const again = await site.signIn('thea@example.test')
    expect((await again.get('/admin/journal')).status).toBe(403)
  })

  test('never takes the last admin away, by oneself or by another; with a second it does', async () => {
    const refused = await take(admin.userId, 'admin')
    expect(refused.status).toBe(409)
    expect(refused.text).toContain('Dit is de enige beheerder')
    await give('bea@example.test', 'admin')
    expect((await take(admin.userId, 'admin')).status).toBe(303)
    expect(await rolesOf('anna@example.test')).toEqual([])
    const bea = await site.signIn('bea@example.test')
    expect((await take(bea.userId, 'admin', bea)).status).toBe(409)
    expect(await rolesOf('bea@example.test')).toEqual(['admin'])
  })

  test('of two admins who each take the other away at the same moment, one stays', async () => {
    const bea = await site.signIn('bea@example.test', ['admin'])
    const each = [admin.userId, bea.userId].map(userId =>
      world.db.inTransaction(trx =>
        revokeRole(trx, world.clock.now(), { userId, role: 'admin', revokedBy: null }),
      ),
    )
    const answers = await Promise.all(each)
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    const admins = (await teamMembers(world.db.read)).filter(({ roles }) => roles.includes('admin'))
    expect(admins).toHaveLength(1)
  })

  test('asks who signed in eleven minutes ago to sign in again, and changes nothing', async () => {
    world.clock.advance(11 * MINUTE_MS)
    const page = await admin.get(PAGE)
    expect(page.text).toContain('Laat even zien dat jij het bent')
    expect(page.text).not.toContain('Geef deze rol')
    const refused = await give('thea@example.test', 'treasurer')
    expect(refused.status).toBe(403)
    expect(refused.text).toContain('Je moet net zijn ingelogd om een rol te geven')
    expect(await rolesOf('thea@example.test')).toEqual([])
    world.clock.advance(HOUR_MS)
    expect((await admin.get(PAGE)).headers.location).toContain('/sign-in')
  })

  test('says beside the field what is wrong, keeps what was typed, and takes no form that is not its own', async () => {
    const refused = await give('thea', '')
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('Dit is geen e-mailadres dat we kunnen gebruiken')
    expect(refused.text).toContain('Kies welke rol het wordt.')
    expect(refused.text).toContain('value="thea"')
    expect((await admin.post(PAGE, { deed: 'take', userId: 'thea', role: 'admin' })).status).toBe(400)
    const odd = { deed: 'give', email: 'thea@example.test', role: 'treasurer', userId: admin.userId }
    expect((await admin.post(PAGE, odd)).status).toBe(400)
    expect(await audited()).toEqual([])
  })
})
