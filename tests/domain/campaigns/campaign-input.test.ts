import { describe, expect, it } from 'vitest'
import {
  budgetInput,
  ideaInput,
  LONGEST,
  MOST_LINES,
  pictureInput,
  placeInput,
  rewardsInput,
  startInput,
} from '#app/domain/campaigns/campaign-input.ts'
import { parseCount, parseDay } from '#app/domain/campaigns/typed-text.ts'
import { randomIds } from '#app/domain/ids.ts'
import { cents } from '#app/domain/money.ts'

const LEAST = cents(2_00)

describe('the amount of a budget line', () => {
  it.each([
    ['17,10', 17_10],
    ['17.10', 17_10],
    ['€ 17,1', 17_10],
    ['24500', 24_500_00],
    ['1.234,50', 1_234_50],
    ['0,01', 1],
  ])('is read from %s', (typed, expected) => {
    const result = budgetInput({ 'label-1': 'Drukken', 'amount-1': typed, 'kind-1': 'must_have' })
    expect(result).toEqual({
      ok: true,
      value: [{ label: 'Drukken', amountCents: expected, kind: 'must_have' }],
    })
  })

  it.each([
    ['', 'empty'],
    ['0', 'not-positive'],
    ['-1', 'not-positive'],
    ['0,005', 'fraction-of-a-cent'],
    ['1e9', 'not-an-amount'],
    ['veel', 'not-an-amount'],
    ['１７', 'not-an-amount'],
    ['999999999999', 'too-large'],
    ['x'.repeat(101), 'too-long'],
  ])('is refused when it is “%s”, and the problem stands at its field', (typed, problem) => {
    const result = budgetInput({ 'label-1': 'Drukken', 'amount-1': typed })
    expect(result).toEqual({ ok: false, problems: { 'amount-1': problem } })
  })
})

describe('a budget', () => {
  it('leaves out rows in which nothing was typed and keeps the order of the others', () => {
    const result = budgetInput({
      'label-1': 'Eerst',
      'amount-1': '1',
      'kind-1': 'must_have',
      'label-2': ' ',
      'amount-2': '',
      'kind-2': 'nice_to_have',
      'label-5': 'Dan',
      'amount-5': '2',
      'kind-5': 'nice_to_have',
    })
    expect(result).toEqual({
      ok: true,
      value: [
        { label: 'Eerst', amountCents: 100, kind: 'must_have' },
        { label: 'Dan', amountCents: 200, kind: 'nice_to_have' },
      ],
    })
  })

  it('names every row that is half filled in', () => {
    const result = budgetInput({ 'label-2': 'Zonder bedrag', 'amount-2': '', 'label-3': '', 'amount-3': '5' })
    expect(result).toEqual({ ok: false, problems: { 'amount-2': 'empty', 'label-3': 'empty' } })
  })

  it('refuses more rows than there may be and kinds that do not exist', () => {
    expect(budgetInput({ [`label-${MOST_LINES + 1}`]: 'Nog een' })).toEqual({
      ok: false,
      problems: { form: 'not-asked-for' },
    })
    expect(budgetInput({ 'label-1': 'a', 'amount-1': '1', 'kind-1': 'free' })).toEqual({
      ok: false,
      problems: { 'kind-1': 'unknown-choice' },
    })
  })
})

describe('rewards', () => {
  const reward = {
    'title-1': 'Een steen',
    'description-1': 'Je naam',
    'price-1': '17,10',
    'quantity-1': '1.000',
  }

  it('are read with price, limit and the gift to the city', () => {
    const result = rewardsInput({ ...reward, gift: '50.000 strips', giftPlanned: '50.000' }, LEAST)
    expect(result).toEqual({
      ok: true,
      value: {
        collectiveReturn: '50.000 strips',
        collectiveReturnPlanned: 50_000,
        rewards: [
          { id: null, title: 'Een steen', description: 'Je naam', priceCents: 17_10, quantity: 1000 },
        ],
      },
    })
  })

  it.each([
    ['price-1', '1,99', 'price-too-low'],
    ['price-1', '', 'empty'],
    ['price-1', '-5', 'not-positive'],
    ['quantity-1', '0', 'not-a-count'],
    ['quantity-1', '2,5', 'not-a-count'],
    ['quantity-1', '１２', 'not-a-count'],
    ['title-1', '', 'empty'],
    ['giftPlanned', 'heel veel', 'not-a-count'],
    ['id-1', "' or 1=1", 'not-asked-for'],
  ])('with %s “%s” are refused at that field', (field, typed, problem) => {
    expect(rewardsInput({ ...reward, [field]: typed }, LEAST)).toEqual({
      ok: false,
      problems: { [field]: problem },
    })
  })
})

