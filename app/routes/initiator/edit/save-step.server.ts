import type { LaunchStep } from '#app/domain/campaigns/campaign.ts'
import { budgetInput, ideaInput, placeInput, rewardsInput } from '#app/domain/campaigns/campaign-input.ts'
import { saveBudget, saveIdea, savePlace, saveRewards } from '#app/domain/campaigns/campaigns.server.ts'
import type { Owned } from '#app/domain/campaigns/campaigns.server.ts'
import type { Parsed } from '#app/domain/campaigns/typed-text.ts'
import { allDistricts } from '#app/domain/districts/district-queries.server.ts'
import { cents } from '#app/domain/money.ts'
import type { SiteContext } from '#app/http/site-context.server.ts'
import type { WriteDb } from '#db/database.server.ts'
import type { StepProblems, StepRefusal } from './edit-view.ts'

export type Saved =
  { ok: true } | { ok: false; problems: StepProblems; refusal: StepRefusal | 'no-such-campaign' | null }

type StepResult = { ok: true } | { ok: false; reason: StepRefusal | 'no-such-campaign' | DeadlineReason }
type DeadlineReason = 'deadline-passed' | 'deadline-too-far'

/** Reads the fields of one step and keeps them, or says what is wrong with which field. */
export async function saveStep(
  { world }: SiteContext,
  owned: Owned,
  step: Exclude<LaunchStep, 'review'>,
  fields: unknown,
): Promise<Saved> {
  const keep = async <T>(
    input: Parsed<T>,
    save: (trx: WriteDb, now: Date, owned: Owned, value: T) => Promise<StepResult>,
  ): Promise<Saved> => {
    if (!input.ok) return { ok: false, problems: input.problems, refusal: null }
    const saved = await world.db.inTransaction(trx => save(trx, world.clock.now(), owned, input.value))
    return saved.ok ? saved : refused(saved.reason)
  }
  if (step === 'idea') return keep(ideaInput(fields), saveIdea)
  if (step === 'budget') return keep(budgetInput(fields), saveBudget)
  if (step === 'rewards') return keep(rewardsInput(fields, cents(world.config.REWARD_MIN_CENTS)), saveRewards)
  const districts = await allDistricts(world.db.read)
  const codes = districts.map(district => district.code)
  return keep(placeInput(fields, codes), savePlace)
}

function refused(reason: Extract<StepResult, { ok: false }>['reason']): Saved {
  return reason === 'deadline-passed' || reason === 'deadline-too-far'
    ? { ok: false, problems: { deadline: reason }, refusal: null }
    : { ok: false, problems: {}, refusal: reason }
}
