import type { LaunchStep } from '#app/domain/campaigns/campaign.ts'
import { MOST_LINES, MOST_REWARDS } from '#app/domain/campaigns/campaign-input.ts'
import type { PublicCampaign } from '#app/domain/campaigns/public-campaign.ts'
import type { Cents } from '#app/domain/money.ts'
import type { Language } from '#app/i18n/language.ts'

/** What stands in the fields of a step: as it was saved, or as it was typed. */

const EMPTY_ROWS = 2
const LEAST_ROWS = 3
const ROWS_ADDED = 3

/** The fields of a step as the campaign has them, written as a person would type them. */
export function valuesOf(
  step: LaunchStep,
  campaign: PublicCampaign,
  language: Language,
): Record<string, string> {
  if (step === 'idea') {
    const { title, intro, story, drawing } = campaign
    return { title, intro, story, drawing }
  }
  if (step === 'place')
    return {
      district: campaign.districtCode ?? '',
      deadline: campaign.deadline ?? '',
      fundingModel: campaign.fundingModel ?? '',
    }
  if (step === 'budget')
    return numbered(
      campaign.lines.map(line => ({
        label: line.label,
        amount: asTyped(line.amount, language),
        kind: line.kind,
      })),
    )
  if (step === 'rewards')
    return {
      gift: campaign.collectiveReturn,
      giftPlanned: String(campaign.collectiveReturnPlanned ?? ''),
      ...numbered(
        campaign.rewards.map(reward => ({
          id: reward.id,
          title: reward.title,
          description: reward.description,
          price: asTyped(reward.price, language),
          quantity: String(reward.quantity ?? ''),
        })),
      ),
    }
  return {}
}

/** An amount without points between thousands, since a lone point or comma is read as the cents. */
function asTyped(amount: Cents, language: Language): string {
  const euros = Math.floor(amount / 100)
  const rest = amount % 100
  return rest === 0
    ? String(euros)
    : `${euros}${language === 'nl' ? ',' : '.'}${String(rest).padStart(2, '0')}`
}

/** Fields of rows, numbered from 1: `label-1`, `amount-1`, `label-2` … */
function numbered(rows: readonly Record<string, string>[]): Record<string, string> {
  const fields = rows.flatMap((row, index) =>
    Object.entries(row).map(([name, value]) => [`${name}-${index + 1}`, value]),
  )
  return Object.fromEntries(fields) as Record<string, string>
}

/** How many rows a step shows: the filled ones, and some that are empty. */
export function rowsFor(step: LaunchStep, campaign: PublicCampaign): number {
  const filled = step === 'budget' ? campaign.lines.length : step === 'rewards' ? campaign.rewards.length : 0
  return Math.min(Math.max(filled + EMPTY_ROWS, LEAST_ROWS), mostRows(step))
}

/** How many rows the form shows that came back: as many as it had, and those asked for. */
export function moreRows(step: LaunchStep, rows: unknown, added = ROWS_ADDED): number {
  const had = typeof rows === 'string' && /^\d{1,3}$/.test(rows) ? Number(rows) : LEAST_ROWS
  return Math.min(Math.max(had, LEAST_ROWS) + added, mostRows(step))
}

function mostRows(step: LaunchStep): number {
  return step === 'rewards' ? MOST_REWARDS : MOST_LINES
}

/** What was typed, to be shown again as it was. */
export function typedIn(fields: Readonly<Record<string, string | string[]>>): Record<string, string> {
  const typed = Object.entries(fields).filter(([, value]) => typeof value === 'string')
  return Object.fromEntries(typed) as Record<string, string>
}
