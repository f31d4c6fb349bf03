/** What each round gave, ours and the baseline's, in the order in which they were run. */
export interface Rounds {
  ours: number[]
  baseline: number[]
}

export interface Contest {
  rounds: number
  /** Measures one round. Its first call is the warm-up, whose outcome is not kept. */
  ours(): Promise<number>
  baseline(): Promise<number>
}

/**
 * Measures by turns, ours and the baseline, so that whatever else the machine does meanwhile slows both. Each has one
 * round before, which does not count: code is compiled and files are read in it.
 */
export async function byTurns({ rounds, ours, baseline }: Contest): Promise<Rounds> {
  const kept: Rounds = { ours: [], baseline: [] }
  await ours()
  await baseline()
  for (let round = 0; round < rounds; round += 1) {
    kept.ours.push(await ours())
    kept.baseline.push(await baseline())
  }
  return kept
}

/** How long it takes, in seconds. */
export async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return (performance.now() - started) / 1_000
}
