/**
 * Makes the two web fonts in public/fonts from the packages they come in, with only the letters and the
 * weights the pages use. The output is kept in the repository, so that a build needs no font tools.
 *
 * Run: node scripts/fonts.ts
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import subsetFont, { type VariationAxes } from 'subset-font'

const OUTPUT = new URL('../public/fonts/', import.meta.url)
const BUDGET_BYTES = 90_000

interface WebFont {
  output: string
  /** Addresses of files in the installed packages. */
  source: string
  licence: string
  axes: VariationAxes
}

const FONTS: WebFont[] = [
  {
    output: 'fraunces',
    source: import.meta.resolve('@fontsource-variable/fraunces/files/fraunces-latin-full-normal.woff2'),
    licence: import.meta.resolve('@fontsource-variable/fraunces/LICENSE'),
    // The optical size of a headline and the softest corners: letters as ink leaves them on paper.
    axes: { opsz: 96, SOFT: 100, WONK: 0, wght: { min: 400, max: 700 } },
  },
  {
    output: 'atkinson',
    source: import.meta
      .resolve('@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2'),
    licence: import.meta.resolve('@fontsource-variable/atkinson-hyperlegible-next/LICENSE'),
    axes: { wght: { min: 400, max: 700 } },
  },
]

/** U+0020 to U+017F (Latin, with accents) and the signs that Dutch and English text and amounts need. */
function letters(): string {
  const latin = Array.from({ length: 0x17f - 0x20 + 1 }, (_, index) => String.fromCodePoint(0x20 + index))
  return `${latin.join('')}–—‘’‚“”„…€•·−×½¼¾′″‹›№`
}

async function makeFont(font: WebFont): Promise<number> {
  const whole = await readFile(new URL(font.source))
  const subset = await subsetFont(whole, letters(), { targetFormat: 'woff2', variationAxes: font.axes })
  await writeFile(new URL(`${font.output}.woff2`, OUTPUT), subset)
  // The Open Font License travels with the font.
  await writeFile(new URL(`${font.output}-license.txt`, OUTPUT), await readFile(new URL(font.licence)))
  console.log(`public/fonts/${font.output}.woff2: ${subset.length} bytes`)
  return subset.length
}

await mkdir(OUTPUT, { recursive: true })
const sizes = await Promise.all(FONTS.map(makeFont))
const total = sizes.reduce((a, b) => a + b, 0)
console.log(`together: ${total} bytes of ${BUDGET_BYTES}`)
if (total > BUDGET_BYTES) {
  console.error(`The fonts are over their budget by ${total - BUDGET_BYTES} bytes.`)
  process.exitCode = 1
}
