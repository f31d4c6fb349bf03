import type { Cents } from '#app/domain/money.ts'

/**
 * Every letter of the product: its name, and what must be known to write it. Ids stand in for addresses: the
 * renderer makes the signed links, so that no working link lies in the database. A `deadline` is a day
 * (`2026-12-12`); `withdrawnAt` and `answerBy` are instants (ISO 8601, UTC).
 *
 * All of them are service letters: they go to who did something, about what they did.
 */
export interface Letters {
  /** To who asked to sign in. */
  'sign-in': { linkId: string; validMinutes: number }
  /** To a backer whose money was taken and is held. */
  'pledge-receipt': PledgeFacts & { allOrNothing: boolean; deadline: string }
  /** To a backer whose card was saved and will be charged if the campaign succeeds. */
  'card-saved': PledgeFacts & { deadline: string }
  /** To a backer who withdrew: the money comes back, or the card is forgotten. */
  'pledge-withdrawn': PledgeFacts & {
    withdrawnAt: string
    /** The day on which its reward was delivered, so that it must be given back; null when it was not. */
    deliveredOn: string | null
  }
  /** To a backer whose reward was delivered, by the initiator's word. `withdrawableUntil` is an instant. */
  'reward-delivered': PledgeFacts & { deliveredOn: string; withdrawableUntil: string }
  /** To a backer whose money has been sent back by Stripe. */
  'pledge-refunded': PledgeFacts & {
    refundedCents: Cents
    why: 'withdrawn' | 'campaign_failed' | 'campaign_canceled' | 'by_admin' | 'fraud_warning' | 'surplus'
    /** What the person who decided said of it. */
    reason?: string
  }
  /**
   * To staff: cards are being tried out. `campaignTitle` is null when one network was stopped, and not a campaign; `endsAt`
   * is an instant.
   */
  'cards-stopped': { campaignTitle: string | null; failures: number; endsAt: string }
  /** To who asked for all receipts of their address. */
  'receipts-overview': { linkId: string; validDays: number }
  /** To a backer whose refund did not arrive, also when it was tried again: to which account may it go? */
  'refund-needs-account': PledgeFacts & { refundedCents: Cents }
  /** To a backer of whom a treasurer noted the account for a refund: is it right? `ibanEnd`: its last four characters. */
  'refund-account-noted': PledgeFacts & { refundedCents: Cents; payeeName: string; ibanEnd: string }
  /** To every backer of a campaign that goes ahead. `below`: how, when it did not reach its minimum. */
  'campaign-succeeded': PledgeFacts & {
    countedCents: Cents
    countedPledges: number
    below?: 'with_less' | 'kept'
  }
  /** To every backer of a campaign that did not make it. */
  'campaign-missed': PledgeFacts & { countedCents: Cents; minimumCents: Cents }
  /** To the initiator of a campaign with 80 % of its minimum or more: can it be done with less? */
  'near-miss-began': {
    campaignId: string
    campaignTitle: string
    countedCents: Cents
    minimumCents: Cents
    /** An instant. */
    explainBy: string
  }
  /** To every backer of such a campaign, once it was explained: stay, add or withdraw? `explanation` as typed. */
  'near-miss-question': PledgeFacts & {
    explanation: string
    countedCents: Cents
    minimumCents: Cents
    newMinimumCents: Cents
    /** An instant. */
    answersBy: string
  }
  /** To every backer of a campaign that was canceled. `returnedCents`: what comes back; null when nothing was taken. */
  'campaign-canceled': PledgeFacts & { reason: string; returnedCents: Cents | null }
  /** To the initiator: the campaign was canceled by the platform, and why. */
  'campaign-stopped': { campaignId: string; campaignTitle: string; reason: string; owedCents: Cents }
  /** To a backer whose saved card ends before it may be charged. `cardEnds` is its last month (`2026-12`). */
  'card-ends': PledgeFacts & { deadline: string; cardEnds: string }
  /** To a backer whose saved card was refused at the deadline, with a link to pay in another way. */
  'card-failed': PledgeFacts & { answerBy: string }
  /** To a backer whose card was refused and who did not answer in time. */
  'pledge-dropped': PledgeFacts
  /** To every backer: an update of the initiator. `body` is Markdown as typed. */
  'campaign-update': {
    campaignTitle: string
    campaignSlug: string
    updateId: string
    updateTitle: string
    body: string
    pledgeId: string
  }
  /** To the initiator: what a reviewer decided. */
  'review-result': {
    campaignId: string
    campaignTitle: string
    decision: 'approved' | 'needs_work' | 'refused'
    reason: string
  }
  /** To a treasurer: something that does not add up is open for longer than its kind allows. */
  'discrepancy-overdue': {
    discrepancyId: string
    kind: string
    differenceCents: Cents | null
    foundAt: string
  }
  /** To the initiator: money is on its way to the payout account. */
  'payout-sent': {
    campaignId: string
    campaignTitle: string
    fundsCents: Cents
    feeCents: Cents
    vatCents: Cents
    costsCents: Cents
    /** What the initiator owed and is set off. */
    debtCents?: Cents
    /** What was owed to the initiator already, of a transfer that came back. */
    owedCents?: Cents
    payoutCents: Cents
  }
  /** To the initiator: money that was paid out went back to a backer, and is owed. `owedCents`: all that is owed. */
  'initiator-debt': { campaignId: string; campaignTitle: string; debtCents: Cents; owedCents: Cents }
  /** To the initiator: nothing can be paid to the payout account; `waitingCents` is what waits for it. */
  'payout-account-restricted': { waitingCents: Cents }
  /** To the initiator: a payout did not arrive at their bank. */
  'payout-failed': { campaignId: string; campaignTitle: string; payoutCents: Cents }
  /** To each treasurer: a backer's bank asks about a payment, or has taken it back. `answerBy`: an instant. */
  'dispute-opened': {
    disputeId: string
    campaignTitle: string
    amountCents: Cents
    isInquiry: boolean
    answerBy: string | null
  }
  /** To each treasurer: a card's bank warned of fraud, and what was done. */
  'fraud-warning': {
    campaignId: string
    campaignTitle: string
    amountCents: Cents
    outcome: 'given-back' | 'nothing-left' | 'disputed'
  }
}

