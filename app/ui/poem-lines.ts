/** Words that lean on the next one: a line that ends on them sounds wrong when read aloud. */
const LEANING = new Set(
  'de het een en of in op aan van voor met bij naar om te uit over per je jouw onze ons hun z’n ’t the a an and or to for with by from at on your our their'.split(
    ' ',
  ),
)

const MOST_LINES = 4
/** The longest line that fits a phone of 320 px at each size. */
const LARGE_LETTERS = 11
const MID_LETTERS = 17
/** A line in capitals is so much wider than its letters would be. */
const CAPITALS_WIDTH = 1.6
const LEANING_COST = 90
/** A breath after a comma or a colon is where a line wants to end. */
const BREATH_GAIN = 60
/** Large letters are worth a third line, seldom a fourth. */
const SIZE_COST: Record<PoemSize, number> = { large: 0, mid: 50, long: 140 }
const LINES_COST = [0, 0, 20, 60, 140]
/** Beyond the middle size every letter more makes a line that a phone has to break again. */
const LONG_LETTER_COST = 12

/** How large a poem may be painted so that its longest line stays on a phone of 320 px. */
export type PoemSize = 'large' | 'mid' | 'long'

/**
 * Breaks a title into the lines of a poem, 1 to 4: as large and as even as they can be, ending where a reader
 * breathes, and not on a word that leans on the next.
 */
export function poemLines(title: string): { lines: string[]; size: PoemSize } {
  const words = title.trim().split(/\s+/)
  const lines = range(Math.min(MOST_LINES, words.length))
    .flatMap(count => breaks(words, count))
    .reduce((best, each) => (costOf(each) < costOf(best) ? each : best))
  return { lines, size: sizeOf(lines) }
}

/** Every way to break words into so many lines. A title is short, so there are few. */
function breaks(words: readonly string[], count: number): string[][] {
  if (count === 1) return [[words.join(' ')]]
  return range(words.length - count + 1).flatMap(length =>
    breaks(words.slice(length), count - 1).map(rest => [words.slice(0, length).join(' '), ...rest]),
  )
}

function costOf(lines: readonly string[]): number {
  const ideal = lines.join(' ').length / lines.length
  const uneven = lines.reduce((cost, line) => cost + (line.length - ideal) ** 2, 0)
  const ends = lines.slice(0, -1).reduce((cost, line) => cost + endCost(line), 0)
  const tooLong = Math.max(0, longestOf(lines) - MID_LETTERS) * LONG_LETTER_COST
  return uneven + ends + tooLong + SIZE_COST[sizeOf(lines)] + (LINES_COST[lines.length] ?? 0)
}

function endCost(line: string): number {
  if (/[,:;.?–]$/.test(line)) return -BREATH_GAIN
  return LEANING.has(line.split(' ').at(-1)?.toLowerCase() ?? '') ? LEANING_COST : 0
}

function sizeOf(lines: readonly string[]): PoemSize {
  const longest = longestOf(lines)
  return longest <= LARGE_LETTERS ? 'large' : longest <= MID_LETTERS ? 'mid' : 'long'
}

function longestOf(lines: readonly string[]): number {
  return Math.max(...lines.map(line => line.length * (line === line.toUpperCase() ? CAPITALS_WIDTH : 1)))
}

/** 1, 2, …, last. */
function range(last: number): number[] {
  return Array.from({ length: last }, (_, index) => index + 1)
}
