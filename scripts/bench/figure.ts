import type { Rounds } from './rounds.ts'

/** What a figure is held against: a rate is to be at least so much of the baseline's, a time at most so much. */
export type Goal = { atLeast: number } | { atMost: number }

export type Unit = 'req/s' | 'pledges/s' | 'webhooks/s' | 'events/s' | 's' | 'ms'

/** One thing that was measured, against a baseline in the same run. */
export interface Figure {
  figure: string
  /** What ours and the baseline did, in a few words. */
  what: string
  unit: Unit
  /** Medians over the rounds. */
  ours: number
  baseline: number
  /**
   * The median of the rounds' ratios, and not the ratio of the medians: the two halves of a round are a moment apart,
   * so that whatever else the machine did slowed both.
   */
  ratio: number
  /** The lowest and the highest ratio of a round, so that a reader sees how noisy the machine was. */
  spread: readonly [number, number]
  /** Null for a figure that only explains another. */
  goal: Goal | null
  /** Sentences that prove the measurement: what was equal, how busy the load generator was. */
  notes: readonly string[]
}

/** A figure that could not be measured here, and why. */
export interface Skipped {
  figure: string
  what: string
  skipped: string
}

export interface Measurement {
  figure: string
  what: string
  unit: Unit
  goal?: Goal
  rounds: Rounds
  notes?: readonly string[]
}

/** Makes the figure of its rounds. */
export function figureOf({ figure, what, unit, goal, rounds, notes = [] }: Measurement): Figure {
  const ratios = rounds.ours.map((value, index) => value / (rounds.baseline[index] ?? Number.NaN))
  return {
    ...{ figure, what, unit, notes },
    ours: median(rounds.ours),
    baseline: median(rounds.baseline),
    ratio: median(ratios),
    spread: [Math.min(...ratios), Math.max(...ratios)],
    goal: goal ?? null,
  }
}

/** Whether a figure reaches its goal; null when it has none. */
export function isMet({ ratio, goal }: Pick<Figure, 'ratio' | 'goal'>): boolean | null {
  if (goal === null) return null
  return 'atLeast' in goal ? ratio >= goal.atLeast : ratio <= goal.atMost
}

/** @throws RangeError when there is nothing to take the middle of */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]]
  if (low === undefined || high === undefined) throw new RangeError('The median of nothing')
  return (low + high) / 2
}
