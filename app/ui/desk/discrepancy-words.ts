import type { Discrepancy } from '#app/domain/reconciliation/reconciliation-queries.server.ts'
import { euros } from '#app/i18n/format.ts'
import type { Language } from '#app/i18n/language.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { discrepancyMessages } from '#app/i18n/messages/discrepancies.ts'
import { discrepancyKindMessages } from '#app/i18n/messages/discrepancy-kinds.ts'

interface DiscrepancyWords {
  /** With the amount, where there is one. */
  title: string
  cause: string
  proposal: string
}

/** What does not add up, in words: what it is, how it comes about, and what to do. */
export function discrepancyWords(
  { kind, amount }: Pick<Discrepancy, 'kind' | 'amount'>,
  language: Language,
): DiscrepancyWords {
  const t = messagesFor(discrepancyMessages, language)
  const kinds: Partial<Record<string, DiscrepancyWords>> = {
    ...t.kinds,
    ...messagesFor(discrepancyKindMessages, language).kinds,
  }
  const known = kinds[kind] ?? { ...t.unknownKind, title: t.unknownKind.title(kind) }
  return { ...known, title: t.titled(known.title, amount === null ? null : euros(amount, language)) }
}

const LATE_KINDS: readonly string[] = ['payment-without-transaction', 'refund-is-late', 'transfer-is-late']

/** Whether it takes too long, rather than being wrong. */
export function isLateKind(kind: string): boolean {
  return LATE_KINDS.includes(kind)
}
