import { cents } from '#app/domain/money.ts'
import type { LetterName, Letters, PledgeFacts } from '#emails/catalog.ts'

/**
 * For each letter the shortest facts, the longest and the most hostile ones, with every variant of its text among
 * them. The type sees to it that no letter is left out.
 */
export type Samples = { [N in LetterName]: Record<string, Letters[N]> }

const CAMPAIGN_ID = '01936000-0000-7000-8000-000000000001'
const PLEDGE_ID = '01936000-0000-7000-8000-000000000002'
const UPDATE_ID = '01936000-0000-7000-8000-000000000003'
const LINK_ID = '01936000-0000-7000-8000-000000000004'

const LONG_WORDS = 'Een muurgedicht voor iedere straat in de stad, '.repeat(9).slice(0, 400)
const ONE_LONG_WORD = 'Hottentottententententoonstellingsmakers'.repeat(10)

/** A text that tries to leave the place where it is printed: markup, quotes, a header of its own, a turned line. */
const HOSTILE =
  '<script>alert(1)</script>"\'><img src=x onerror=alert(1)>&amp;\r\nBcc: all@example.test\r\n\r\n\u202e🎉🧱\u2028{{x}}</td></table></title></style>'

const short: PledgeFacts = {
  pledgeId: PLEDGE_ID,
  campaignTitle: 'Boom',
  campaignSlug: 'boom',
  amountCents: cents(710),
  tipCents: cents(0),
  rewardTitle: null,
  method: 'bank',
  collection: 'now',
}
const long: PledgeFacts = {
  ...short,
  campaignTitle: LONG_WORDS,
  campaignSlug: 'een-muurgedicht-voor-iedere-straat',
  amountCents: cents(1_000_000),
  tipCents: cents(1_234),
  rewardTitle: ONE_LONG_WORD,
  method: 'card',
  collection: 'at_deadline',
}
const hostile: PledgeFacts = {
  ...short,
  campaignTitle: HOSTILE,
  amountCents: cents(1_710),
  tipCents: cents(100),
  rewardTitle: HOSTILE,
}
const keptCard: PledgeFacts = { ...short, method: 'card' }

const DEADLINE = '2026-12-12'
const MOMENT = '2026-12-01T08:40:00.000Z'

const update = { campaignSlug: 'boom', updateId: UPDATE_ID, pledgeId: PLEDGE_ID }
const review = { campaignId: CAMPAIGN_ID, campaignTitle: 'Boom' }
const nearMiss = { campaignId: CAMPAIGN_ID, campaignTitle: 'Boom', explainBy: MOMENT }
const question = {
  countedCents: cents(32_000),
  minimumCents: cents(40_000),
  newMinimumCents: cents(32_000),
  answersBy: MOMENT,
}
const payout = {
  campaignId: CAMPAIGN_ID,
  campaignTitle: 'Boom',
  fundsCents: cents(25_000),
  feeCents: cents(0),
  vatCents: cents(0),
  costsCents: cents(0),
  payoutCents: cents(25_000),
}

const dispute = { disputeId: 'du_1Boom', amountCents: cents(5_500) }
const warning = { campaignId: CAMPAIGN_ID, amountCents: cents(5_500) }

/** The address outside the site that a writer of an update links to. */
export const OUTSIDE = 'https://drukker.example/proef'

const LONG_BODY = Array.from(
  { length: 120 },
  (_, index) =>
    `## Dag ${index + 1}\n\nGisteren lag hij op tafel: *nog nat* van de [pers](${OUTSIDE}).\n\n* groen\n* rood\n\n`,
).join('')

