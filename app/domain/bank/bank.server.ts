/**
 * The door of the bank: statements are booked here, what they leave open is cleared, and files of payments are made.
 * How a bank writes its files is known in app/bank only.
 */
export { bookStatements } from './statements.server.ts'
export type { StatementResult } from './statements.server.ts'
export { clearLine } from './suspense.server.ts'
export type { Cleared, ClearingDecision } from './suspense.server.ts'
export { approveBankFile, proposeBankFile, voidBankFile } from './bank-files.server.ts'
export type { FileProposal, PaymentTrouble } from './bank-files.server.ts'
