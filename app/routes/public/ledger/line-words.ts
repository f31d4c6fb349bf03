import type { CashBookLine } from '#app/domain/ledger/ledger-queries.server.ts'
import type { Language } from '#app/i18n/language.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { ledgerMessages } from '#app/i18n/messages/ledger.ts'
import type { LedgerLine } from '#app/ui/ledger-table.tsx'

/** A line of the cash book in words. A kind that has no words yet is told by its name, never left out. */
export function inWords(line: CashBookLine, language: Language): LedgerLine {
  const t = messagesFor(ledgerMessages, language)
  const { id, day, change, balance } = line
  const corrects = line.corrects === null ? undefined : t.corrects(line.corrects)
  return { id, day, change, balance, corrects, ...whatAndRoute(line, t) }
}

function whatAndRoute(
  { kind, reason, count }: CashBookLine,
  { kinds, routes }: (typeof ledgerMessages)[Language],
): Pick<LedgerLine, 'what' | 'route'> {
  switch (kind) {
    case 'payment-succeeded':
      return { what: kinds.paymentSucceeded(count), route: routes.in }
    case 'refund-decided':
      return { what: kinds.refundDecided[reason ?? 'by_admin'](count), route: routes.back }
    case 'settlement-approved':
      return { what: kinds.settlementApproved, route: routes.fee }
    case 'costs-passed-on':
      return { what: kinds.costsPassedOn, route: routes.fee }
    case 'transfer-sent':
      return { what: kinds.transferSent, route: routes.out }
    case 'transfer-returned':
      return { what: kinds.transferReturned, route: routes.returned }
    case 'dispute-lost':
      return { what: kinds.disputeLost(count), route: routes.back }
    case 'debt-set-off':
      return { what: kinds.debtSetOff, route: routes.other }
    case 'debt-taken-back':
      return { what: kinds.debtTakenBack, route: routes.returned }
    // In a campaign's book it is a bank line that was found to be its initiator's (N2).
    case 'suspense-cleared':
      return { what: kinds.debtPaidBack, route: routes.returned }
    case 'debt-written-off':
      return { what: kinds.debtWrittenOff, route: routes.other }
    default:
      return { what: kinds.other(kind), route: routes.other }
  }
}
