import { BATCH_VIEWS, CAMT_VERSIONS, camt053 } from '../bank/camt053.ts'
import { type BankLine, linesOf, signedCents, totalOf } from '../bank/bank.ts'
import { type DayStatement, dayStatements } from '../bank/day-statements.ts'
import { PLATFORM_IBAN, spacedIban } from '../bank/iban.ts'
import { RefusedFile, takePaymentFile } from '../bank/payment-files.ts'
import { isoOf } from '../clock.ts'
import type { Draft } from '../draft.ts'
import { type Html, html } from './html.ts'
import { overviewNav } from './overview-nav.ts'
import { jsonOf, moneyText, type Page, pageOf, seeOther } from './page.ts'
import { table } from './table.ts'
import { refusal } from './trigger-forms.ts'

/** How many days and lines the page shows. */
const SHOWN = 30

/** What the people whose accounts are at the sandbox's bank would read, and what the platform can do there. */
export const showBankAccounts: Page = core => {
  const body = core.look(draft => {
    const holders = draft.all('payout_account')
    return html`<h1>The bank, as the sandbox plays it</h1>
      ${account('The platform', PLATFORM_IBAN, linesOf(draft, PLATFORM_IBAN))} ${statementsPart(draft)}
      ${batchesPart(draft)} ${formsPart()}
      ${holders.map(({ holder, iban }) => account(holder, iban, linesOf(draft, iban)))}`
  })
  return pageOf('en', { title: 'Sandbox: bank', body, isWide: true, nav: overviewNav('/bank') })
}

/** The statement of one day: `?version=02|08&batches=details|sum`. */
export const downloadStatement: Page = (core, { query }, day) => {
  const version = CAMT_VERSIONS.find(v => v === (query.get('version') ?? '02'))
  const batches = BATCH_VIEWS.find(v => v === (query.get('batches') ?? 'details'))
  if (version === undefined || batches === undefined) {
    const may = `version may be ${CAMT_VERSIONS.join(' or ')}, batches ${BATCH_VIEWS.join(' or ')}`
    return jsonOf({ error: may }, 400)
  }
  const statement = core.look(draft => dayStatements(draft, PLATFORM_IBAN)).find(s => s.day === day)
  if (statement === undefined) {
    const why = `there is no statement of ${day}: the day is not over, or the account was not used yet`
    return jsonOf({ error: why }, 404)
  }
  const headers = {
    'Cache-Control': 'no-store',
    'Content-Type': 'application/xml; charset=utf-8',
    'Content-Disposition': `attachment; filename="camt053-${day}.xml"`,
  }
  return { status: 200, headers, body: camt053(statement, { version, batches }) }
}

/** A pain.001 file was pasted into the form. */
export const submitPayments: Page = (core, request) => {
  try {
    core.step(draft => takePaymentFile(draft, request.form.get('xml') ?? ''))
    return seeOther('/bank#batches')
  } catch (error) {
    if (error instanceof RefusedFile)
      return refusal(400, `The bank does not take this file: ${error.message}.`, '/bank')
    throw error
  }
}

/** The statements there are, and where each can be fetched. */
export function statementList(draft: Draft): object[] {
  return dayStatements(draft, PLATFORM_IBAN).map(
    ({ iban, day, number, openingCents, closingCents, lines }) => {
      const url = `/bank/statements/${day}.xml`
      return { iban, day, number, openingCents, closingCents, lines: lines.length, url }
    },
  )
}

function account(holder: string, iban: string, lines: BankLine[]): Html {
  const rows = lines
    .slice(0, SHOWN)
    .map(line => [
      isoOf(line.bookedAtMs).slice(0, 10),
      line.counterparty,
      line.returnReason === null ? line.remittance : `${line.remittance} (came back: ${line.returnReason})`,
      { cents: signedCents(line) },
    ])
  const columns = ['Date', 'From or to', 'Text', 'Amount']
  return html`<section>
    <h2>${holder}</h2>
    <p>${spacedIban(iban)}: ${moneyText('en', totalOf(lines))} came in since the sandbox began</p>
    ${rows.length === 0 ? html`<p>No lines yet.</p>` : table(`Statement of ${holder}`, columns, rows)}
  </section>`
}

function statementsPart(draft: Draft): Html {
  const rows = dayStatements(draft, PLATFORM_IBAN)
    .reverse()
    .slice(0, SHOWN)
    .map(s => [
      String(s.number),
      s.day,
      String(s.lines.length),
      { cents: s.openingCents },
      { cents: s.closingCents },
      files(s),
    ])
  const columns = ['Number', 'Day', 'Lines', 'Opening', 'Closing', 'CAMT.053']
  return html`<section id="statements">
    <h2>Statements of the platform</h2>
    <p>One for each day that is over, in UTC.</p>
    ${rows.length === 0 ? html`<p>None yet.</p>` : table('Statements', columns, rows)}
  </section>`
}

function files({ day }: DayStatement): Html {
  const links = CAMT_VERSIONS.flatMap(version =>
    BATCH_VIEWS.map(batches => {
      const label = batches === 'sum' ? `.${version}, batches as a sum` : `.${version}`
      const url = `/bank/statements/${day}.xml?version=${version}&batches=${batches}`
      return html`<a href="${url}" download>${label}<span class="unseen"> of ${day}</span></a>`
    }),
  )
  return html`<div class="row">${links}</div>`
}

function batchesPart(draft: Draft): Html {
  const rows = draft
    .all('payment_batch')
    .slice(0, SHOWN)
    .map(batch => [
      batch.messageId,
      batch.executesOn,
      batch.isOneLine ? 'one line' : 'a line each',
      String(batch.payments.length),
      { cents: batch.payments.reduce((sum, payment) => sum + payment.amount, 0) },
    ])
  const columns = ['File', 'Leaves on', 'Booked as', 'Payments', 'Together']
  return html`<section id="batches">
    <h2>Payments handed in</h2>
    ${rows.length === 0 ? html`<p>None yet.</p>` : table('Payments handed in', columns, rows)}
  </section>`
}

function formsPart(): Html {
  return html`<section>
    <h2>Make something happen</h2>
    <form method="post" action="/bank/payments">
      <div class="field">
        <label for="xml">A payment file (pain.001), pasted</label>
        <textarea id="xml" name="xml" rows="4" required></textarea>
      </div>
      <p><button class="button">Hand in</button></p>
    </form>
    ${moneyForm('deposit', 'Somebody pays in', 'Pay in')}
    ${moneyForm('costs', 'The bank takes its costs', 'Take costs')}
  </section>`
}

function moneyForm(path: 'deposit' | 'costs', title: string, button: string): Html {
  return html`<h3>${title}</h3>
    <form method="post" action="/trigger/bank/${path}">
      <input type="hidden" name="back" value="/bank" />
      <div class="field">
        <label for="${path}-amount">Amount in cents</label>
        <input id="${path}-amount" name="amount" inputmode="numeric" required />
      </div>
      <div class="field">
        <label for="${path}-text">Text</label>
        <input id="${path}-text" name="text" />
      </div>
      <p><button class="button quiet">${button}</button></p>
    </form>`
}
