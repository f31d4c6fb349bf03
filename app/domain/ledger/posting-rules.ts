/**
 * How money is booked: one function for each row of money.md 3.3, and its letter and number in the docstring. Amounts
 * and ids in, postings out; nothing else in the product makes a posting. The rows of match money (M1–M4) come with
 * the match funds.
 */
export * from './bank-desk-postings.ts'
export * from './bank-postings.ts'
export * from './dispute-postings.ts'
export * from './payment-postings.ts'
export * from './settlement-postings.ts'
export * from './stripe-postings.ts'
export type { Posting } from './posting.ts'
