import type { ReadEntry, ReadParty, ReadTransaction } from '#app/bank/camt-entry.ts'

const NOBODY: ReadParty = { name: null, iban: null }

/**
 * Which of debtor and creditor is the other side.
 *
 * Of money that came in it is the debtor, of money that went out the creditor. An entry that undoes another keeps the
 * parties of the first (ISO 20022, `RvslInd`); of a payment that came back some banks keep them and some turn them. So
 * whoever is plainly ourselves, by IBAN or by name, is passed over, and where that leaves two, an IBAN decides.
 */
export function counterpartyOf(transaction: ReadTransaction, entry: ReadEntry, owner: ReadParty): ReadParty {
  const { debtor, creditor, returned } = transaction
  const expected = entry.amountCents < 0 === entry.reversal ? debtor : creditor
  const sides = expected === debtor ? [debtor, creditor] : [creditor, debtor]
  const others = sides.filter(side => (side.name !== null || side.iban !== null) && !isSame(side, owner))
  if (entry.reversal || returned) return others.find(side => side.iban !== null) ?? others[0] ?? NOBODY
  // The side where we are expected is ours more often than not, unless it has an IBAN that is not.
  return others.find(side => side === expected || side.iban !== null) ?? NOBODY
}

function isSame(side: ReadParty, owner: ReadParty): boolean {
  if (side.iban !== null && owner.iban !== null) return side.iban === owner.iban
  return side.name !== null && side.name.toUpperCase() === owner.name?.toUpperCase()
}