export const samples: Samples = {
  'sign-in': {
    shortest: { linkId: LINK_ID, validMinutes: 1 },
    longest: { linkId: LINK_ID, validMinutes: 10 },
  },
  'receipts-overview': {
    shortest: { linkId: LINK_ID, validDays: 30 },
  },
  'cards-stopped': {
    shortest: { campaignTitle: null, failures: 6, endsAt: MOMENT },
    longest: { campaignTitle: LONG_WORDS, failures: 1_234, endsAt: MOMENT },
    hostile: { campaignTitle: HOSTILE, failures: 31, endsAt: MOMENT },
  },
  'pledge-receipt': {
    shortest: { ...short, allOrNothing: true, deadline: DEADLINE },
    longest: { ...long, allOrNothing: true, deadline: DEADLINE },
    hostile: { ...hostile, allOrNothing: true, deadline: DEADLINE },
    'a card charged now': { ...keptCard, allOrNothing: false, deadline: DEADLINE },
  },
  'card-saved': {
    shortest: { ...keptCard, collection: 'at_deadline', deadline: DEADLINE },
    longest: { ...long, deadline: DEADLINE },
    hostile: { ...hostile, deadline: DEADLINE },
  },
  'pledge-withdrawn': {
    shortest: { ...short, withdrawnAt: MOMENT, deliveredOn: null },
    longest: { ...long, withdrawnAt: MOMENT, deliveredOn: null },
    hostile: { ...hostile, withdrawnAt: MOMENT, deliveredOn: null },
    'a delivered reward': {
      ...hostile,
      rewardTitle: 'Een steen',
      withdrawnAt: MOMENT,
      deliveredOn: DEADLINE,
    },
  },
  'reward-delivered': {
    shortest: { ...short, rewardTitle: 'A', deliveredOn: DEADLINE, withdrawableUntil: MOMENT },
    longest: { ...long, deliveredOn: DEADLINE, withdrawableUntil: MOMENT },
    hostile: { ...hostile, deliveredOn: DEADLINE, withdrawableUntil: MOMENT },
  },
  'pledge-refunded': {
    shortest: { ...short, refundedCents: cents(710), why: 'withdrawn' },
    longest: { ...long, refundedCents: cents(1_001_234), why: 'campaign_failed' },
    hostile: { ...hostile, refundedCents: cents(1_810), why: 'surplus' },
    'a canceled campaign': { ...short, refundedCents: cents(710), why: 'campaign_canceled' },
    'by an admin': { ...short, refundedCents: cents(710), why: 'by_admin', reason: 'Dubbel betaald.' },
    'by an admin, at length': { ...short, refundedCents: cents(710), why: 'by_admin', reason: HOSTILE },
    'after a warning of fraud': { ...keptCard, refundedCents: cents(710), why: 'fraud_warning' },
  },
  'refund-account-noted': {
    shortest: { ...short, refundedCents: cents(1), payeeName: 'A', ibanEnd: '4300' },
    longest: { ...long, refundedCents: cents(1_001_234), payeeName: ONE_LONG_WORD, ibanEnd: '4300' },
    hostile: { ...hostile, refundedCents: cents(1_810), payeeName: HOSTILE, ibanEnd: '4300' },
  },
  'refund-needs-account': {
    shortest: { ...short, refundedCents: cents(1) },
    longest: { ...long, refundedCents: cents(1_001_234) },
    hostile: { ...hostile, refundedCents: cents(1_810) },
  },
  'campaign-succeeded': {
    shortest: { ...short, countedCents: cents(710), countedPledges: 1 },
    longest: { ...long, countedCents: cents(999_999_999), countedPledges: 12_345, below: 'kept' },
    hostile: { ...hostile, countedCents: cents(4_000_000), countedPledges: 612, below: 'with_less' },
  },
  'campaign-missed': {
    shortest: { ...short, countedCents: cents(710), minimumCents: cents(4_000_000) },
    longest: { ...long, countedCents: cents(99_999_999), minimumCents: cents(999_999_999) },
    hostile: { ...hostile, countedCents: cents(1_710), minimumCents: cents(4_000_000) },
  },
  'near-miss-began': {
    shortest: { ...nearMiss, countedCents: cents(32_000), minimumCents: cents(40_000) },
    longest: {
      ...nearMiss,
      campaignTitle: LONG_WORDS,
      countedCents: cents(899_999_999),
      minimumCents: cents(999_999_999),
    },
    hostile: {
      ...nearMiss,
      campaignTitle: HOSTILE,
      countedCents: cents(32_000),
      minimumCents: cents(40_000),
    },
  },
  'near-miss-question': {
    shortest: { ...short, ...question, explanation: 'Dunner papier.' },
    longest: { ...long, ...question, explanation: 'We drukken op dunner papier.\n'.repeat(100) },
    hostile: { ...hostile, ...question, explanation: HOSTILE },
  },
  'campaign-canceled': {
    shortest: { ...keptCard, collection: 'at_deadline', reason: 'Verhuisd.', returnedCents: null },
    longest: { ...long, reason: 'De drukker is gestopt.\n'.repeat(40), returnedCents: cents(1_001_234) },
    hostile: { ...hostile, reason: HOSTILE, returnedCents: cents(1_810) },
    'a share of what was left': { ...short, reason: 'Verhuisd.', returnedCents: cents(211) },
  },
  'campaign-stopped': {
    shortest: { ...review, reason: 'Verhuisd.', owedCents: cents(0) },
    longest: {
      ...review,
      campaignTitle: LONG_WORDS,
      reason: 'De drukker is gestopt.\n'.repeat(40),
      owedCents: cents(999_999_999),
    },
    hostile: { ...review, campaignTitle: HOSTILE, reason: HOSTILE, owedCents: cents(100) },
  },
  'card-ends': {
    shortest: { ...keptCard, collection: 'at_deadline', deadline: DEADLINE, cardEnds: '2026-11' },
    longest: { ...long, deadline: DEADLINE, cardEnds: '2026-12' },
    hostile: { ...hostile, deadline: DEADLINE, cardEnds: '2026-11' },
  },
  'card-failed': {
    shortest: { ...keptCard, collection: 'at_deadline', answerBy: MOMENT },
    longest: { ...long, answerBy: MOMENT },
    hostile: { ...hostile, answerBy: MOMENT },
  },
  'pledge-dropped': {
    shortest: { ...keptCard, collection: 'at_deadline' },
    longest: long,
    hostile,
  },
  'campaign-update': {
    shortest: { ...update, campaignTitle: 'Boom', updateTitle: 'Hij staat', body: 'Hij staat.' },
    longest: { ...update, campaignTitle: LONG_WORDS, updateTitle: ONE_LONG_WORD, body: LONG_BODY.repeat(4) },
    hostile: {
      ...update,
      campaignTitle: HOSTILE,
      updateTitle: HOSTILE,
      body: `${HOSTILE}\n\n[klik](javascript:alert(1)) ![x](https://spy.example/pixel.png) [hier](//evil.example) [daar](/my)`,
    },
    'every kind of element': {
      ...update,
      campaignTitle: 'De Ziel van Leiden (demonstratie)',
      updateTitle: 'De drukproef is binnen, en de kaft is rood',
      body: `Gisteren lag hij op tafel: vierentwintig pagina’s, nog nat van de pers.\n\n# Wat nog niet goed is\n\nHet groen van de singel is te grijs. Dat drukken we [vrijdag](${OUTSIDE}) opnieuw.\n\n* dikker papier\n* **rode** kaft\n\n> Wat een mooie dag\n\n1. eerst drukken\n2. dan vouwen\n`,
    },
  },
  'review-result': {
    shortest: { ...review, decision: 'approved', reason: '' },
    longest: {
      ...review,
      campaignTitle: LONG_WORDS,
      decision: 'needs_work',
      reason: 'Maak de begroting duidelijker.\n'.repeat(60),
    },
    hostile: { ...review, campaignTitle: HOSTILE, decision: 'refused', reason: HOSTILE },
  },
  'discrepancy-overdue': {
    shortest: { discrepancyId: UPDATE_ID, kind: 'refund-is-late', differenceCents: null, foundAt: MOMENT },
    longest: {
      discrepancyId: UPDATE_ID,
      kind: 'refund-made-elsewhere',
      differenceCents: cents(999_999_999),
      foundAt: MOMENT,
    },
    hostile: { discrepancyId: UPDATE_ID, kind: HOSTILE, differenceCents: cents(1), foundAt: MOMENT },
  },
  'payout-sent': {
    shortest: payout,
    longest: {
      ...payout,
      campaignTitle: LONG_WORDS,
      fundsCents: cents(999_999_999),
      feeCents: cents(49_999_999),
      vatCents: cents(10_499_999),
      costsCents: cents(123_456),
      payoutCents: cents(939_376_545),
    },
    hostile: { ...payout, campaignTitle: HOSTILE },
    'with a debt set off and money that came back': {
      ...payout,
      debtCents: cents(5_000),
      owedCents: cents(93_370),
      payoutCents: cents(113_370),
    },
  },
  'initiator-debt': {
    shortest: { campaignId: CAMPAIGN_ID, campaignTitle: 'Boom', debtCents: cents(1), owedCents: cents(1) },
    longest: {
      campaignId: CAMPAIGN_ID,
      campaignTitle: LONG_WORDS,
      debtCents: cents(1_000_000),
      owedCents: cents(999_999_999),
    },
    hostile: {
      campaignId: CAMPAIGN_ID,
      campaignTitle: HOSTILE,
      debtCents: cents(1_710),
      owedCents: cents(1_710),
    },
  },
  'payout-account-restricted': {
    shortest: { waitingCents: cents(0) },
    longest: { waitingCents: cents(939_376_545) },
  },
  'payout-failed': {
    shortest: { campaignId: CAMPAIGN_ID, campaignTitle: 'Boom', payoutCents: cents(25_000) },
    longest: { campaignId: CAMPAIGN_ID, campaignTitle: LONG_WORDS, payoutCents: cents(939_376_545) },
    hostile: { campaignId: CAMPAIGN_ID, campaignTitle: HOSTILE, payoutCents: cents(25_000) },
  },
  'dispute-opened': {
    shortest: { ...dispute, campaignTitle: 'Boom', isInquiry: false, answerBy: MOMENT },
    longest: { ...dispute, campaignTitle: LONG_WORDS, isInquiry: false, answerBy: MOMENT },
    hostile: { ...dispute, campaignTitle: HOSTILE, isInquiry: false, answerBy: null },
    'an inquiry': { ...dispute, campaignTitle: 'Boom', isInquiry: true, answerBy: MOMENT },
  },
  'fraud-warning': {
    shortest: { ...warning, campaignTitle: 'Boom', outcome: 'given-back' },
    longest: { ...warning, campaignTitle: LONG_WORDS, outcome: 'disputed' },
    hostile: { ...warning, campaignTitle: HOSTILE, outcome: 'nothing-left' },
  },
}
