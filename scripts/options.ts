import { parseArgs } from 'node:util'
import type { ParseArgsOptionsConfig } from 'node:util'

/** What was typed after the name of a command, or a sentence that says what is wrong with it. */
export type Typed<T extends ParseArgsOptionsConfig> =
  { ok: true; values: Values<T>; words: string[] } | { ok: false; problem: string }

type Values<T extends ParseArgsOptionsConfig> = ReturnType<
  typeof parseArgs<{ options: T; allowPositionals: true }>
>['values']

/**
 * Reads the options of a command. What is not one of them is refused: a slip of the pen must not start something
 * else than was meant.
 *
 * @param most how many words may stand beside the options
 */
export function readOptions<T extends ParseArgsOptionsConfig>(
  options: T,
  args: string[] = process.argv.slice(2),
  most = 0,
): Typed<T> {
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    const surplus = positionals[most]
    if (surplus === undefined) return { ok: true, values, words: positionals }
    return { ok: false, problem: `"${surplus}" is one word too many. ${theOptions(options)}` }
  } catch (error) {
    const problem = problemOf(error)
    if (problem === null) throw error
    return { ok: false, problem: `${problem} ${theOptions(options)}` }
  }
}

function problemOf(error: unknown): string | null {
  const { code, message } = error as NodeJS.ErrnoException
  if (!code?.startsWith('ERR_PARSE_ARGS_')) return null
  const [, option] = /'(--?[^' ]+)/.exec(message) ?? []
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `There is no option ${option}.`
  return /argument (missing|is ambiguous)/.test(message)
    ? `${option} needs a value.`
    : `${option} takes no value.`
}

function theOptions(options: ParseArgsOptionsConfig): string {
  const names = Object.keys(options).map(name => `--${name}`)
  if (names.length === 0)
    return 'This command takes none; its settings stand in the environment (.env.example).'
  if (names.length === 1) return `The only option is ${names[0]}.`
  return `The options are ${new Intl.ListFormat('en').format(names)}.`
}
