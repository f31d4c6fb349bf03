import { z } from 'zod'
import { isId } from '../ids.ts'
import { line, parsed, prose } from '../campaigns/typed-text.ts'
import type { Parsed } from '../campaigns/typed-text.ts'

/** What an initiator may write to the backers. */

export const LONGEST_UPDATE = { title: 100, body: 20_000 }

export interface CampaignUpdateInput {
  /** Made by the form, so that a double click is one update. */
  updateId: string
  title: string
  /** Markdown. */
  body: string
}

export function campaignUpdateInput(fields: unknown): Parsed<CampaignUpdateInput> {
  const update = z.strictObject({
    updateId: z.string().refine(isId, 'not-asked-for'),
    title: line(LONGEST_UPDATE.title).pipe(z.string().min(1, 'empty')),
    body: prose(LONGEST_UPDATE.body).pipe(z.string().min(1, 'empty')),
  })
  return parsed(update.safeParse(fields))
}
