import { pain001 } from './bank/pain001.ts'
import { problemsWithPayee } from './bank/payment-problems.ts'
import type { Config } from './config.server.ts'

/** What the domain must know of our bank to judge an account or a file: who pays, what is ours, what its form can carry. */
export function bankRules({ SENDER_NAME: name, BANK_IBANS: ours }: Config) {
  return {
    payer: { name, iban: ours[0] ?? '' },
    ours,
    problemsWith: problemsWithPayee,
    write: pain001.write,
  }
}
