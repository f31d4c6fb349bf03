import { showBank, showProof, submitBank, submitProof } from './attempt-pages.ts'
import { downloadStatement, showBankAccounts, submitPayments } from './bank-page.ts'
import { showCheckout, submitCheckout } from './checkout-page.ts'
import { showDashboard, showObject, submitResend } from './dashboard-page.ts'
import { listLetters, showLetter, showLetterHtml, showMailbox } from './mailbox-pages.ts'
import { showOnboarding, submitOnboarding } from './onboarding-page.ts'
import type { Page } from './page.ts'
import { submitTrigger } from './trigger-forms.ts'

/** Every address of the hosted pages. */
export const PAGES: readonly { method: 'GET' | 'POST'; path: RegExp; page: Page }[] = [
  { method: 'GET', path: /^\/$/, page: showDashboard },
  { method: 'GET', path: /^\/objects\/([^/]+)$/, page: showObject },
  { method: 'POST', path: /^\/deliveries\/([^/]+)\/resend$/, page: submitResend },
  { method: 'POST', path: /^\/trigger\/(.+)$/, page: submitTrigger },

  { method: 'GET', path: /^\/checkout\/([^/]+)$/, page: showCheckout },
  { method: 'POST', path: /^\/checkout\/([^/]+)$/, page: submitCheckout },
  { method: 'GET', path: /^\/bank-page\/([^/]+)$/, page: showBank },
  { method: 'POST', path: /^\/bank-page\/([^/]+)$/, page: submitBank },
  { method: 'GET', path: /^\/3ds\/([^/]+)$/, page: showProof },
  { method: 'POST', path: /^\/3ds\/([^/]+)$/, page: submitProof },
  { method: 'GET', path: /^\/onboarding\/([^/]+)$/, page: showOnboarding },
  { method: 'POST', path: /^\/onboarding\/([^/]+)$/, page: submitOnboarding },

  { method: 'GET', path: /^\/bank$/, page: showBankAccounts },
  { method: 'GET', path: /^\/bank\/statements\/([^/]+)\.xml$/, page: downloadStatement },
  { method: 'POST', path: /^\/bank\/payments$/, page: submitPayments },
  { method: 'GET', path: /^\/mailbox$/, page: showMailbox },
  { method: 'GET', path: /^\/mailbox\/letters\.json$/, page: listLetters },
  { method: 'GET', path: /^\/mailbox\/letters\/([^/]+)$/, page: showLetter },
  { method: 'GET', path: /^\/mailbox\/letters\/([^/]+)\/html$/, page: showLetterHtml },
]