/** What a letter about one pledge tells. */
export interface PledgeFacts {
  pledgeId: string
  campaignTitle: string
  campaignSlug: string
  amountCents: Cents
  tipCents: Cents
  rewardTitle: string | null
  method: 'bank' | 'card'
  /** `now`: the money was taken when pledging. `at_deadline`: a saved card, charged only if the campaign succeeds. */
  collection: 'now' | 'at_deadline'
}

export type LetterName = keyof Letters

/** Where the links of a letter lead. Made by the renderer; every address is absolute, on the fixed public host. */
export interface LetterLinks {
  home(): string
  signIn(linkId: string): string
  campaign(slug: string): string
  update(slug: string, updateId: string): string
  /** The backer's own page of a pledge, without signing in. */
  managePledge(pledgeId: string): string
  /** Where a backer pays again after a refused card. */
  recoverPledge(pledgeId: string): string
  /** Where a backer gives another card. */
  anotherCard(pledgeId: string): string
  /** Where a backer says to which account a refund may go. */
  refundAccount(pledgeId: string): string
  campaignDesk(campaignId: string): string
  /** Where an initiator explains how it is done with less. */
  explainNearMiss(campaignId: string): string
  /** Where a backer answers to that: stay, add or withdraw. */
  answerNearMiss(pledgeId: string): string
  /** All receipts of an address, without signing in. */
  receipts(linkId: string): string
  /** Where staff see what is stopped by the brake on cards. */
  cardStops(): string
  /** The desk, at one thing that does not add up. */
  discrepancy(discrepancyId: string): string
  payoutAccount(): string
  /** At the platform's own desk, for who signed in there. */
  dispute(disputeId: string): string
  deskCampaign(campaignId: string): string
}

/** Who sends: shown at the foot of every letter (name, postal address, registration). */
export interface LetterSender {
  name: string
  address: string
  registration: string
}
