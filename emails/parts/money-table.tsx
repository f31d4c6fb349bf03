import type { ReactElement } from 'react'
import { look } from './look.ts'

/** One line: what it is, and an amount or a few words. */
export interface MoneyRow {
  label: string
  value: string
  /** `total` is set strong; `words` may break over lines, an amount may not. */
  kind: 'amount' | 'total' | 'words'
}

/** Amounts under each other. A table to who listens, and columns in the text version. */
export function MoneyTable({ caption, rows }: { caption: string; rows: readonly MoneyRow[] }): ReactElement {
  return (
    <table className="rule" data-text-format="dataTable" style={look.table}>
      <caption className="soft" style={look.caption}>
        {caption}
      </caption>
      <tbody>
        {rows.map(({ label, value, kind }) => (
          <tr key={label}>
            <th
              className={cellClass(kind)}
              scope="row"
              style={{ ...look.label, ...(kind === 'total' && look.total) }}
            >
              {label}
            </th>
            <td
              className={cellClass(kind)}
              style={{
                ...look.value,
                ...(kind !== 'words' && look.money),
                ...(kind === 'total' && look.total),
              }}
            >
              {value}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function cellClass(kind: MoneyRow['kind']): string {
  return kind === 'total' ? 'ink rule' : 'ink hair'
}
