import { Surprise } from '../story/surprise.ts'

/** One step of a story: a sentence that tells it, and the deed, which looks for itself whether it came out so. */
export interface Step<Story> {
  says: string
  /** @returns the figure that came of it, in words; throws a Surprise when it came out otherwise */
  run(story: Story): Promise<string>
}

const NUMBER_WIDTH = 3
const SENTENCE_WIDTH = 62

/** The step that did not come out as it is told. */
class BrokenOff extends Error {
  readonly n: number
  readonly says: string

  constructor(n: number, says: string, cause: unknown) {
    super(`Step ${n}, ${says}`, { cause })
    this.n = n
    this.says = says
  }
}

/**
 * Tells a story, step by step, one line each.
 *
 * @returns how many steps were told
 * @throws BrokenOff at the first step that fails; its cause says why
 */
export async function tell<Story>(
  steps: readonly Step<Story>[],
  story: Story,
  print: (line: string) => void,
): Promise<number> {
  for (const [index, { says, run }] of steps.entries()) {
    const n = index + 1
    const figure = await run(story).catch((error: unknown) => {
      throw new BrokenOff(n, says, error)
    })
    print(`${String(n).padStart(NUMBER_WIDTH)}  ${says.padEnd(SENTENCE_WIDTH)}  ${figure}`)
  }
  return steps.length
}

/** What went wrong, where, and where what is left can be looked into. */
export function tellSurprise(error: unknown, folder: string): string {
  const heading = error instanceof BrokenOff ? error.message : 'Before the story began, or beside it'
  const cause = error instanceof BrokenOff ? error.cause : error
  const lines =
    cause instanceof Surprise
      ? [`  where     ${cause.where}`, `  expected  ${cause.expected}`, `  found     ${cause.found}`]
      : [`  found     ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}`]
  return [
    `SURPRISE: ${heading}`,
    ...lines,
    `  kept      ${folder}: the database, the mailbox and what each process wrote`,
  ].join('\n')
}
