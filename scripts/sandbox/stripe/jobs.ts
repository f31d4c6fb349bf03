import { executePayments, returnPayments } from '../bank/payment-files.ts'
import type { Job } from '../collections.ts'
import type { Draft } from '../draft.ts'
import { announceAvailable, releaseFunds } from './balance-transactions.ts'
import { bookCharge } from './charges.ts'
import { expireSession } from './checkout-sessions.ts'
import { takeProcessing } from './checkout-steps.ts'
import { followCharge } from './charge-aftermath.ts'
import { endDispute } from './dispute-course.ts'
import { arrivePayout, payOutAll, planAutomaticPayout, sendPayout } from './payout-course.ts'
import { arriveRefund, failRefund } from './refund-course.ts'
import { sendWaitingRefunds } from './refunds.ts'
import { arriveTopup } from './topups.ts'

/** What time brings about, by the kind of job. Deliveries are the one kind that is not in here: they need a network. */
const RUNS: Record<string, (draft: Draft, target: string, owner: string) => void> = {
  announce_available: announceAvailable,
  arrive_refund: arriveRefund,
  arrive_payout: arrivePayout,
  arrive_topup: arriveTopup,
  book_charge: bookCharge,
  decide_payment: takeProcessing,
  end_dispute: endDispute,
  execute_payments: executePayments,
  expire_session: expireSession,
  fail_refund: (draft, id) => void failRefund(draft, id, 'unknown'),
  follow_charge: followCharge,
  pay_out: payOutAll,
  plan_automatic_payout: planAutomaticPayout,
  release_funds: releaseFunds,
  return_payments: returnPayments,
  send_payout: sendPayout,
  send_waiting_refunds: sendWaitingRefunds,
}

/** Runs one due job and takes it off the list. */
export function runJob(draft: Draft, job: Job): void {
  const run = RUNS[job.kind]
  if (run === undefined) throw new Error(`the sandbox has no job of kind ${job.kind}`)
  draft.remove('job', job.id)
  run(draft, job.target, job.owner)
}
