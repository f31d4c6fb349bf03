import { LimitNode, OperationNodeTransformer, ValueNode } from 'kysely'
import type { KyselyPlugin, SelectQueryNode } from 'kysely'

/** Finds no suspension, wherever one is asked for. */
class WithoutSuspensions extends OperationNodeTransformer {
  protected override transformSelectQuery(node: SelectQueryNode): SelectQueryNode {
    const asked = super.transformSelectQuery(node)
    const isOfThem = asked.from?.froms.some(
      from => from.kind === 'TableNode' && 'table' in from && nameOf(from.table) === 'campaign_suspension',
    )
    return isOfThem ? { ...asked, limit: LimitNode.create(ValueNode.createImmediate(0)) } : asked
  }
}

function nameOf(table: unknown): unknown {
  return (table as { identifier?: { name?: unknown } }).identifier?.name
}

/**
 * At one door it is forgotten to ask whether a campaign is suspended: for a control.
 *
 * @param door where somebody comes with a pledge, or where it is asked what may be paid out
 */
export function suspensionForgotten(door: 'pledge' | 'payout'): KyselyPlugin {
  const without = new WithoutSuspensions()
  return {
    transformQuery: ({ node }) => {
      if (node.kind !== 'SelectQueryNode') return node
      const [from] = node.from?.froms ?? []
      const table = from?.kind === 'TableNode' && 'table' in from ? nameOf(from.table) : undefined
      return table === (door === 'pledge' ? 'campaign' : 'campaign_suspension')
        ? (without.transformNode(node) as typeof node)
        : node
    },
    transformResult: async ({ result }) => result,
  }
}
