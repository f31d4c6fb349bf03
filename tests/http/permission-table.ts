/**
 * Who may do what, address by address: the whole site on one page. Every route of `app/routes.ts` stands here
 * for each method it takes; `permissions.test.ts` holds the site to it.
 */

export const VISITORS = [
  'guest',
  /** By the signed link of the pledge that the address names; where it names none, of any pledge. */
  'backer',
  /** By the signed link of another pledge. */
  'otherBacker',
  'initiator',
  'otherInitiator',
  /** Somebody of the initiator's team: has no rights of their own yet. */
  'teamMember',
  'reviewer',
  'treasurer',
  'approver',
  'admin',
] as const

export type VisitorName = (typeof VISITORS)[number]

/**
 * `in`: the route answers them, be it with what is wrong with an empty form. `sign-in`: they are asked to sign in
 * first. `no`: refused. `hidden`: as if it were not there. `not-so`: not by this method, for anyone.
 */
export type Answer = 'in' | 'sign-in' | 'no' | 'hidden' | 'not-so'

export interface TableRow {
  method: 'GET' | 'POST'
  pattern: string
  /** What the form asks for, where a route takes more than one. */
  deed?: string
  /** What is posted, where an empty form would be refused before anyone asks who sent it. */
  form?: Record<string, string>
  answers: Record<VisitorName, Answer>
}

const GUESTS: readonly VisitorName[] = ['guest', 'backer', 'otherBacker']

function all(answer: Answer): Record<VisitorName, Answer> {
  return Object.fromEntries(VISITORS.map(visitor => [visitor, answer])) as Record<VisitorName, Answer>
}

/** These are let in; others who are signed in get `rest`, and guests are asked to sign in. */
function signedIn(rest: Answer, ...letIn: VisitorName[]): Record<VisitorName, Answer> {
  const answers = all(rest)
  for (const visitor of GUESTS) answers[visitor] = 'sign-in'
  for (const visitor of letIn) answers[visitor] = 'in'
  return answers
}

const everyone = all('in')
const nobody = all('hidden')
const notSo = all('not-so')
const anyUser = signedIn('in')
const byLink: Record<VisitorName, Answer> = { ...nobody, backer: 'in' }
const initiator = signedIn('hidden', 'initiator')
const staff = signedIn('no', 'reviewer', 'treasurer', 'approver', 'admin')
const reviewers = signedIn('no', 'reviewer', 'admin')
const jobKeepers = signedIn('no', 'treasurer', 'admin')
const treasurer = signedIn('no', 'treasurer')
const approver = signedIn('no', 'approver')
const bookkeepers = signedIn('no', 'treasurer', 'approver', 'admin')

