/** The door of reconciliation: our books beside Stripe's, and what does not add up. */
export { feedBalance, proveBalance } from './balance-feed.server.ts'
export { findDiscrepancies, resolveDiscrepancy } from './discrepancies.server.ts'
export { floatLeft, latestLedgerCheck, recordLedgerCheck, verifyLedger } from './verify-ledger.server.ts'
