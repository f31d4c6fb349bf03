/**
 * Makes the two web fonts in public/fonts, and the fonts of our PDF documents in app/documents/fonts, from the packages
 * they come in, with only the letters and the weights that are used. The output is kept in the repository, so that a
 * build needs no font tools.
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

const DOCUMENT_OUTPUT = new URL('../app/documents/fonts/', import.meta.url)

/** A PDF embeds a font of one weight: each is cut out of the variable font, and keeps TrueType's own form. */
interface DocumentFont {
  output: string
  source: string
  axes: Record<string, number>
  letters: string
}

/** Letters with signs that the Latin file has not, for names from all of Europe and Turkey: U+0100 to U+024F. */
const FURTHER_LETTERS = Array.from({ length: 0x24f - 0x100 + 1 }, (_, index) =>
  String.fromCodePoint(0x100 + index),
).join('')

const FURTHER_TEXT = import.meta
  .resolve('@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-ext-wght-normal.woff2')

function documentFonts(): DocumentFont[] {
  const [headline, text] = FONTS.map(({ source }) => source)
  if (!headline || !text) throw new Error('The web fonts are the source of the fonts in documents.')
  const latin = letters()
  const headlineAxes = { opsz: 96, SOFT: 100, WONK: 0, wght: 600 }
  return [
    { output: 'atkinson-regular', source: text, axes: { wght: 400 }, letters: latin },
    { output: 'atkinson-bold', source: text, axes: { wght: 700 }, letters: latin },
    {
      output: 'atkinson-further-regular',
      source: FURTHER_TEXT,
      axes: { wght: 400 },
      letters: FURTHER_LETTERS,
    },
    { output: 'atkinson-further-bold', source: FURTHER_TEXT, axes: { wght: 700 }, letters: FURTHER_LETTERS },
    { output: 'fraunces-semibold', source: headline, axes: headlineAxes, letters: latin },
  ]
}

async function makeDocumentFont(font: DocumentFont): Promise<void> {
  const whole = await readFile(new URL(font.source))
  const made = await subsetFont(whole, font.letters, { targetFormat: 'sfnt', variationAxes: font.axes })
  await writeFile(new URL(`${font.output}.ttf`, DOCUMENT_OUTPUT), made)
  console.log(`app/documents/fonts/${font.output}.ttf: ${made.length} bytes`)
}

await mkdir(OUTPUT, { recursive: true })
await mkdir(DOCUMENT_OUTPUT, { recursive: true })
await Promise.all(documentFonts().map(makeDocumentFont))
const sizes = await Promise.all(FONTS.map(makeFont))
const total = sizes.reduce((a, b) => a + b, 0)
console.log(`together: ${total} bytes of ${BUDGET_BYTES}`)
if (total > BUDGET_BYTES) {
  console.error(`The fonts are over their budget by ${total - BUDGET_BYTES} bytes.`)
  process.exitCode = 1
}
