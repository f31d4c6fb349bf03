import { cents, sum } from '../money.ts'
import type { Cents } from '../money.ts'
import type { ReceiptFacts, ReceiptParts } from './receipt.ts'

/** A document as a line of a year: what a credit takes back is negative. */
export interface OverviewLine {
  number: string
  kind: 'receipt' | 'invoice' | 'credit'
  issuedAt: string
  campaignTitle: string
  gift: Cents
  reward: Cents
  vat: Cents
  tip: Cents
  /** An invoice took its place, in this year or a later one: it is shown and not added up. */
  isReplaced: boolean
}

export interface Overview {
  lines: OverviewLine[]
  totals: { gift: Cents; reward: Cents; vat: Cents; tip: Cents }
  /** What was given to each ANBI, less what went back; for the tax return. */
  toAnbis: { name: string; rsin: string; gift: Cents }[]
}

interface DocumentOfYear {
  number: string
  kind: OverviewLine['kind']
  issuedAt: string
  parts: ReceiptParts
  facts: ReceiptFacts
  replacedBy: string | null
}

/** The documents of a year added up: with every cent once, also where an invoice took the place of a receipt. */
export function overviewOf(documents: readonly DocumentOfYear[]): Overview {
  const lines = documents.map(toLine)
  const counted = lines.filter(({ isReplaced }) => !isReplaced)
  const total = (of: 'gift' | 'reward' | 'vat' | 'tip') => sum(counted.map(line => line[of]))
  const anbis = new Map<string, { name: string; rsin: string; gift: Cents }>()
  documents.forEach(({ facts: { anbi } }, index) => {
    const line = lines[index]
    if (!anbi || !line || line.isReplaced) return
    const known = anbis.get(anbi.rsin)?.gift ?? cents(0)
    anbis.set(anbi.rsin, { name: anbi.name, rsin: anbi.rsin, gift: sum([known, line.gift]) })
  })
  return {
    lines,
    totals: { gift: total('gift'), reward: total('reward'), vat: total('vat'), tip: total('tip') },
    toAnbis: [...anbis.values()],
  }
}

function toLine({ number, kind, issuedAt, parts, facts, replacedBy }: DocumentOfYear): OverviewLine {
  const signed = (part: Cents) => cents(kind === 'credit' ? 0 - part : part)
  return {
    number,
    kind,
    issuedAt,
    campaignTitle: facts.campaignTitle,
    gift: signed(parts.gift),
    reward: signed(parts.reward),
    vat: signed(parts.vat),
    tip: signed(parts.tip),
    isReplaced: replacedBy !== null,
  }
}
