import {
  closeAccount,
  completeOnboarding,
  restrictAccount,
  transfersStatus,
} from '../stripe/account-course.ts'
import { demand, on, type Trigger } from './trigger.ts'

/** What happens to a connected account without its platform. */
export const ACCOUNT_TRIGGERS: readonly Trigger[] = [
  on(
    'v2_account',
    'accounts/:id/restrict',
    'Stripe wants to know more: no transfers to the account until then.',
    {
      button: { label: 'Restrict', fits: account => transfersStatus(account) === 'active' },
      run: (draft, account) => {
        restrictAccount(draft, account.id)
        return draft.must('v2_account', account.id)
      },
    },
  ),
  on('v2_account', 'accounts/:id/clear', 'The holder told what was asked, or repaired the bank account.', {
    button: {
      label: 'Clear',
      fits: (account, draft) =>
        account.closed !== true &&
        (transfersStatus(account) === 'restricted' ||
          draft.get('payout_account', account.id)?.isBroken === true) &&
        draft.get('payout_account', account.id) !== undefined,
    },
    run: (draft, account) => {
      const known = draft.get('payout_account', account.id)
      demand(account.closed !== true, `${account.id} is closed`)
      if (known !== undefined) completeOnboarding(draft, account.id, { ...known, isEnough: true })
      demand(known !== undefined, `${account.id} has never been onboarded, so there is nothing to clear`)
      return draft.must('v2_account', account.id)
    },
  }),
  on('v2_account', 'accounts/:id/close', 'The account is closed for good.', {
    button: { label: 'Close', fits: account => account.closed !== true },
    run: (draft, account) => {
      demand(account.closed !== true, `${account.id} is closed already`)
      closeAccount(draft, account.id)
      return draft.must('v2_account', account.id)
    },
  }),
]
