import { ValuesNode } from 'kysely'
import type { KyselyPlugin, RootOperationNode } from 'kysely'

/** Something that is done to every statement that writes, on its way to the database. */
function onWrites(change: (node: RootOperationNode) => RootOperationNode): KyselyPlugin {
  const isWrite = ({ kind }: RootOperationNode) =>
    kind === 'InsertQueryNode' || kind === 'UpdateQueryNode' || kind === 'DeleteQueryNode'
  return {
    transformQuery: ({ node }) => (isWrite(node) ? change(node) : node),
    transformResult: async ({ result }) => result,
  }
}

/** Calls `act` before each statement that writes; when it throws, nothing of the transaction is kept. */
export function beforeEachWrite(act: () => void): KyselyPlugin {
  return onWrites(node => {
    act()
    return node
  })
}

/** The two sides of every posting, swapped: for a control. */
export function withSidesSwapped(): KyselyPlugin {
  const other: Record<string, string> = { debit_account: 'credit_account', credit_account: 'debit_account' }
  return onWrites(node => {
    if (node.kind !== 'InsertQueryNode' || node.into?.table.identifier.name !== 'posting') return node
    const columns = (node.columns ?? []).map(column => {
      const { name } = column.column
      return { ...column, column: { ...column.column, name: other[name] ?? name } }
    })
    return { ...node, columns }
  })
}

/** A payment that was kept before is kept once more, under another name: for a control. */
export function withoutDeduplication(): KyselyPlugin {
  const seen = new Map<unknown, number>()
  return onWrites(node => {
    if (node.kind !== 'InsertQueryNode' || node.into?.table.identifier.name !== 'payment') return node
    if (!node.values || !ValuesNode.is(node.values)) return node
    const at = (node.columns ?? []).findIndex(({ column }) => column.name === 'id')
    const values = node.values.values.map(row => {
      if (row.kind !== 'PrimitiveValueListNode') return row
      const id = row.values[at]
      const times = seen.get(id) ?? 0
      seen.set(id, times + 1)
      if (times === 0) return row
      return { ...row, values: row.values.with(at, `${String(id)}_again_${times}`) }
    })
    return { ...node, values: { ...node.values, values } }
  })
}
