import type { ReadEntry, ReadParty, ReadTransaction } from '#app/bank/camt-entry.ts'

const NOBODY: ReadParty = { name: null, iban: null }

/**
 * Which of debtor and creditor is the other side.
 *
 * Of money that came in it is the debtor, of money that went out the creditor. An entry that undoes another keeps the
 * parties of the first (ISO 20022, `RvslInd`), and for payments that came back the banks differ; so whoever is plainly
 * ourselves, by IBAN or by name, is passed over.
 */
export function counterpartyOf(transaction: ReadTransaction, entry: ReadEntry, owner: ReadParty): ReadParty {
  const { debtor, creditor } = transaction
  const undoes = entry.reversal
  const sides = entry.amountCents < 0 === undoes ? [debtor, creditor] : [creditor, debtor]
  const others = sides.filter(side => (side.name !== null || side.iban !== null) && !isSame(side, owner))
  const [first, second] = sides
  if (others[0] !== undefined && others[0] === first) return first
  // The side that is not expected to be the other one is ours more often than not, unless something says otherwise.
  const saysSo = undoes || transaction.returned || (second?.iban ?? null) !== null
  return saysSo ? (others[0] ?? NOBODY) : NOBODY
}

function isSame(side: ReadParty, owner: ReadParty): boolean {
  if (side.iban !== null && owner.iban !== null) return side.iban === owner.iban
  return side.name !== null && side.name.toUpperCase() === owner.name?.toUpperCase()
}
