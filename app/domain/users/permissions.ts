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
  'pledge.manage': { pledgeId: string }
  'payout-account.edit': { userId: string }
  /** The admin's desk itself and what is read there: journal, trial balance, statements, discrepancies. */
  'desk.see': null
  'books.see': null
  'settlement.propose': { initiatorId: string }
  'settlement.approve': { initiatorId: string; proposedBy: string }
  'refund.decide': null
  'dispute.answer': null
  /** Take what an initiator owes back, or write it off. */
  'debt.decide': null
  'discrepancy.resolve': null
  'jobs.manage': null
  'roles.grant': null
}

export type Action = keyof Actions

const PUBLIC_STATES: readonly CampaignState[] = ['live', 'closing', 'succeeded', 'failed', 'canceled']

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
  'refund.decide': actor => hasRole(actor, 'treasurer'),
  'dispute.answer': actor => hasRole(actor, 'treasurer'),
  'debt.decide': actor => hasRole(actor, 'treasurer'),
  'discrepancy.resolve': actor => hasRole(actor, 'treasurer'),
  'jobs.manage': actor => hasRole(actor, 'admin', 'treasurer'),
  'roles.grant': actor => hasRole(actor, 'admin'),
}

function isUser(actor: Actor, userId: string): boolean {
  return actor.kind === 'user' && actor.id === userId
}

function hasRole(actor: Actor, ...roles: Role[]): boolean {
  return actor.kind === 'user' && roles.some(role => actor.roles.includes(role))
}