export const TABLE: TableRow[] = [
  { method: 'GET', pattern: '/', answers: everyone },
  { method: 'GET', pattern: '/campaigns', answers: everyone },
  { method: 'GET', pattern: '/campaigns/:slug', answers: everyone },
  { method: 'GET', pattern: '/campaigns/:slug/pledge', answers: everyone },
  { method: 'POST', pattern: '/campaigns/:slug/pledge', answers: everyone },
  { method: 'GET', pattern: '/campaigns/:slug/ledger', answers: everyone },
  { method: 'GET', pattern: '/campaigns/:slug/ledger.csv', answers: everyone },
  { method: 'GET', pattern: '/campaigns/:slug/ledger.journal', answers: everyone },
  { method: 'GET', pattern: '/campaigns/:slug/ledger/proof', answers: everyone },
  { method: 'GET', pattern: '/campaigns/:slug/updates/:updateId', answers: everyone },
  { method: 'GET', pattern: '/how-it-works', answers: everyone },
  { method: 'GET', pattern: '/language/:language', answers: everyone },
  // Shown in a demonstration only; these tests run as production.
  { method: 'GET', pattern: '/ui', answers: nobody },
  { method: 'GET', pattern: '/sign-in', answers: everyone },
  { method: 'POST', pattern: '/sign-in', answers: everyone },
  { method: 'GET', pattern: '/sign-in/sent', answers: everyone },
  // Without the link's own signature, which none of these has. With it: sign-in.test.ts.
  { method: 'GET', pattern: '/sign-in/:linkId', answers: nobody },
  { method: 'POST', pattern: '/sign-in/:linkId', answers: nobody },
  { method: 'GET', pattern: '/sign-out', answers: notSo },
  { method: 'POST', pattern: '/sign-out', answers: everyone },

  { method: 'GET', pattern: '/pledges/:pledgeId', answers: byLink },
  { method: 'POST', pattern: '/pledges/:pledgeId', answers: byLink },
  { method: 'GET', pattern: '/pledges/:pledgeId/withdrawal', answers: byLink },
  { method: 'POST', pattern: '/pledges/:pledgeId/withdrawal', answers: byLink },
  { method: 'GET', pattern: '/pledges/:pledgeId/recovery', answers: byLink },
  { method: 'POST', pattern: '/pledges/:pledgeId/recovery', answers: byLink },
  { method: 'GET', pattern: '/pledges/:pledgeId/card', answers: byLink },
  { method: 'POST', pattern: '/pledges/:pledgeId/card', answers: byLink },
  { method: 'GET', pattern: '/pledges/:pledgeId/refund-account', answers: byLink },
  {
    method: 'POST',
    pattern: '/pledges/:pledgeId/refund-account',
    form: { name: 'Ans', iban: 'NL91ABNA0417164300' },
    answers: byLink,
  },
  { method: 'GET', pattern: '/pledges/:pledgeId/answer', answers: byLink },
  {
    method: 'POST',
    pattern: '/pledges/:pledgeId/answer',
    form: { answer: 'stay' },
    answers: byLink,
  },
  { method: 'GET', pattern: '/pledges/:pledgeId/thanks', answers: byLink },

  { method: 'GET', pattern: '/pledges/:pledgeId/invoice', answers: byLink },
  { method: 'POST', pattern: '/pledges/:pledgeId/invoice', answers: byLink },
  { method: 'GET', pattern: '/pledges/:pledgeId/receipts/:file', answers: byLink },
  { method: 'GET', pattern: '/receipts', answers: everyone },
  { method: 'POST', pattern: '/receipts', answers: everyone },
  // By the signed link of a letter to an address; the link of a pledge opens neither.
  { method: 'GET', pattern: '/receipts/:linkId', answers: nobody },
  { method: 'GET', pattern: '/receipts/:linkId/:file', answers: nobody },
  { method: 'GET', pattern: '/start', answers: everyone },
  { method: 'POST', pattern: '/start', answers: anyUser },
  { method: 'GET', pattern: '/my', answers: anyUser },
  { method: 'GET', pattern: '/my/payout-account', answers: anyUser },
  { method: 'POST', pattern: '/my/payout-account', answers: anyUser },
  { method: 'GET', pattern: '/my/campaigns/:campaignId', answers: initiator },
  { method: 'GET', pattern: '/my/campaigns/:campaignId/edit/:step', answers: initiator },
  { method: 'POST', pattern: '/my/campaigns/:campaignId/edit/:step', answers: initiator },
  { method: 'GET', pattern: '/my/campaigns/:campaignId/picture', answers: initiator },
  { method: 'POST', pattern: '/my/campaigns/:campaignId/picture', answers: initiator },
  { method: 'GET', pattern: '/my/campaigns/:campaignId/preview', answers: initiator },
  // Leads on to the step that is the initiator's own, and tells nothing.
  { method: 'GET', pattern: '/my/campaigns/:campaignId/submission', answers: anyUser },
  { method: 'POST', pattern: '/my/campaigns/:campaignId/submission', answers: initiator },
  { method: 'GET', pattern: '/my/campaigns/:campaignId/updates/new', answers: initiator },
  {
    method: 'POST',
    pattern: '/my/campaigns/:campaignId/updates/new',
    form: { updateId: '01a20cde-30a4-71d7-9052-606d8b2dbcf7', title: 'Nieuws', body: 'Er is nieuws.' },
    answers: initiator,
  },

  { method: 'GET', pattern: '/my/campaigns/:campaignId/near-miss', answers: initiator },
  { method: 'POST', pattern: '/my/campaigns/:campaignId/near-miss', answers: initiator },
  { method: 'GET', pattern: '/my/campaigns/:campaignId/cancellation', answers: initiator },
  { method: 'POST', pattern: '/my/campaigns/:campaignId/cancellation', answers: initiator },
  { method: 'GET', pattern: '/my/campaigns/:campaignId/deliveries', answers: initiator },
  { method: 'POST', pattern: '/my/campaigns/:campaignId/deliveries', answers: initiator },

  { method: 'GET', pattern: '/admin', answers: staff },
  { method: 'GET', pattern: '/admin/reviews/:campaignId', answers: reviewers },
  { method: 'POST', pattern: '/admin/reviews/:campaignId', answers: reviewers },
  { method: 'GET', pattern: '/admin/campaigns/:campaignId', answers: bookkeepers },
  // Proposes a payout, or gives one pledge back.
  { method: 'POST', pattern: '/admin/campaigns/:campaignId', answers: treasurer },
  // Stops a campaign for good or for a while.
  { method: 'GET', pattern: '/admin/campaigns/:campaignId/stop', answers: signedIn('no', 'admin') },
  { method: 'POST', pattern: '/admin/campaigns/:campaignId/stop', answers: signedIn('no', 'admin') },
  { method: 'GET', pattern: '/admin/pledges', answers: treasurer },
  { method: 'GET', pattern: '/admin/campaigns/:campaignId/refund-everyone', answers: bookkeepers },
  {
    method: 'POST',
    pattern: '/admin/campaigns/:campaignId/refund-everyone',
    answers: signedIn('no', 'admin'),
  },
  { method: 'GET', pattern: '/admin/campaigns/:campaignId/receipts', answers: reviewers },
  { method: 'POST', pattern: '/admin/campaigns/:campaignId/receipts', answers: reviewers },
  { method: 'GET', pattern: '/admin/journal', answers: bookkeepers },
  { method: 'GET', pattern: '/admin/journal/:entryId', answers: bookkeepers },
  { method: 'GET', pattern: '/admin/trial-balance', answers: bookkeepers },
  { method: 'GET', pattern: '/admin/accounts/:account', answers: bookkeepers },
  { method: 'GET', pattern: '/admin/payouts', answers: bookkeepers },
  { method: 'GET', pattern: '/admin/payouts/:settlementId', answers: bookkeepers },
  {
    method: 'POST',
    pattern: '/admin/payouts/:settlementId',
    deed: 'approve',
    form: { deed: 'approve', hash: 'a'.repeat(64) },
    answers: approver,
  },
  {
    method: 'POST',
    pattern: '/admin/payouts/:settlementId',
    deed: 'void',
    form: { deed: 'void', reason: 'Het bedrag klopt niet.' },
    answers: signedIn('no', 'treasurer', 'approver'),
  },
  { method: 'GET', pattern: '/admin/payouts/:settlementId/reversal', answers: treasurer },
  { method: 'POST', pattern: '/admin/payouts/:settlementId/reversal', answers: treasurer },
  { method: 'GET', pattern: '/admin/card-stops', answers: jobKeepers },
  { method: 'POST', pattern: '/admin/card-stops', answers: treasurer },
  { method: 'GET', pattern: '/admin/disputes', answers: bookkeepers },
  { method: 'GET', pattern: '/admin/disputes/:disputeId', answers: bookkeepers },
  {
    method: 'POST',
    pattern: '/admin/disputes/:disputeId',
    form: { deed: 'contest', evidence: ' ' },
    answers: treasurer,
  },
  { method: 'GET', pattern: '/admin/refunds/:refundId/account', answers: treasurer },
  {
    method: 'POST',
    pattern: '/admin/refunds/:refundId/account',
    form: { name: 'Ans', iban: 'NL91ABNA0417164300', reason: 'Gebeld.' },
    answers: treasurer,
  },
  { method: 'GET', pattern: '/admin/coverage', answers: bookkeepers },
  {
    method: 'POST',
    pattern: '/admin/coverage',
    form: { campaignId: '01a20cde-30a4-71d7-9052-606d8b2dbcf7', deed: 'write-off', reason: '' },
    answers: treasurer,
  },
  { method: 'GET', pattern: '/admin/bank', answers: bookkeepers },
  { method: 'POST', pattern: '/admin/bank', answers: treasurer },
  { method: 'GET', pattern: '/admin/bank/statements/:statementId', answers: bookkeepers },
  { method: 'GET', pattern: '/admin/bank/lines/:lineId', answers: bookkeepers },
  { method: 'POST', pattern: '/admin/bank/lines/:lineId', answers: treasurer },
  { method: 'GET', pattern: '/admin/bank/files', answers: bookkeepers },
  { method: 'POST', pattern: '/admin/bank/files', answers: treasurer },
  { method: 'GET', pattern: '/admin/bank/files/:fileId', answers: bookkeepers },
  {
    method: 'POST',
    pattern: '/admin/bank/files/:fileId',
    deed: 'approve',
    form: { deed: 'approve', hash: 'a'.repeat(64) },
    answers: approver,
  },
  {
    method: 'POST',
    pattern: '/admin/bank/files/:fileId',
    deed: 'void',
    form: { deed: 'void', reason: 'Het bedrag klopt niet.' },
    answers: signedIn('no', 'treasurer', 'approver'),
  },
  // Every payee's name and account is in it.
  {
    method: 'GET',
    pattern: '/admin/bank/files/:fileId/pain001.xml',
    answers: signedIn('no', 'treasurer', 'approver'),
  },
  { method: 'GET', pattern: '/admin/own-payouts', answers: bookkeepers },
  { method: 'POST', pattern: '/admin/own-payouts', form: { amount: '1' }, answers: treasurer },
  { method: 'GET', pattern: '/admin/own-payouts/:platformPayoutId', answers: bookkeepers },
  {
    method: 'POST',
    pattern: '/admin/own-payouts/:platformPayoutId',
    deed: 'approve',
    form: { deed: 'approve', hash: 'a'.repeat(64) },
    answers: approver,
  },
  {
    method: 'POST',
    pattern: '/admin/own-payouts/:platformPayoutId',
    deed: 'void',
    form: { deed: 'void', reason: 'Het bedrag klopt niet.' },
    answers: signedIn('no', 'treasurer', 'approver'),
  },
  { method: 'GET', pattern: '/admin/discrepancies', answers: bookkeepers },
  { method: 'POST', pattern: '/admin/discrepancies', answers: treasurer },
  { method: 'GET', pattern: '/admin/months', answers: bookkeepers },
  { method: 'GET', pattern: '/admin/months/:month', answers: bookkeepers },
  {
    method: 'POST',
    pattern: '/admin/months/:month',
    deed: 'propose',
    form: { deed: 'propose' },
    answers: treasurer,
  },
  {
    method: 'POST',
    pattern: '/admin/months/:month',
    deed: 'explain',
    form: { deed: 'explain', account: 'suspense', text: 'Van gisteravond.' },
    answers: treasurer,
  },
  {
    method: 'POST',
    pattern: '/admin/months/:month',
    deed: 'confirm',
    form: { deed: 'confirm' },
    answers: signedIn('no', 'treasurer', 'approver'),
  },
  // The month is not closed, so there is no such file; with one: tests/routes/admin/months.test.ts.
  {
    method: 'GET',
    pattern: '/admin/months/:month/:file',
    answers: { ...bookkeepers, treasurer: 'hidden', approver: 'hidden', admin: 'hidden' },
  },
  { method: 'GET', pattern: '/admin/exports', answers: bookkeepers },
  { method: 'GET', pattern: '/admin/exports/file', answers: bookkeepers },
  { method: 'GET', pattern: '/admin/team', answers: signedIn('no', 'admin') },
  {
    method: 'POST',
    pattern: '/admin/team',
    form: { deed: 'give', email: 'nieuw@example.test', role: 'mayor' },
    answers: signedIn('no', 'admin'),
  },
  { method: 'GET', pattern: '/admin/jobs', answers: jobKeepers },
  { method: 'POST', pattern: '/admin/jobs', answers: jobKeepers },

  // The signature of the sender decides, not who is asking; see the tests of the webhooks.
  { method: 'POST', pattern: '/webhooks/stripe', answers: everyone },
  { method: 'POST', pattern: '/webhooks/stripe-connect', answers: everyone },
  { method: 'POST', pattern: '/webhooks/stripe-thin', answers: everyone },
  { method: 'GET', pattern: '/health', answers: everyone },
  { method: 'GET', pattern: '/pictures/:file', answers: everyone },
  { method: 'GET', pattern: '/*', answers: nobody },
  { method: 'POST', pattern: '/*', answers: nobody },
]
