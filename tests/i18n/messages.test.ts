/**
 * Proves that every area says the same things in Dutch and in English: the types already hold the shape, this
 * holds that nothing is empty, that functions take the same values, and the tone.
 */
import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { messagesFor } from '#app/i18n/messages.ts'
import { siteMessages } from '#app/i18n/messages/site.ts'

const folder = new URL('../../app/i18n/messages/', import.meta.url)

type Leaf = { path: string; value: unknown }

function leaves(value: unknown, path = ''): Leaf[] {
  if (typeof value !== 'object' || value === null) return [{ path, value }]
  return Object.entries(value).flatMap(([key, each]) => leaves(each, path === '' ? key : `${path}.${key}`))
}

function isArea(value: unknown): value is { nl: unknown; en: unknown } {
  return typeof value === 'object' && value !== null && 'nl' in value && 'en' in value
}

const modules = await Promise.all(
  readdirSync(folder).map(async file => {
    const exported = Object.values((await import(new URL(file, folder).pathname)) as object) as unknown[]
    return { file, areas: exported.filter(isArea) }
  }),
)

describe.each(modules)('messages/$file', ({ areas }) => {
  it('exports an area in both languages', () => {
    expect(areas.length).toBeGreaterThan(0)
  })

  it('has the same keys, of the same kind, in Dutch and in English', () => {
    for (const area of areas) {
      const shape = (language: unknown) =>
        leaves(language).map(({ path, value }) =>
          typeof value === 'function' ? `${path}(${value.length})` : `${path}: ${typeof value}`,
        )
      expect(shape(area.en)).toEqual(shape(area.nl))
    }
  })

  it('has no empty text and no exclamation mark', () => {
    const texts = areas.flatMap(area => [...leaves(area.nl), ...leaves(area.en)])
    const wrong = texts.filter(
      ({ value }) => typeof value === 'string' && (value.trim() === '' || value.includes('!')),
    )
    expect(wrong).toEqual([])
  })
})

describe('messagesFor', () => {
  it('gives the reader their own language', () => {
    expect(messagesFor(siteMessages, 'nl').motto).toBe('Mensen maken een stad')
    expect(messagesFor(siteMessages, 'en').motto).toBe('People make a city')
  })
})
