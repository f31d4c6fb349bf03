import { readEuros } from '../story/euros.ts'
import type { Page } from '../story/page.ts'
import { inEuros } from './story.ts'
import type { Story } from './story.ts'

export const openTrialBalance = ({ demo, people }: Story): Promise<Page> =>
  people.treasurer.open(`${demo.site}/admin/trial-balance`)

/** An account as the trial balance shows it, in cents. */
export interface TrialBalanceRow {
  account: string
  debit: number
  credit: number
}

export function trialBalanceOf(page: Page): TrialBalanceRow[] {
  return page
    .table('Balance of each account')
    .slice(0, -1)
    .map(([account = '', debit = '', credit = '']) => ({
      account,
      debit: debit === '' ? 0 : readEuros(debit),
      credit: credit === '' ? 0 : readEuros(credit),
    }))
}

/** Debit less credit. An account on which nothing was ever booked is not in the list. */
export function balanceIn(rows: readonly TrialBalanceRow[], account: string): number {
  const row = rows.find(each => each.account === account)
  return row ? row.debit - row.credit : 0
}

/** The trial balance as lines of text, its sums last. */
export function trialBalanceLines(rows: readonly TrialBalanceRow[]): string[] {
  const sum = (side: 'debit' | 'credit') => rows.reduce((total, row) => total + row[side], 0)
  const table = [...rows, { account: 'Together', debit: sum('debit'), credit: sum('credit') }]
  const texts = table.map(({ account, debit, credit }) => [account, side(debit), side(credit)] as const)
  const width = Math.max(...texts.map(([account]) => account.length))
  return [['Trial balance', 'debit', 'credit'] as const, ...texts].map(([account, debit, credit]) => {
    const line = `${account.padEnd(width)}${debit.padStart(AMOUNT_WIDTH)}${credit.padStart(AMOUNT_WIDTH)}`
    return `${MARGIN}${line.trimEnd()}`
  })
}

const AMOUNT_WIDTH = 14
const MARGIN = '     '

const side = (amount: number): string => (amount === 0 ? '' : inEuros(amount))
