import { type BankLine, statementOf, totalOf } from '../bank/bank.ts'
import { PLATFORM_IBAN, spacedIban } from '../bank/iban.ts'
import { isoOf } from '../clock.ts'
import { type Html, html } from './html.ts'
import { overviewNav } from './overview-nav.ts'
import { moneyText, type Page, pageOf } from './page.ts'
import { table } from './table.ts'

/** What the people whose accounts are at the sandbox's bank would read on their statements. */
export const showBankStatements: Page = core => {
  const body = core.look(draft => {
    const holders = draft.all('payout_account')
    return html`<h1>The bank, as the sandbox plays it</h1>
      ${statement('The platform', PLATFORM_IBAN, statementOf(draft, PLATFORM_IBAN))}
      ${holders.map(({ holder, iban }) => statement(holder, iban, statementOf(draft, iban)))}`
  })
  return pageOf('en', { title: 'Sandbox: bank', body, isWide: true, nav: overviewNav('/bank') })
}

function statement(holder: string, iban: string, lines: BankLine[]): Html {
  const rows = lines.map(line => [
    isoOf(line.bookedAtMs).slice(0, 10),
    line.counterparty,
    line.remittance,
    { cents: line.direction === 'credit' ? line.amount : -line.amount },
  ])
  return html`<section>
    <h2>${holder}</h2>
    <p>${spacedIban(iban)}: ${moneyText('en', totalOf(lines))} came in since the sandbox began</p>
    ${rows.length === 0 ? html`<p>No lines yet.</p>` : table(`Statement of ${holder}`, ['Date', 'From or to', 'Text', 'Amount'], rows)}
  </section>`
}
