/**
 * Proves that every pair of text and ground in the tokens can be read, by day and by night (WCAG 2.2, 1.4.3
 * and 1.4.11), and that the two places where the night stands say the same.
 */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const css = readFileSync(new URL('../../app/ui/styles/tokens.css', import.meta.url), 'utf8')

type Tokens = Record<string, string>

function tokensAfter(selector: string): Tokens {
  const start = css.indexOf(`${selector} {`)
  if (start < 0) throw new Error(`tokens.css has no block ${selector}`)
  const block = css.slice(start, css.indexOf('}', start))
  const tokens: Tokens = {}
  for (const [, name = '', value = ''] of block.matchAll(/--([\w-]+):\s*([^;]+);/g)) tokens[name] = value
  return tokens
}

const light = tokensAfter('  :root')
const nightByDevice = tokensAfter(":root:not([data-theme='light'])")
const nightByChoice = tokensAfter(":root[data-theme='dark']")
const themes: Record<string, Tokens> = { light, dark: { ...light, ...nightByDevice } }

const TEXT_PAIRS = [
  ['ink', 'paper'],
  ['ink', 'sheet'],
  ['ink', 'money-tint'],
  ['ink', 'hands-tint'],
  ['ink', 'concern-tint'],
  ['ink', 'alarm-tint'],
  ['ink-soft', 'paper'],
  ['ink-soft', 'sheet'],
  ['ink-soft', 'concern-tint'],
  ['money', 'paper'],
  ['money', 'sheet'],
  ['money', 'concern-tint'],
  ['hands', 'paper'],
  ['concern', 'paper'],
  ['concern', 'sheet'],
  ['concern', 'concern-tint'],
  ['alarm', 'paper'],
  ['alarm', 'sheet'],
  ['alarm', 'alarm-tint'],
  ['paper', 'alarm'],
  ['paper', 'ink'],
  ['on-money', 'money'],
  ['on-hands', 'hands'],
  ['wall-text', 'wall'],
  ['ink', 'hair'],
] as const

const PART_PAIRS = [
  ['line', 'paper'],
  ['line', 'sheet'],
  ['money', 'hair'],
  ['money', 'money-tint'],
  ['hands', 'hair'],
  ['alarm', 'sheet'],
  ['ink', 'hair'],
  ['focus', 'paper'],
  ['focus', 'sheet'],
  ['focus', 'money-tint'],
  ['focus', 'concern-tint'],
  ['wall-text', 'wall'],
] as const

/** WCAG 2.2, definition of relative luminance. */
function luminance(hex: string): number {
  const channels = [1, 3, 5].map(at => parseInt(hex.slice(at, at + 2), 16) / 255)
  const [red = 0, green = 0, blue = 0] = channels.map(value =>
    value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
  )
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(tokens: Tokens, front: string, ground: string): number {
  const [a, b] = [front, ground].map(name => {
    const value = tokens[name]
    if (value === undefined || !/^#[\da-f]{6}$/.test(value))
      throw new Error(`--${name} is not a colour: ${value}`)
    return luminance(value)
  }) as [number, number]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

describe.each(Object.entries(themes))('colours, %s', (_theme, tokens) => {
  it.each(TEXT_PAIRS)('%s on %s can be read as text (4.5 : 1)', (front, ground) => {
    expect(contrast(tokens, front, ground)).toBeGreaterThanOrEqual(4.5)
  })

  it.each(PART_PAIRS)('%s on %s can be told apart as a part (3 : 1)', (front, ground) => {
    expect(contrast(tokens, front, ground)).toBeGreaterThanOrEqual(3)
  })
})

describe('the night', () => {
  it('is the same by the device and by choice', () => {
    expect(nightByChoice).toEqual(nightByDevice)
  })

  it('gives a colour to every token that means something', () => {
    const named = new Set([...TEXT_PAIRS, ...PART_PAIRS].flat())
    expect([...named].filter(name => !(name in nightByDevice))).toEqual([])
  })

  it('leaves no colour of a component outside the tokens', () => {
    const components = [
      'components/button',
      'components/form',
      'components/funding',
      'components/books',
      'pages',
      'base',
    ]
    const loose = components.filter(name =>
      /#[\da-f]{3,8}\b(?!-)/i.test(
        readFileSync(new URL(`../../app/ui/styles/${name}.css`, import.meta.url), 'utf8').replaceAll(
          /#(?:amount|tip)-/g,
          '',
        ),
      ),
    )
    expect(loose).toEqual([])
  })
})
