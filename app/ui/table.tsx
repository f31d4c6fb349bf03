import { Fragment, type ReactNode } from 'react'
import { classNames } from '#app/ui/class-names.ts'
import { WideTable } from '#app/ui/wide-table.tsx'

interface Column {
  label: string
  /** Numbers stand to the right, digits under digits. */
  isNumber?: boolean
}

interface TableProps {
  /** What the table holds; read out, and shown when `showsCaption`. */
  caption: string
  showsCaption?: boolean
  columns: readonly Column[]
  /** One list of cells a row; the first cell names its row. */
  rows: readonly { key: string; cells: readonly ReactNode[] }[]
  /** The last row, under a double line. */
  total?: readonly ReactNode[]
  /** What stands there instead when there are no rows. */
  empty?: ReactNode
}

/** A plain table. Too wide for a phone, it scrolls by itself and can be reached by keyboard. */
export function Table({ caption, showsCaption = false, columns, rows, total, empty }: TableProps) {
  if (rows.length === 0 && empty !== undefined) return <Fragment>{empty}</Fragment>
  const numeric = (index: number) => classNames(columns[index]?.isNumber && 'num') || undefined
  return (
    <WideTable label={caption}>
      <table className="table">
        <caption className={showsCaption ? undefined : 'hidden'}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column, index) => (
              <th key={column.label} scope="col" className={numeric(index)}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={row.key}>{rowCells(row.cells, numeric)}</tr>
          ))}
        </tbody>
        {total && (
          <tfoot>
            <tr>{rowCells(total, numeric)}</tr>
          </tfoot>
        )}
      </table>
    </WideTable>
  )
}

function rowCells(cells: readonly ReactNode[], numeric: (index: number) => string | undefined) {
  return cells.map((cell, index) =>
    index === 0 ? (
      <th key={index} scope="row" className={numeric(index)}>
        {cell}
      </th>
    ) : (
      <td key={index} className={numeric(index)}>
        {cell}
      </td>
    ),
  )
}
