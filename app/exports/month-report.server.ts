import { once } from 'node:events'
import PDFDocument from 'pdfkit'
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
import { pdfText } from './pdf-text.ts'

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
  const doc = new PDFDocument({
    size: 'A4',
    margin: 50,
    bufferPages: true,
    lang: language,
    info: {
      Title: t.title(monthName(month, language)),
      Author: owner.name,
      CreationDate: new Date(closed.confirmedAt),
    },
  })
  const chunks: Uint8Array[] = []
  doc.on('data', (chunk: Uint8Array) => chunks.push(chunk))
  const ended = once(doc, 'end')
  doc
    .font('Helvetica-Bold')
    .fontSize(20)
    .text(pdfText(t.title(monthName(month, language))))
  doc
    .font('Helvetica')
    .fontSize(10)
    .text(pdfText(`${owner.name}, ${owner.registration}`))
    .moveDown()
  doc.text(pdfText(t.closedBy(closed.proposedBy, moment(closed.proposedAt, language))))
  doc.text(pdfText(t.confirmedBy(closed.confirmedBy, moment(closed.confirmedAt, language))))
  doc.text(pdfText(t.head(number(closed.headSeq, language))))
  doc.font('Courier').fontSize(8).text(closed.headHash).font('Helvetica').fontSize(10)
  heading(doc, t.checklist)
  for (const check of CHECKS) doc.text(pdfText(`• ${checkWords(check, report.checklist, month, language)}`))
  trialBalance(doc, report)
  movements(doc, report)
  campaigns(doc, report)
  numberPages(doc)
  doc.end()
  await ended
  return Buffer.concat(chunks)
}

type Doc = InstanceType<typeof PDFDocument>

function heading(doc: Doc, text: string): void {
  doc.moveDown().font('Helvetica-Bold').fontSize(13).text(pdfText(text), doc.page.margins.left)
  doc.font('Helvetica').fontSize(9).moveDown(0.5)
}

const closingOf = ({ opening, debit, credit }: BookAccount): Cents => cents(opening + debit - credit)

function trialBalance(doc: Doc, { accounts, language }: MonthReport): void {
  const t = messagesFor(monthMessages, language).report
  heading(doc, t.trialBalance)
  const rows = accounts.map(account => {
    const closing = closingOf(account)
    return { account, debit: cents(Math.max(0, closing)), credit: cents(Math.max(0, -closing)) }
  })
  const shown = (value: Cents) => (value === ZERO ? '' : amount(value, language))
  line(doc, [t.account, t.debit, t.credit], true)
  for (const { account, debit, credit } of rows)
    if (debit + credit > 0) line(doc, [account.name, shown(debit), shown(credit)])
  const totals = [sum(rows.map(row => row.debit)), sum(rows.map(row => row.credit))]
  line(doc, [t.total, ...totals.map(total => amount(total, language))], true)
}

function movements(doc: Doc, { accounts, language }: MonthReport): void {
  const t = messagesFor(monthMessages, language).report
  heading(doc, t.movements)
  line(doc, [t.account, t.opening, t.debit, t.credit, t.closing], true)
  for (const account of accounts) {
    const figures = [account.opening, account.debit, account.credit, closingOf(account)]
    if (figures.some(figure => figure !== ZERO))
      line(doc, [account.name, ...figures.map(figure => amount(figure, language))])
  }
}

/** What was held for each campaign before, came in, went out, and was held after; as the campaign's own people see it. */
function campaigns(doc: Doc, { accounts, titles, language }: MonthReport): void {
  const t = messagesFor(monthMessages, language).report
  heading(doc, t.campaigns)
  const held = accounts.filter(({ account }) => readAccount(account)?.name === 'campaign_funds_held')
  if (held.length === 0) doc.text(t.noCampaigns)
  else line(doc, [t.campaign, t.before, t.in, t.out, t.after], true)
  for (const account of held) {
    const campaignId = readAccount(account.account)?.campaignId ?? ''
    const title = titles.get(campaignId) ?? accountName({ account: account.account, title: null }, language)
    const figures = [cents(0 - account.opening), account.credit, account.debit, cents(0 - closingOf(account))]
    line(doc, [title, ...figures.map(figure => amount(figure, language))])
  }
}

const FIGURE_WIDTH = 72

/** A row of a table: words to the left, figures to the right, on a new page when this one is full. */
function line(doc: Doc, cells: readonly string[], isStrong = false): void {
  const [words = '', ...figures] = cells.map(pdfText)
  const { margins, width, height } = doc.page
  const wide = width - margins.left - margins.right - figures.length * FIGURE_WIDTH
  doc.font(isStrong ? 'Helvetica-Bold' : 'Helvetica').fontSize(9)
  const tall = doc.heightOfString(words, { width: wide - 8 }) + 3
  if (doc.y + tall > height - margins.bottom) doc.addPage()
  const top = doc.y
  doc.text(words, margins.left, top, { width: wide - 8 })
  figures.forEach((figure, index) =>
    doc.text(figure, margins.left + wide + index * FIGURE_WIDTH, top, {
      width: FIGURE_WIDTH,
      align: 'right',
    }),
  )
  doc.x = margins.left
  doc.y = top + tall
}

function numberPages(doc: Doc): void {
  const { start, count } = doc.bufferedPageRange()
  for (let page = start; page < start + count; page += 1) {
    doc.switchToPage(page)
    doc.page.margins.bottom = 0
    doc
      .font('Helvetica')
      .fontSize(8)
      .text(`${page + 1} / ${count}`, 50, doc.page.height - 35, {
        width: doc.page.width - 100,
        align: 'right',
      })
  }
}
