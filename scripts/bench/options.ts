import { parseArgs } from 'node:util'
import { MOST_PLEDGES } from './fill/fill-books.ts'

/** The figures that can be asked for by name. Some print others beside them, which explain them. */
const FIGURES = ['P1', 'P2', 'P2B', 'P3', 'P4', 'P5', 'P7', 'P9', 'P11', 'P12'] as const
export type FigureName = (typeof FIGURES)[number]

/** How a measurement is asked for. */
export interface BenchOptions {
  asJson: boolean
  /** In the order of `FIGURES`, whatever the order in which they were asked for. */
  only: readonly FigureName[]
  /** Of the large books of P4; of those of P5, when there are to be fewer than it takes. */
  pledges: number
}

/** Reads the options of `npm run bench`, or a sentence that says which one is wrong. */
export function readBenchOptions(args: string[]): BenchOptions | string {
  try {
    const { values } = parseArgs({
      args,
      options: {
        json: { type: 'boolean', default: false },
        only: { type: 'string', default: FIGURES.join(',') },
        pledges: { type: 'string', default: '1000000' },
      },
    })
    const asked = values.only.split(',').map(name => name.trim().toUpperCase())
    const unknown = asked.find(name => !(FIGURES as readonly string[]).includes(name))
    if (unknown !== undefined)
      return `--only names "${unknown}", which is no figure; it may be ${FIGURES.join(', ')}, with commas between.`
    const pledges = Number(values.pledges)
    if (!Number.isInteger(pledges) || pledges < 1 || pledges > MOST_PLEDGES)
      return `--pledges is "${values.pledges}"; it may be a whole number from 1 to ${MOST_PLEDGES}.`
    return { asJson: values.json, only: FIGURES.filter(name => asked.includes(name)), pledges }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
