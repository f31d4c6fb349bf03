import { z } from 'zod'

/** How text and numbers of a form are read: what may be in them, and what is put straight without a word. */

/** Turns the direction of the text around it, so that a name can look like another: never needed in ours. */
const DIRECTION_MARKS = /[\u202a-\u202e\u2066-\u2069]/g

/**
 * Text in which nothing can be seen: spaces, characters of no width, marks that stand on no letter, and the empty
 * Braille pattern. Where something is needed, it would pass for a name.
 */
const UNSEEN = /^[\s\p{Cc}\p{Cf}\p{M}\p{Default_Ignorable_Code_Point}\u2800]*$/u

function emptyWhenUnseen(text: string): string {
  return UNSEEN.test(text) ? '' : text
}

/** One line: every run of white space and control characters becomes one space. At most `longest` characters. */
export function line(longest: number) {
  return z
    .string()
    .default('')
    .transform(text =>
      text
        .replaceAll(DIRECTION_MARKS, '')
        .replaceAll(/[\p{Cc}\s]+/gu, ' ')
        .trim(),
    )
    .transform(emptyWhenUnseen)
    .pipe(z.string().max(longest, 'too-long'))
}

/** Text of more lines: ends of line as `\n`, no control characters. At most `longest` characters. */
export function prose(longest: number) {
  return z
    .string()
    .default('')
    .transform(text =>
      text
        .replaceAll(/\r\n?/g, '\n')
        .replaceAll(DIRECTION_MARKS, '')
        .replaceAll(/[^\P{Cc}\n\t]/gu, '')
        .trim(),
    )
    .transform(emptyWhenUnseen)
    .pipe(z.string().max(longest, 'too-long'))
}

/**
 * A count as a person types it: `50000`, `50.000`, `50 000`. Only ASCII digits count.
 *
 * @returns null when nothing was typed, `not-a-count` when it is no whole number from 1 to `most`
 */
export function parseCount(text: string, most: number): number | null | 'not-a-count' {
  const bare = text.trim()
  if (bare === '') return null
  if (!/^(\d{1,9}|\d{1,3}([., \u00a0])\d{3}(\2\d{3})?)$/.test(bare)) return 'not-a-count'
  const count = Number(bare.replaceAll(/\D/g, ''))
  return count >= 1 && count <= most ? count : 'not-a-count'
}

/**
 * A day as a date field sends it (`2026-12-12`) or as a person types it (`12-12-2026`, `12/12/2026`).
 *
 * @returns `yyyy-mm-dd`, or null when there is no such day
 */
export function parseDay(text: string): string | null {
  const bare = text.trim()
  const iso = /^(\d{4})-(\d\d)-(\d\d)$/.exec(bare)
  const typed = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(bare)
  const [year, month, day] = iso ? iso.slice(1) : typed ? typed.slice(1).reverse() : []
  if (!year || !month || !day) return null
  const found = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const read = new Date(`${found}T00:00:00Z`)
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(found) ? found : null
}

/** What can be wrong with a field; the words for it are in the messages. */
const FIELD_PROBLEMS = [
  'empty',
  'too-long',
  'not-an-amount',
  'fraction-of-a-cent',
  'not-positive',
  'too-large',
  'price-too-low',
  'not-a-day',
  'not-a-count',
  'unknown-choice',
  'not-asked-for',
] as const

export type FieldProblem = (typeof FIELD_PROBLEMS)[number]

/** What is wrong, by the name of the field. `form` stands for the form as a whole. */
export type FieldProblems = Readonly<Record<string, FieldProblem>>

export type Parsed<T> = { ok: true; value: T } | { ok: false; problems: FieldProblems }

/** The problems of a failed parse: the first of each field. A field that was not asked for is never let in. */
export function problemsOf(error: z.ZodError): FieldProblems {
  const problems: Record<string, FieldProblem> = {}
  for (const issue of error.issues) {
    const field = issue.code === 'unrecognized_keys' ? 'form' : String(issue.path[0] ?? 'form')
    problems[field] ??= FIELD_PROBLEMS.find(problem => problem === issue.message) ?? 'not-asked-for'
  }
  return problems
}

export function parsed<T>(result: z.ZodSafeParseResult<T>): Parsed<T> {
  return result.success ? { ok: true, value: result.data } : { ok: false, problems: problemsOf(result.error) }
}
