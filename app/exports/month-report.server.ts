import { openSheet } from '#app/documents/sheet.server.ts'
import type { Sheet } from '#app/documents/sheet.server.ts'
import { readAccount } from '#app/domain/ledger/account.ts'
import type { Checklist, Month } from '#app/domain/months/month.ts'
import { CHECKS } from '#app/domain/months/month.ts'
import type { ClosedMonth } from '#app/domain/months/month-queries.server.ts'
import { cents, sum, ZERO } from '#app/domain/money.ts'
import type { Cents } from '#app/domain/money.ts'
import { amount, moment, monthName, number } from '#app/i18n/format.ts'
import type { Language } from '#app/i18n/language.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { monthMessages } from '#app/i18n/messages/months.ts'
import { accountName } from '#app/ui/desk/account-name.ts'
import { checkWords } from '#app/ui/desk/check-words.ts'
import type { BookAccount } from './book.ts'

/**
 * A closed month on paper: who closed it and when, what was on the checklist, the seal that holds it, the trial balance at
 * its end, and the movements of each account and each campaign.
 */
export interface MonthReport {
  month: Month
  closed: ClosedMonth
  checklist: Checklist
  accounts: readonly BookAccount[]
  /** Titles of campaigns by their ids. */
  titles: ReadonlyMap<string, string>
  owner: { name: string; registration: string }
  language: Language
}

/** The bytes of the report: the same report is the same bytes. */
export async function monthReport(report: MonthReport): Promise<Uint8Array> {
  const { language, closed, month, owner } = report
  const t = messagesFor(monthMessages, language).report
  const title = t.title(monthName(month, language))
  const sheet = openSheet({
    ...{ title, language, author: owner.name, madeAt: new Date(closed.confirmedAt) },
    foot: `${owner.name} · ${owner.registration} · ${title}`,
  })
  sheet.kicker(`${owner.name}, ${owner.registration}`)
  sheet.title(title)
  sheet.paragraph(t.closedBy(closed.proposedBy, moment(closed.proposedAt, language)))
  sheet.paragraph(t.confirmedBy(closed.confirmedBy, moment(closed.confirmedAt, language)))
  sheet.paragraph(`${t.head(number(closed.headSeq, language))} ${closed.headHash}`)
  sheet.heading(t.checklist)
  for (const check of CHECKS) sheet.paragraph(`• ${checkWords(check, report.checklist, month, language)}`)
  trialBalance(sheet, report)
  movements(sheet, report)
  campaigns(sheet, report)
  return sheet.finish()
}

const closingOf = ({ opening, debit, credit }: BookAccount): Cents => cents(opening + debit - credit)

function trialBalance(sheet: Sheet, { accounts, language }: MonthReport): void {
  const t = messagesFor(monthMessages, language).report
  const sides = accounts.map(account => {
    const closing = closingOf(account)
    return { account, debit: cents(Math.max(0, closing)), credit: cents(Math.max(0, -closing)) }
  })
  const shown = (value: Cents) => (value === ZERO ? '' : amount(value, language))
  sheet.heading(t.trialBalance)
  sheet.table({
    columns: figureColumns(t.account, [t.debit, t.credit]),
    rows: sides
      .filter(({ debit, credit }) => debit + credit > 0)
      .map(({ account, debit, credit }) => [account.name, shown(debit), shown(credit)]),
    total: [
      t.total,
      amount(sum(sides.map(({ debit }) => debit)), language),
      amount(sum(sides.map(({ credit }) => credit)), language),
    ],
  })
}

function movements(sheet: Sheet, { accounts, language }: MonthReport): void {
  const t = messagesFor(monthMessages, language).report
  sheet.heading(t.movements)
  sheet.table({
    columns: figureColumns(t.account, [t.opening, t.debit, t.credit, t.closing]),
    rows: accounts
      .map(account => ({
        account,
        figures: [account.opening, account.debit, account.credit, closingOf(account)],
      }))
      .filter(({ figures }) => figures.some(figure => figure !== ZERO))
      .map(({ account, figures }) => [account.name, ...figures.map(figure => amount(figure, language))]),
  })
}

/** What was held for each campaign before, came in, went out, and was held after; as the campaign's own people see it. */
function campaigns(sheet: Sheet, { accounts, titles, language }: MonthReport): void {
  const t = messagesFor(monthMessages, language).report
  const held = accounts.filter(({ account }) => readAccount(account)?.name === 'campaign_funds_held')
  sheet.heading(t.campaigns)
  if (held.length === 0) return sheet.paragraph(t.noCampaigns)
  sheet.table({
    columns: figureColumns(t.campaign, [t.before, t.in, t.out, t.after]),
    rows: held.map(account => {
      const campaignId = readAccount(account.account)?.campaignId ?? ''
      const title = titles.get(campaignId) ?? accountName({ account: account.account, title: null }, language)
      const figures = [
        cents(0 - account.opening),
        account.credit,
        account.debit,
        cents(0 - closingOf(account)),
      ]
      return [title, ...figures.map(figure => amount(figure, language))]
    }),
  })
}

/** Words to the left, and columns of figures, each a sixth of the page. */
function figureColumns(words: string, figures: readonly string[]) {
  const width = 1 / 6
  return [
    { label: words, width: 1 - figures.length * width },
    ...figures.map(label => ({ label, width, isNumber: true })),
  ]
}
