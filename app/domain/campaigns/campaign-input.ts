import { z } from 'zod'
import type { BudgetKind } from '#db/schema.ts'
import { isId } from '../ids.ts'
import { parseEuros } from '../money.ts'
import type { Cents } from '../money.ts'
import { CAMPAIGN_DRAWINGS } from './campaign.ts'
import type { CampaignDrawing } from './campaign.ts'
import { line, parseCount, parseDay, parsed, problemsOf, prose } from './typed-text.ts'
import type { FieldProblem, Parsed } from './typed-text.ts'

/** What an initiator may type in each step of a launch. A step may be half done: what is missing waits for the review. */

export const LONGEST = { title: 80, intro: 200, story: 20_000, gift: 120, label: 80, reward: 300, alt: 200 }

/** A title may be at most this long, and must be there: everything is found by it. */
const title = line(LONGEST.title).pipe(z.string().min(1, 'empty'))

const id = z.string().refine(isId, 'not-asked-for')

export interface StartInput {
  /** Made by the form, so that a double click is one campaign. */
  campaignId: string
  title: string
}

export function startInput(fields: unknown): Parsed<StartInput> {
  return parsed(z.strictObject({ campaignId: id, title }).safeParse(fields))
}

export interface IdeaInput {
  title: string
  intro: string
  story: string
  drawing: CampaignDrawing
}

export function ideaInput(fields: unknown): Parsed<IdeaInput> {
  const idea = z.strictObject({
    title,
    intro: line(LONGEST.intro),
    story: prose(LONGEST.story),
    drawing: z.enum(CAMPAIGN_DRAWINGS, 'unknown-choice').default(CAMPAIGN_DRAWINGS[0]),
  })
  return parsed(idea.safeParse(fields))
}

export interface PlaceInput {
  districtCode: string | null
  /** `yyyy-mm-dd` */
  deadline: string | null
  fundingModel: 'all_or_nothing' | 'keep_it_all' | null
}

/** @param districtCodes the districts that exist */
export function placeInput(fields: unknown, districtCodes: readonly string[]): Parsed<PlaceInput> {
  const place = z
    .strictObject({
      district: z
        .string()
        .default('')
        .refine(code => code === '' || districtCodes.includes(code), 'unknown-choice'),
      deadline: z
        .string()
        .default('')
        .refine(text => text.trim() === '' || parseDay(text) !== null, 'not-a-day'),
      fundingModel: z.enum(['', 'all_or_nothing', 'keep_it_all'], 'unknown-choice').default(''),
    })
    .transform(({ district, deadline, fundingModel }) => ({
      districtCode: district || null,
      deadline: parseDay(deadline),
      fundingModel: fundingModel || null,
    }))
  return parsed(place.safeParse(fields))
}

export interface PictureInput {
  alt: string
}

/** The words beside an uploaded picture, for who does not see it: a picture without them is not taken. */
export function pictureInput(fields: unknown): Parsed<PictureInput> {
  return parsed(z.strictObject({ alt: line(LONGEST.alt).pipe(z.string().min(1, 'empty')) }).safeParse(fields))
}

export interface LineInput {
  label: string
  amountCents: Cents
  kind: BudgetKind
}

export const MOST_LINES = 30

/** Fields `label-1`, `amount-1`, `kind-1`, `label-2` … A row in which nothing was typed is left out. */
export function budgetInput(fields: unknown): Parsed<LineInput[]> {
  const strings = strictRows(MOST_LINES, { label: line(LONGEST.label), amount: text(), kind: kindChoice() })
  const read = strings.safeParse(fields)
  if (!read.success) return { ok: false, problems: problemsOf(read.error) }
  const value: LineInput[] = []
  const problems: Record<string, FieldProblem> = {}
  for (let n = 1; n <= MOST_LINES; n += 1) {
    const label = read.data[`label-${n}`] ?? ''
    const amount = read.data[`amount-${n}`] ?? ''
    if (label === '' && amount.trim() === '') continue
    const money = parseEuros(amount)
    if (label === '') problems[`label-${n}`] = 'empty'
    if (!money.ok) problems[`amount-${n}`] = money.problem
    const kind = read.data[`kind-${n}`] === 'nice_to_have' ? 'nice_to_have' : 'must_have'
    if (label !== '' && money.ok) value.push({ label, amountCents: money.cents, kind })
  }
  return Object.keys(problems).length > 0 ? { ok: false, problems } : { ok: true, value }
}

