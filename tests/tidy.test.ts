import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

/** Style that no other tool holds. */

const root = join(import.meta.dirname, '..')
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter(Boolean)
const sources = files.filter(file => /^(app|db|emails|scripts|tests)\/.*\.(ts|tsx|js)$/.test(file))
const textOf = (file: string) => readFileSync(join(root, file), 'utf8')

describe('the tree', () => {
  it('has no drawer', () => {
    expect(files.filter(file => /(^|\/)(utils?|helpers?|misc|common|lib)(\/|\.tsx?$)/.test(file))).toEqual([])
  })

  it('names files in kebab-case', () => {
    const odd = sources.filter(
      file => !/^[a-z0-9-]+(\.[a-z0-9-]+)*\.(ts|tsx|js)$/.test(file.split('/').at(-1) ?? ''),
    )
    expect(odd).toEqual([])
  })

  it('has nothing left to do, and no test that is skipped or alone', () => {
    const marks = new RegExp(
      `\\b(${['TO', 'FIX'].map((a, i) => a + ['DO', 'ME'][i]).join('|')})\\b|\\b(it|test|describe)\\.(only|todo)\\b`,
    )
    expect(sources.filter(file => marks.test(textOf(file)))).toEqual([])
  })

  it('silences no type', () => {
    const silenced = sources
      .filter(file => /^(app|db|emails|scripts)\//.test(file))
      .filter(file => /\bas any\b|@ts-(ignore|nocheck|expect-error)/.test(textOf(file)))
    expect(silenced).toEqual([])
  })

  it('does not tell the application whether it speaks to Stripe or to something that plays it', () => {
    expect(
      sources.filter(
        file =>
          /^(app|db|emails)\//.test(file) &&
          /sandbox/i.test(textOf(file).replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')),
      ),
    ).toEqual([])
  })
})

describe('the lockfile', () => {
  it('has the integrity of every package, and no address of a registry', () => {
    const { packages } = JSON.parse(textOf('package-lock.json')) as {
      packages: Record<string, { integrity?: string; resolved?: string }>
    }
    const loose = Object.entries(packages).filter(
      ([path, entry]) => path !== '' && (!entry.integrity || entry.resolved),
    )
    expect(loose.map(([path]) => path)).toEqual([])
  })
})
