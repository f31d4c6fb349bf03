import type { CampaignState, Role } from '#db/schema.ts'

/** Who acts. A backer is known only by the signed link of one pledge. */
export type Actor =
  | { kind: 'guest' }
  | { kind: 'backer'; pledgeId: string }
  | { kind: 'user'; id: string; email: string; roles: readonly Role[] }

/** What a person may do, and with what. */
export interface Actions {
  'campaign.see': { initiatorId: string; state: CampaignState }
  'campaign.start': null
  /** Change the text, budget, rewards or picture; see the desk and its backers; write updates. */
  'campaign.edit': { initiatorId: string }
  'campaign.review': { initiatorId: string }
  /** Stop a campaign for good or for a while. */
  'campaign.stop': null
  'pledge.manage': { pledgeId: string }
  'payout-account.edit': { userId: string }
  /** The admin's desk itself and what is read there: journal, trial balance, statements, discrepancies. */
  'desk.see': null
  'books.see': null
  'settlement.propose': { initiatorId: string }
  'settlement.approve': { initiatorId: string; proposedBy: string }
  /** Take a transfer back that should not have been made. */
  'settlement.reverse': { initiatorId: string }
  'refund.decide': null
  'dispute.answer': null
  /** Take what an initiator owes back, or write it off. */
  'debt.decide': null
  /** Book statements of the bank, say what a line was, propose what is paid by bank and what goes to our own bank. */
  'bank.manage': null
  /** Put the second signature under a file for the bank or a payout to our own bank. */
  'bank.approve': { proposedBy: string }
  /** Take an approved file to the bank. */
  'bank.fetch-file': null
  'discrepancy.resolve': null
  'card-stop.see': null
  'card-stop.lift': null
  'refund.everyone': null
  'month.close': null
  'month.confirm': { proposedBy: string }
  'jobs.manage': null
  'roles.grant': null
}

export type Action = keyof Actions

const PUBLIC_STATES: readonly CampaignState[] = [
  'live',
  'closing',
  'near_miss',
  'succeeded',
  'failed',
  'canceled',
]

/** The one place that says who may do what. Roles are read afresh for each request, so that a lost role counts at once. */
export function can<A extends Action>(actor: Actor, action: A, object: Actions[A]): boolean {
  return rules[action](actor, object)
}

const rules: { [A in Action]: (actor: Actor, object: Actions[A]) => boolean } = {
  'campaign.see': (actor, campaign) =>
    PUBLIC_STATES.includes(campaign.state) ||
    isUser(actor, campaign.initiatorId) ||
    hasRole(actor, 'reviewer', 'admin'),
  'campaign.start': actor => actor.kind === 'user',
  'campaign.edit': (actor, campaign) => isUser(actor, campaign.initiatorId),
  'campaign.review': (actor, campaign) =>
    hasRole(actor, 'reviewer', 'admin') && !isUser(actor, campaign.initiatorId),
  'campaign.stop': actor => hasRole(actor, 'admin'),
  'pledge.manage': (actor, pledge) => actor.kind === 'backer' && actor.pledgeId === pledge.pledgeId,
  'payout-account.edit': (actor, account) => isUser(actor, account.userId),
  'desk.see': actor => hasRole(actor, 'reviewer', 'treasurer', 'approver', 'admin'),
  'books.see': actor => hasRole(actor, 'treasurer', 'approver', 'admin'),
  'settlement.propose': (actor, campaign) =>
    hasRole(actor, 'treasurer') && !isUser(actor, campaign.initiatorId),
  'settlement.approve': (actor, settlement) =>
    hasRole(actor, 'approver') &&
    !isUser(actor, settlement.initiatorId) &&
    !isUser(actor, settlement.proposedBy),
  'settlement.reverse': (actor, settlement) =>
    hasRole(actor, 'treasurer') && !isUser(actor, settlement.initiatorId),
  'refund.decide': actor => hasRole(actor, 'treasurer'),
  'dispute.answer': actor => hasRole(actor, 'treasurer'),
  'debt.decide': actor => hasRole(actor, 'treasurer'),
  'bank.manage': actor => hasRole(actor, 'treasurer'),
  'bank.fetch-file': actor => hasRole(actor, 'treasurer', 'approver'),
  'bank.approve': (actor, { proposedBy }) => hasRole(actor, 'approver') && !isUser(actor, proposedBy),
  'discrepancy.resolve': actor => hasRole(actor, 'treasurer'),
  'card-stop.see': actor => hasRole(actor, 'treasurer', 'admin'),
  'card-stop.lift': actor => hasRole(actor, 'treasurer'),
  'refund.everyone': actor => hasRole(actor, 'admin'),
  'month.close': actor => hasRole(actor, 'treasurer'),
  'month.confirm': (actor, { proposedBy }) =>
    hasRole(actor, 'treasurer', 'approver') && !isUser(actor, proposedBy),
  'jobs.manage': actor => hasRole(actor, 'admin', 'treasurer'),
  'roles.grant': actor => hasRole(actor, 'admin'),
}

function isUser(actor: Actor, userId: string): boolean {
  return actor.kind === 'user' && actor.id === userId
}

function hasRole(actor: Actor, ...roles: Role[]): boolean {
  return actor.kind === 'user' && roles.some(role => actor.roles.includes(role))
}
