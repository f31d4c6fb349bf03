import { bookBankLine } from '../bank/bank.ts'
import { PLATFORM_IBAN, readIban } from '../bank/iban.ts'
import { demand, type Trigger } from './trigger.ts'
import type { Wish } from './wish.ts'

/** What happens on the platform's bank account without Stripe. */
export const BANK_TRIGGERS: readonly Trigger[] = [
  {
    path: 'bank/deposit',
    on: null,
    does: 'Somebody pays into the platform’s bank account.',
    fields: {
      amount: 'cents; must be given',
      name: 'text',
      iban: 'an IBAN',
      text: 'text',
      end_to_end_id: 'text',
    },
    button: null,
    run: (draft, _id, wish) => {
      const line = { iban: PLATFORM_IBAN, kind: 'received' as const, amount: wish.cents('amount') }
      const counterparty = wish.text('name', 'A PARTNER')
      const counterpartyIban = ibanIn(wish, 'NL91ABNA0417164300')
      const endToEndId = wish.text('end_to_end_id', 'NOTPROVIDED')
      return bookBankLine(draft, {
        ...line,
        counterparty,
        counterpartyIban,
        endToEndId,
        remittance: wish.text('text', 'DEPOSIT'),
      })
    },
  },
  {
    path: 'bank/costs',
    on: null,
    does: 'The bank takes its costs.',
    fields: { amount: 'cents; must be given', text: 'text' },
    button: null,
    run: (draft, _id, wish) =>
      bookBankLine(draft, {
        iban: PLATFORM_IBAN,
        kind: 'costs',
        amount: wish.cents('amount'),
        counterparty: 'THE BANK',
        remittance: wish.text('text', 'COSTS OF THE ACCOUNT'),
      }),
  },
]

function ibanIn(wish: Wish, otherwise: string): string {
  const typed = wish.text('iban', otherwise)
  const iban = readIban(typed)
  demand(iban !== undefined, `iban: "${typed}" is not an IBAN`)
  return iban ?? otherwise
}
