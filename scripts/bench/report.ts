import { isMet } from './figure.ts'
import type { Figure, Goal, Skipped, Unit } from './figure.ts'

/** One line of JSON for a figure, for tools. Rounded: more digits than a measurement has would only mislead. */
export function jsonLine(measured: Figure | Skipped): string {
  if ('skipped' in measured) return JSON.stringify(measured)
  const { figure, what, unit, ratio, ours, baseline, spread, goal, notes } = measured
  return JSON.stringify({
    figure,
    ratio: rounded(ratio, 3),
    ours: rounded(ours, digitsOf(unit)),
    baseline: rounded(baseline, digitsOf(unit)),
    unit,
    ...(goal && { goal, met: isMet(measured) }),
    spread: spread.map(value => rounded(value, 3)),
    what,
    notes,
  })
}

const HEADINGS = ['figure', 'what', 'ours', 'baseline', 'unit', 'ratio', 'rounds', 'goal', '']

/** The table, with what proves each figure under it. */
export function table(measured: readonly (Figure | Skipped)[]): string {
  const rows = measured.map(row => ('skipped' in row ? [row.figure, row.what, 'skipped'] : cellsOf(row)))
  const widths = HEADINGS.map((heading, column) =>
    Math.max(heading.length, ...rows.map(row => row[column]?.length ?? 0)),
  )
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => {
        const isNumber = [2, 3, 5].includes(column) && cells.length > 3
        return isNumber ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)
      })
      .join('  ')
      .trimEnd()
  const remarks = measured.flatMap(row =>
    ('skipped' in row ? [row.skipped] : row.notes).map(note => `${row.figure}: ${note}`),
  )
  return [line(HEADINGS), ...rows.map(line), '', ...remarks].join('\n')
}

function cellsOf(figure: Figure): string[] {
  const { unit, spread, goal } = figure
  const met = isMet(figure)
  return [
    figure.figure,
    figure.what,
    shown(figure.ours, unit),
    shown(figure.baseline, unit),
    unit,
    figure.ratio.toFixed(2),
    spread.map(value => value.toFixed(2)).join('–'),
    goal === null ? '' : goalText(goal),
    met === null ? '' : met ? 'met' : 'NOT MET',
  ]
}

function goalText(goal: Goal): string {
  return 'atLeast' in goal ? `≥ ${goal.atLeast}` : `≤ ${goal.atMost}`
}

function shown(value: number, unit: Unit): string {
  return value.toLocaleString('en', {
    minimumFractionDigits: digitsOf(unit),
    maximumFractionDigits: digitsOf(unit),
  })
}

const digitsOf = (unit: Unit) => ({ s: 1, ms: 2 })[unit as string] ?? 0

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits))
}
