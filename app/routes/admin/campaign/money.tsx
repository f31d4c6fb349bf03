import { cents } from '#app/domain/money.ts'
import type { Cents } from '#app/domain/money.ts'
import { fundsHeld, initiatorPayable, initiatorReceivable, tipsHeld } from '#app/domain/ledger/account.ts'
import { euros } from '#app/i18n/format.ts'
import { campaignFiguresMessages } from '#app/i18n/messages/campaign-figures.ts'
import { accountHref, accountName } from '#app/ui/desk/account-name.ts'
import { Flow } from '#app/ui/flow.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Columns, Section } from '#app/ui/section.tsx'
import type { CampaignRead } from './read-campaign.server.ts'

/** From what was pledged to what is held, and the accounts behind it. */
export function Money({ found }: { found: CampaignRead }) {
  const language = useLanguage()
  const t = useMessages(campaignFiguresMessages)
  const { sums, campaign } = found
  const out = (amount: Cents) => cents(0 - amount)
  const accounts = [
    fundsHeld(campaign.id),
    tipsHeld(campaign.id),
    initiatorPayable(campaign.id),
    initiatorReceivable(campaign.id),
  ]
  return (
    <Section id="money" title={t.money}>
      <Columns
        aside={
          <>
            <h3>{t.accounts}</h3>
            <ul>
              {accounts.map(account => (
                <li key={account}>
                  <a href={accountHref(account)}>
                    {accountName({ account, title: campaign.title }, language)}
                  </a>
                </li>
              ))}
            </ul>
          </>
        }
      >
        <Flow
          steps={[
            {
              label: t.promised,
              amount: sums.promised,
              why: sums.onCards > 0 ? t.onCards(euros(sums.onCards, language)) : undefined,
            },
            { label: t.received, amount: sums.received },
            { label: t.paidBack, amount: out(sums.paidBack), kind: 'ink' },
            { label: t.feesAndCosts, amount: out(sums.feesAndCosts), kind: 'ink' },
            { label: t.paidOut, amount: out(sums.paidOut), kind: 'ink' },
            { label: t.kept, amount: sums.kept },
            { label: t.tips, amount: sums.tips, kind: 'nice' },
          ]}
        />
      </Columns>
    </Section>
  )
}
