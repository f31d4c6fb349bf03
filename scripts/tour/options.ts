import { parseArgs } from 'node:util'

const TOLD_CAMPAIGNS = ['made', 'missed', 'near-miss'] as const

/** Which campaign is told of: one that reaches its minimum, one that misses it, or one that misses it by little. */
export type ToldCampaign = (typeof TOLD_CAMPAIGNS)[number]

/** Reads the options of `npm run tour`, or a sentence that says which one is wrong. */
export function readTourOptions(args: string[]): { campaign: ToldCampaign } | { problem: string } {
  try {
    const { values } = parseArgs({ args, options: { campaign: { type: 'string', default: 'made' } } })
    const campaign = TOLD_CAMPAIGNS.find(each => each === values.campaign)
    if (campaign) return { campaign }
    return {
      problem: `--campaign is "${values.campaign}"; it may be ${new Intl.ListFormat('en', { type: 'disjunction' }).format(TOLD_CAMPAIGNS)}.`,
    }
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) }
  }
}
