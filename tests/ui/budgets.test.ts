/** Proves that what every page ships stays within its budget, and that the strict content policy can stay strict. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'

const root = new URL('../../', import.meta.url)

function filesUnder(folder: string, ending: RegExp): string[] {
  return readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
    .filter(name => ending.test(name))
    .map(name => `${folder}${name}`)
}

const textOf = (path: string) => readFileSync(new URL(path, root), 'utf8')

describe('budgets', () => {
  it('keeps all style together under 15 KB compressed', () => {
    const all = filesUnder('app/ui/styles/', /\.css$/)
      .map(textOf)
      .join('\n')
    expect(brotliCompressSync(all).length).toBeLessThan(15_000)
  })

  it('keeps the two fonts together under 90 KB', () => {
    const fonts = filesUnder('public/fonts/', /\.woff2$/)
    expect(fonts).toHaveLength(2)
    const bytes = fonts.reduce((sum, path) => sum + statSync(new URL(path, root)).size, 0)
    expect(bytes).toBeLessThan(90_000)
  })

  it('keeps the small script under 2 KB', () => {
    expect(statSync(new URL('public/enhance.js', root)).size).toBeLessThan(2_048)
  })
})

describe('the content policy', () => {
  const components = filesUnder('app/', /\.tsx$/)

  it('finds no inline style in any component or route', () => {
    expect(components.filter(path => /\bstyle=/.test(textOf(path)))).toEqual([])
  })

  it('finds markup put in as it is only in the story', () => {
    expect(components.filter(path => textOf(path).includes('dangerouslySetInnerHTML='))).toEqual([
      'app/ui/story.tsx',
    ])
  })
})
