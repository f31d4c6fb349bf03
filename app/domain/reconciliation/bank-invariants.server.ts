import { sql } from 'kysely'
import { CREDITS, creditOf } from '../ledger/ledger.server.ts'
import { query } from './invariant.server.ts'
import type { Finding, Invariant } from './invariant.server.ts'

/** What must be true of the bank at every moment, beside the invariants of trust.md. */
export const BANK_INVARIANTS: readonly Invariant[] = [
  query(
    'I16',
    'each bank account in the books is the closing balance of the statement booked last',
    sql<{ n: number }>`SELECT count(*) AS n FROM bank_statement`,
    sql<Finding>`SELECT account AS subject FROM ${CREDITS} AS c
      WHERE account LIKE 'bank:%' AND -cents <> coalesce((SELECT closing_cents FROM bank_statement AS s
        WHERE 'bank:' || s.iban = c.account AND n = (SELECT max(n) FROM bank_statement WHERE iban = s.iban)), 0)
      UNION ALL SELECT 'bank:' || s.iban FROM bank_statement AS s WHERE closing_cents <> 0
        AND n = (SELECT max(n) FROM bank_statement WHERE iban = s.iban)
        AND NOT EXISTS (SELECT 1 FROM posting WHERE debit_account = 'bank:' || s.iban OR credit_account = 'bank:' || s.iban)`,
    'booked statements',
  ),
  query(
    'I17',
    'what is on its way from our bank is what was exported and topped up, less what went off the bank',
    sql<{ n: number }>`SELECT ${creditOf('bank_in_transit')} AS n`,
    sql<Finding>`SELECT 'bank_in_transit' AS subject WHERE ${creditOf('bank_in_transit')} <>
      (SELECT coalesce(sum(amount_cents), 0) FROM bank_payment WHERE state IN ('exported', 'paid', 'returned'))
      + (SELECT coalesce(sum(net_cents), 0) FROM balance_transaction WHERE reporting_category IN ('topup', 'topup_reversal'))
      + (SELECT coalesce(sum(amount_cents), 0) FROM bank_line WHERE state <> 'suspense' AND rule IN ('B2', 'B4'))`,
    'cents on their way',
  ),
]
