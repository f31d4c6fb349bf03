import type Sqlite from 'better-sqlite3'
import { randomIds } from '#app/domain/ids.ts'
import { openBookWriter } from './book-writer.ts'

/**
 * Puts what books need before they can be filled into an empty database: people, and a campaign that takes pledges.
 *
 * @returns the campaign's id
 */
export function putLiveCampaign(database: Sqlite.Database): string {
  const { insert } = openBookWriter(database)
  const now = '2026-01-01T00:00:00.000Z'
  const people = ['initiator', 'treasurer', 'approver'].map(name => {
    const id = randomIds.next()
    insert('user', { id, email: `${name}@stadmakers.example`, name, language: 'nl', created_at: now })
    return id
  })
  const id = randomIds.next()
  insert('campaign', {
    ...{ id, initiator_id: people[0] ?? '', state: 'live', slug: 'gevuld', language: 'nl', title: 'Gevuld' },
    ...{
      intro: 'Om te meten',
      story: 'Om te meten',
      deadline: '2036-01-01',
      ends_at: '2036-01-01T23:00:00.000Z',
    },
    ...{ funding_model: 'all_or_nothing', collective_return: '', minimum_cents: 100, optimum_cents: 100 },
    ...{ platform_fee_bp: 0, costs_passed_on: 0, created_at: now, updated_at: now, live_at: now },
  })
  insert('campaign_total', {
    ...{ campaign_id: id, held_cents: 0, held_count: 0, committed_cents: 0, committed_count: 0 },
  })
  return id
}
