/** Proves that what is drawn agrees with what is said, at the edges: nothing, almost all, all, too much. */
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { cents } from '#app/domain/money.ts'
import { Bar } from '#app/ui/bar.tsx'
import { BudgetTable } from '#app/ui/budget-table.tsx'
import { LedgerTable } from '#app/ui/ledger-table.tsx'
import { Names } from '#app/ui/names.tsx'
import { Shares } from '#app/ui/shares.tsx'
import { Singel } from '#app/ui/singel.tsx'
import { Tally } from '#app/ui/tally.tsx'
import { TrialBalance } from '#app/ui/trial-balance.tsx'

describe('a bar', () => {
  const lengthOf = (part: number, whole: number) =>
    /bar-money" d="M0 0H([\d.]+)V/.exec(renderToStaticMarkup(<Bar part={part} whole={whole} />))?.[1]

  it('draws nothing for nothing, something for something, and never beyond its bed', () => {
    expect(lengthOf(0, 100)).toBeUndefined()
    expect(lengthOf(10, 0)).toBeUndefined()
    expect(lengthOf(1, 1_000_000)).toBe('0.5')
    expect(lengthOf(67, 100)).toBe('67')
    expect(lengthOf(250, 100)).toBe('100')
  })
})

describe('the singel', () => {
  const ring = (raised: number) =>
    renderToStaticMarkup(<Singel title="De Ziel" raised={cents(raised)} minimum={cents(40_000_00)} />)

  it('is open until the minimum is there to the cent', () => {
    expect(ring(39_999_99)).toContain('stroke-dasharray="99 100"')
    expect(ring(39_999_99)).toContain('99\u00a0%')
    expect(ring(40_000_00)).toMatch(/ring-money" pathLength="100" d=/)
  })

  it('says how far it is to who does not see it', () => {
    expect(ring(26_830_00)).toContain('De singel van De Ziel: 67 procent van het minimum is binnen.')
    expect(ring(0)).not.toContain('ring-money')
    expect(ring(61_234_50)).toContain('153 procent')
  })

  it('draws hands only when a campaign has needs', () => {
    expect(ring(1)).not.toContain('ring-plan')
  })
})

describe('the tally', () => {
  it('says one and many, and when it ended', () => {
    const tally = (backers: number, daysLeft: number) =>
      renderToStaticMarkup(
        <Tally
          raised={cents(710)}
          minimum={cents(1000_00)}
          backers={backers}
          deadline={{ day: '2026-12-12', daysLeft }}
        />,
      )
    expect(tally(1, 1)).toMatch(/door 1 donateur<.*1 dag<.*tot en met zaterdag 12 december 2026/)
    expect(tally(612, 0)).toMatch(/door 612 donateurs<.*Laatste dag</)
    expect(tally(0, -1)).toMatch(/€\u00a01.000 minimum<.*Afgelopen<.*op zaterdag 12 december 2026/)
  })
})

describe('the budget', () => {
  it('adds up the minimum from what must be, and all from both', () => {
    const markup = renderToStaticMarkup(
      <BudgetTable
        lines={[
          { description: 'Drukken', amount: cents(24_500_00), isMustHave: true },
          { description: 'Tekenen', amount: cents(9_000_50), isMustHave: true },
          { description: 'Lespakket', amount: cents(4_800_00), isMustHave: false },
        ]}
      />,
    )
    expect(markup).toMatch(/Minimum<.*€\u00a033\.500,50<.*Alles samen<.*€\u00a038\.300,50</)
  })
})

describe('rewards', () => {
  const share = { id: '1', title: 'Een raam', description: '', price: cents(7100), href: '/pledge' }

  it('offer what is left, and say in a word what is sold out', () => {
    const left = renderToStaticMarkup(<Shares rewards={[{ ...share, limit: 150, taken: 88 }]} />)
    expect(left).toContain('Nog 62 van 150')
    expect(left).toContain('href="/pledge"')
    const gone = renderToStaticMarkup(<Shares rewards={[{ ...share, limit: 7, taken: 8 }]} />)
    expect(gone).toContain('<strong>Uitverkocht</strong>')
    expect(gone).not.toContain('href')
  })
})

describe('the wall of names', () => {
  it('lets a name be only a name, and counts who has none as a brick', () => {
    const markup = renderToStaticMarkup(<Names names={['<b>Ans</b>', null]} total={2} />)
    expect(markup).toContain('&lt;b&gt;Ans&lt;/b&gt;')
    expect(markup).toContain('<li class="mute">zonder naam</li>')
  })
})

describe('the cash book', () => {
  it('says the sign of every change and stamps a correction', () => {
    const line = { id: '7', day: '2026-11-21', what: '1 gift', route: 'donateurs naar bewaring' }
    const markup = renderToStaticMarkup(
      <LedgerTable
        caption="Boekingen"
        lines={[
          { ...line, change: cents(-7100), balance: cents(0), corrects: 'draait 6 terug' },
          { ...line, id: '6', change: cents(7100), balance: cents(7100) },
        ]}
      />,
    )
    expect(markup).toContain('id="entry-7" class="fix"')
    expect(markup).toContain('−\u00a071,00')
    expect(markup).toContain('+\u00a071,00')
    expect(markup.match(/Correctie/g)).toHaveLength(1)
  })
})

describe('the trial balance', () => {
  const row = (name: string, debit: number, credit: number) => ({
    account: { name },
    debit: cents(debit),
    credit: cents(credit),
  })

  it('says that both sides are equal, or by how much they differ', () => {
    const balanced = renderToStaticMarkup(
      <TrialBalance caption="x" rows={[row('a', 1710, 0), row('b', 0, 1710)]} />,
    )
    expect(balanced).toContain('Debet en credit zijn gelijk.')
    const off = renderToStaticMarkup(
      <TrialBalance caption="x" rows={[row('a', 1710, 0), row('b', 0, 1700)]} />,
    )
    expect(off).toContain('Debet en credit verschillen €\u00a00,10.')
  })
})
