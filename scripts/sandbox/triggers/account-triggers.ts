import { completeOnboarding, restrictAccount, transfersStatus } from '../stripe/accounts.ts'
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
  on('v2_account', 'accounts/:id/clear', 'The holder of a restricted account told what was asked.', {
    button: {
      label: 'Clear',
      fits: (account, draft) =>
        transfersStatus(account) === 'restricted' && draft.get('payout_account', account.id) !== undefined,
    },
    run: (draft, account) => {
      const known = draft.get('payout_account', account.id)
      if (known !== undefined) completeOnboarding(draft, account.id, known.holder, known.iban)
      demand(known !== undefined, `${account.id} has never been onboarded, so there is nothing to clear`)
      return draft.must('v2_account', account.id)
    },
  }),
]
