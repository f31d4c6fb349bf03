/** The door of reconciliation: our books beside Stripe's, and what does not add up. */
export { feedBalance } from './balance-feed.server.ts'
export { proveBalance } from './balance-proof.server.ts'
export { checkConnectedAccounts } from './connected-accounts.server.ts'
export { findDiscrepancies, resolveDiscrepancy } from './discrepancies.server.ts'
export { checkEndpoints } from './endpoints.server.ts'
export { findOrphans } from './orphans.server.ts'
export { alarmTreasurers, doProposal } from './proposals.server.ts'
export { latestLedgerCheck, recordLedgerCheck, verifyLedger } from './verify-ledger.server.ts'
