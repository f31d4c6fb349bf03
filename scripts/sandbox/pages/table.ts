import { type Html, html } from './html.ts'
import { moneyText } from './page.ts'

/** What can stand in a cell: text, markup, or an amount in cents. */
type Cell = string | Html | { cents: number }

/** A table that scrolls by itself on a narrow screen, and can be scrolled by keyboard. */
export function table(caption: string, columns: string[], rows: Cell[][]): Html {
  return html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${columns.map((column, n) => headOf(column, rows[0]?.[n]))}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          row =>
            html`<tr>
              ${row.map(cellOf)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}

/** The head of a column of amounts stands to the right, as they do. */
function headOf(column: string, below: Cell | undefined): Html {
  const isMoney = typeof below === 'object' && 'cents' in below
  return isMoney ? html`<th scope="col" class="money">${column}</th>` : html`<th scope="col">${column}</th>`
}

function cellOf(cell: Cell): Html {
  if (typeof cell === 'object' && 'cents' in cell)
    return html`<td class="money">${moneyText('en', cell.cents)}</td>`
  return html`<td>${cell}</td>`
}
