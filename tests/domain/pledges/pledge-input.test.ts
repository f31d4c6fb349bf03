/** Proves what a backer may type: which amounts are read, which are refused and why, and that nothing is lost. */
import { describe, expect, test } from 'vitest'
import { cents } from '#app/domain/money.ts'
import { pledgeForm, readPledgeForm, suggestionsWithin, TIPS } from '#app/domain/pledges/pledge-input.ts'

const REWARDS = [{ id: 'steen', price: cents(1710) }]

function read(fields: Record<string, string>) {
  const form = pledgeForm.parse({
    pledge: 'p',
    token: 't',
    email: 'ans@voorbeeld.nl',
    method: 'bank',
    ...fields,
  })
  return readPledgeForm(form, REWARDS)
}

function amountOf(fields: Record<string, string>): number {
  const result = read(fields)
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.input.amount
}

describe('an amount', () => {
  test.each([
    ['17,10', 1710],
    ['17.10', 1710],
    ['€ 17,10', 1710],
    ['17', 1700],
    ['17,5', 1750],
    ['1.234,50', 123450],
    [' 25 ', 2500],
  ])('typed as %j is %i cents', (own, expected) => {
    expect(amountOf({ amount: 'own', own })).toBe(expected)
  })

  test.each([
    ['', 'empty'],
    ['0', 'not-positive'],
    ['-1', 'not-positive'],
    ['0,005', 'fraction-of-a-cent'],
    ['0,5 cent', 'not-an-amount'],
    ['1e9', 'not-an-amount'],
    ['1000000000', 'too-large'],
    ['zeventien', 'not-an-amount'],
    ['１７,１０', 'not-an-amount'],
    ['1.234', 'not-an-amount'],
    ['NaN', 'not-an-amount'],
    ['17,10; drop table pledge', 'not-an-amount'],
  ])('typed as %j is refused as %s', (own, problem) => {
    expect(read({ amount: 'own', own })).toEqual({ ok: false, problems: { amount: problem } })
  })

  test.each(['0', '-710', '7.1', '1e3', '９９', '99999999999', 'reward'])(
    'that is no suggestion of ours (%j) is refused',
    amount => {
      expect(read({ amount })).toEqual({ ok: false, problems: { amount: 'not-an-amount' } })
    },
  )

  test('must be chosen, unless a reward says it', () => {
    expect(read({})).toEqual({ ok: false, problems: { amount: 'choose' } })
    expect(amountOf({ reward: 'steen' })).toBe(1710)
    expect(amountOf({ amount: 'own', own: '', reward: 'steen' })).toBe(1710)
  })

  test('may be higher than the reward beside it', () => {
    expect(amountOf({ amount: '7100', reward: 'steen' })).toBe(7100)
    expect(amountOf({ amount: 'own', own: '20', reward: 'steen' })).toBe(2000)
  })

  test('that was typed counts although the coin for it was not pressed, and not when another coin was', () => {
    expect(amountOf({ own: '25' })).toBe(2500)
    expect(amountOf({ amount: '710', own: '25' })).toBe(710)
  })
})

describe('the other fields', () => {
  test('what is wrong is told for each field at once', () => {
    const result = read({
      amount: '1710',
      reward: 'ander',
      email: 'geen adres',
      method: 'contant',
      tip: '1,00',
      name: 'a'.repeat(61),
      message: 'b'.repeat(501),
    })
    expect(result).toEqual({
      ok: false,
      problems: {
        reward: 'unknown',
        email: 'not-an-address',
        method: 'choose',
        tip: 'not-an-amount',
        name: 'too-long',
        message: 'too-long',
      },
    })
  })

  test('an address is read as at signing in', () => {
    expect(read({ amount: '1710', email: 'a@b' })).toEqual({
      ok: false,
      problems: { email: 'not-an-address' },
    })
    expect(read({ amount: '1710', email: 'Ans@Café.nl' })).toMatchObject({
      input: { email: 'ans@xn--caf-dma.nl' },
    })
  })

  test('a name becomes one line; marks that turn the direction of text are left out', () => {
    const result = read({ amount: '1710', name: ' Ans\r\nBcc: \u202eevil ' })
    expect(result).toMatchObject({ ok: true, input: { name: 'Ans Bcc: evil', nameVisible: true } })
  })

  test('nobody is named who asked not to be, or who gave no name', () => {
    expect(read({ amount: '1710', name: 'Ans', anonymous: 'yes' })).toMatchObject({
      input: { nameVisible: false },
    })
    for (const name of [' ', '\u200b\u2060'])
      expect(read({ amount: '1710', name })).toMatchObject({ input: { nameVisible: false, name: '' } })
  })

  test('the tip is nothing unless it is chosen', () => {
    expect(read({ amount: '1710' })).toMatchObject({ input: { tip: 0 } })
    expect(read({ amount: '1710', tip: '200' })).toMatchObject({ input: { tip: 200 } })
  })

  test('a field that was not asked for is refused', () => {
    expect(pledgeForm.safeParse({ pledge: 'p', token: 't', state: 'held' }).success).toBe(false)
  })
})

test('what is suggested can be given', () => {
  expect(suggestionsWithin({ least: cents(500), most: cents(1_000_000) })).toEqual([710, 1710, 7100, 71000])
  expect(suggestionsWithin({ least: cents(1_000), most: cents(10_000) })).toEqual([1710, 7100])
  expect(TIPS.every(tip => tip > 0)).toBe(true)
})
