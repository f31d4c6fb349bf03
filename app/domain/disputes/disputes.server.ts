/** The door of disputes: what backers' banks ask about or take back, and what is answered. */
export { answerDispute, tellAnswer } from './answer-dispute.server.ts'
export { syncFraudWarning } from './fraud-warnings.server.ts'
export { recordDispute, sweepDisputes, syncDispute, syncDisputesOf } from './record-dispute.server.ts'
