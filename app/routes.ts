import { index, route } from '@remix-run/route-config'
import type { RouteConfig } from '@remix-run/route-config'

/** The table of contents: every URL and the folder that answers it. Paths are English in both languages. */
export default [
  index('routes/public/home/route.tsx'),
  route('campaigns', 'routes/public/campaigns/route.tsx'),
  route('campaigns/:slug', 'routes/public/campaign/route.tsx'),
  route('campaigns/:slug/pledge', 'routes/public/pledge/route.tsx'),
  route('campaigns/:slug/ledger', 'routes/public/ledger/route.tsx'),
  route('campaigns/:slug/ledger.csv', 'routes/public/ledger-csv/route.ts'),
  route('campaigns/:slug/updates/:updateId', 'routes/public/update/route.tsx'),
  route('how-it-works', 'routes/public/how-it-works/route.tsx'),
  route('language/:language', 'routes/public/language/route.ts'),
  route('ui', 'routes/public/showcase/route.tsx'),
  route('sign-in', 'routes/public/sign-in/route.tsx'),
  route('sign-in/sent', 'routes/public/sign-in-sent/route.tsx'),
  route('sign-in/:linkId', 'routes/public/sign-in-link/route.tsx'),
  route('sign-out', 'routes/public/sign-out/route.ts'),

  route('pledges/:pledgeId', 'routes/backer/pledge/route.tsx'),
  route('pledges/:pledgeId/withdrawal', 'routes/backer/withdrawal/route.tsx'),
  route('pledges/:pledgeId/recovery', 'routes/backer/recovery/route.tsx'),
  route('pledges/:pledgeId/refund-account', 'routes/backer/refund-account/route.tsx'),
  route('pledges/:pledgeId/thanks', 'routes/backer/thanks/route.tsx'),

  route('start', 'routes/initiator/start/route.tsx'),
  route('my', 'routes/initiator/my/route.tsx'),
  route('my/payout-account', 'routes/initiator/payout-account/route.tsx'),
  route('my/campaigns/:campaignId', 'routes/initiator/desk/route.tsx'),
  route('my/campaigns/:campaignId/edit/:step', 'routes/initiator/edit/route.tsx'),
  route('my/campaigns/:campaignId/picture', 'routes/initiator/picture/route.tsx'),
  route('my/campaigns/:campaignId/preview', 'routes/initiator/preview/route.tsx'),
  route('my/campaigns/:campaignId/submission', 'routes/initiator/submission/route.tsx'),
  route('my/campaigns/:campaignId/updates/new', 'routes/initiator/new-update/route.tsx'),

  route('admin', 'routes/admin/desk/route.tsx'),
  route('admin/reviews/:campaignId', 'routes/admin/review/route.tsx'),
  route('admin/campaigns/:campaignId', 'routes/admin/campaign/route.tsx'),
  route('admin/journal', 'routes/admin/journal/route.tsx'),
  route('admin/journal/:entryId', 'routes/admin/journal-entry/route.tsx'),
  route('admin/trial-balance', 'routes/admin/trial-balance/route.tsx'),
  route('admin/accounts/:account', 'routes/admin/account/route.tsx'),
  route('admin/payouts', 'routes/admin/payouts/route.tsx'),
  route('admin/payouts/:settlementId', 'routes/admin/payout/route.tsx'),
  route('admin/disputes', 'routes/admin/disputes/route.tsx'),
  route('admin/disputes/:disputeId', 'routes/admin/dispute/route.tsx'),
  route('admin/coverage', 'routes/admin/coverage/route.tsx'),
  route('admin/discrepancies', 'routes/admin/discrepancies/route.tsx'),
  route('admin/jobs', 'routes/admin/jobs/route.tsx'),

  route('webhooks/stripe', 'routes/machine/stripe-webhook/route.ts'),
  route('webhooks/stripe-connect', 'routes/machine/stripe-connect-webhook/route.ts'),
  route('webhooks/stripe-thin', 'routes/machine/stripe-thin-webhook/route.ts'),
  route('health', 'routes/machine/health/route.ts'),
  route('pictures/:file', 'routes/machine/picture/route.ts'),

  route('*', 'routes/public/not-found/route.tsx'),
] satisfies RouteConfig