describe('text', () => {
  it('keeps one line on one line and loses what turns the direction of text', () => {
    const result = ideaInput({
      title: '  De\r\nZiel\u0000 \u202evan Leiden ',
      intro: '',
      story: 'Een\r\ntwee\u0007',
    })
    expect(result).toEqual({
      ok: true,
      value: { title: 'De Ziel van Leiden', intro: '', story: 'Een\ntwee', drawing: 'houses' },
    })
  })

  it('may be half done, but a title there must be', () => {
    expect(ideaInput({ title: 'Iets' }).ok).toBe(true)
    expect(ideaInput({ title: ' ' })).toEqual({ ok: false, problems: { title: 'empty' } })
  })

  it('has an end', () => {
    const result = ideaInput({
      title: 'a'.repeat(LONGEST.title + 1),
      intro: 'b'.repeat(LONGEST.intro),
      story: 'c'.repeat(LONGEST.story + 1),
    })
    expect(result).toEqual({ ok: false, problems: { title: 'too-long', story: 'too-long' } })
  })

  it('beside a picture must be there', () => {
    expect(pictureInput({ alt: ' ' })).toEqual({ ok: false, problems: { alt: 'empty' } })
  })
})

describe('the place', () => {
  it('takes a day as a date field sends it or as people type it', () => {
    expect(parseDay('2026-12-12')).toBe('2026-12-12')
    expect(parseDay('1-2-2027')).toBe('2027-02-01')
    expect(parseDay('01/02/2027')).toBe('2027-02-01')
    for (const typed of ['30-2-2027', '2027-02-30', '2027-2-3x', 'morgen', '', '2026-13-01', '١-٢-٢٠٢٧'])
      expect(parseDay(typed)).toBeNull()
  })

  it('refuses a district, a model or a day that does not exist', () => {
    expect(
      placeInput({ district: 'WK000000', deadline: '31-11-2026', fundingModel: 'loan' }, ['WK054601']),
    ).toEqual({
      ok: false,
      problems: { district: 'unknown-choice', deadline: 'not-a-day', fundingModel: 'unknown-choice' },
    })
  })

  it('may be half done', () => {
    expect(placeInput({ district: '', deadline: '', fundingModel: '' }, [])).toEqual({
      ok: true,
      value: { districtCode: null, deadline: null, fundingModel: null },
    })
  })
})

describe('counts', () => {
  it.each([
    ['1', 1],
    ['50.000', 50_000],
    ['50 000', 50_000],
    ['1.000.000', 1_000_000],
    ['', null],
  ])('as people type them: “%s”', (typed, expected) => expect(parseCount(typed, 10_000_000)).toBe(expected))

  it.each(['0', '-1', '1e3', '1.5', '10.000.001', 'tien', '1,000.000'])('refuses “%s”', typed =>
    expect(parseCount(typed, 10_000_000)).toBe('not-a-count'),
  )
})

describe('fields that were not asked for', () => {
  const extra = Object.fromEntries(
    [
      'id',
      'role',
      'roles',
      'state',
      'slug',
      'initiatorId',
      'initiator_id',
      'amountCents',
      'minimum_cents',
      'optimum_cents',
      'platform_fee_bp',
      'costs_passed_on',
      'live_at',
      'ends_at',
      'taken',
      'heldCents',
      'isAdmin',
      'constructor',
      'prototype',
      '__proto__',
    ].map(name => [name, '1']),
  )

  it.each([
    ['start', (fields: object) => startInput({ campaignId: randomIds.next(), title: 'a', ...fields })],
    ['idea', (fields: object) => ideaInput({ title: 'a', ...fields })],
    ['place', (fields: object) => placeInput({ ...fields }, [])],
    ['budget', (fields: object) => budgetInput({ 'label-1': 'a', 'amount-1': '1', ...fields })],
    ['rewards', (fields: object) => rewardsInput({ gift: 'a', ...fields }, LEAST)],
    ['picture', (fields: object) => pictureInput({ alt: 'a', ...fields })],
  ])('are refused in the step %s, every one of them', (_, parse) => {
    expect(parse({}).ok).toBe(true)
    expect(Object.keys(extra)).toHaveLength(20)
    for (const name of Object.keys(extra)) {
      const fields = Object.defineProperty({}, name, { value: '1', enumerable: true })
      expect(parse(fields)).toEqual({ ok: false, problems: { form: 'not-asked-for' } })
    }
  })
})