export interface RewardInput {
  /** Of a reward that exists; null for a new one. */
  id: string | null
  title: string
  description: string
  priceCents: Cents
  /** Null: without limit. */
  quantity: number | null
}

export interface RewardsInput {
  collectiveReturn: string
  collectiveReturnPlanned: number | null
  rewards: RewardInput[]
}

export const MOST_REWARDS = 12
const MOST_COUNTED = 10_000_000

/**
 * Fields `gift`, `giftPlanned` and `title-1`, `description-1`, `price-1`, `quantity-1`, `id-1`, `title-2` … A row
 * in which nothing was typed is left out.
 *
 * @param leastPrice the lowest price a reward may have
 */
export function rewardsInput(fields: unknown, leastPrice: Cents): Parsed<RewardsInput> {
  const strings = strictRows(
    MOST_REWARDS,
    {
      title: line(LONGEST.label),
      description: prose(LONGEST.reward),
      price: text(),
      quantity: text(),
      id: text().refine(value => value === '' || isId(value), 'not-asked-for'),
    },
    { gift: line(LONGEST.gift), giftPlanned: text() },
  )
  const read = strings.safeParse(fields)
  if (!read.success) return { ok: false, problems: problemsOf(read.error) }
  const problems: Record<string, FieldProblem> = {}
  const rewards: RewardInput[] = []
  for (let n = 1; n <= MOST_REWARDS; n += 1) {
    const row = rowOf(read.data, n, ['title', 'description', 'price', 'quantity', 'id'])
    if ([row.title, row.description, row.price, row.quantity].every(each => each.trim() === '')) continue
    const reward = readReward(row, n, leastPrice, problems)
    if (reward) rewards.push(reward)
  }
  const planned = parseCount(read.data['giftPlanned'] ?? '', MOST_COUNTED)
  if (planned === 'not-a-count') problems.giftPlanned = 'not-a-count'
  if (Object.keys(problems).length > 0 || planned === 'not-a-count') return { ok: false, problems }
  const collectiveReturn = read.data['gift'] ?? ''
  return { ok: true, value: { collectiveReturn, collectiveReturnPlanned: planned, rewards } }
}

type RewardRow = Record<'title' | 'description' | 'price' | 'quantity' | 'id', string>

function readReward(
  row: RewardRow,
  n: number,
  leastPrice: Cents,
  problems: Record<string, FieldProblem>,
): RewardInput | null {
  const price = parseEuros(row.price)
  const quantity = parseCount(row.quantity, MOST_COUNTED)
  if (row.title === '') problems[`title-${n}`] = 'empty'
  if (!price.ok) problems[`price-${n}`] = price.problem
  else if (price.cents < leastPrice) problems[`price-${n}`] = 'price-too-low'
  if (quantity === 'not-a-count') problems[`quantity-${n}`] = 'not-a-count'
  if (!price.ok || quantity === 'not-a-count') return null
  const { title, description } = row
  return { id: row.id || null, title, description, priceCents: price.cents, quantity }
}

function text() {
  return z.string().max(100, 'too-long').default('')
}

function kindChoice() {
  return z.enum(['must_have', 'nice_to_have'], 'unknown-choice').default('must_have')
}

/** A strict object with the named fields once for each row, numbered from 1, and some fields that stand alone. */
function strictRows(
  rows: number,
  row: Record<string, z.ZodType<string>>,
  alone: Record<string, z.ZodType<string>> = {},
) {
  const shape: Record<string, z.ZodType<string>> = { ...alone }
  for (let n = 1; n <= rows; n += 1)
    for (const [name, field] of Object.entries(row)) shape[`${name}-${n}`] = field
  return z.strictObject(shape)
}

function rowOf<N extends string>(
  fields: Record<string, string>,
  n: number,
  names: readonly N[],
): Record<N, string> {
  const entries = names.map(name => [name, fields[`${name}-${n}`] ?? ''])
  return Object.fromEntries(entries) as Record<N, string>
}
