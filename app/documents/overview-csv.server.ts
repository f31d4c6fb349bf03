import { stringify } from 'csv-stringify/sync'
import { overviewOf } from '#app/domain/receipts/overview.ts'
import type { ListedReceipt } from '#app/domain/receipts/receipt-queries.server.ts'

/** The same in both languages, as every CSV of ours. Amounts are whole cents; what a credit takes back is negative. */
const COLUMNS = [
  'number',
  'kind',
  'issued_at',
  'campaign',
  'gift_cents',
  'reward_cents',
  'vat_cents',
  'tip_cents',
  'replaced_by',
]

/** The documents of a year for a spreadsheet; a field that begins like a formula is read as text. */
export function overviewCsv(receipts: readonly ListedReceipt[]): string {
  const { lines } = overviewOf(receipts)
  const rows = lines.map((line, index) => [
    line.number,
    line.kind,
    line.issuedAt,
    line.campaignTitle,
    line.gift,
    line.reward,
    line.vat,
    line.tip,
    receipts[index]?.replacedBy ?? '',
  ])
  return stringify([COLUMNS, ...rows], { bom: true, escape_formulas: true })
}
