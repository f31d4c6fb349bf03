import { cents, ZERO } from '#app/domain/money.ts'
import type { Cents } from '#app/domain/money.ts'
import type { SettlementAmounts } from '#app/domain/payouts/settlement.ts'
import { amount, signedAmount } from '#app/i18n/format.ts'
import { payoutMessages } from '#app/i18n/messages/payouts.ts'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Table } from '#app/ui/table.tsx'

/** What a payout is made of: what is held, what goes off, and what is left for the initiator. */
export function PayoutAmounts({ amounts }: { amounts: SettlementAmounts }) {
  const language = useLanguage()
  const t = useMessages(payoutMessages).amounts
  const off = (value: Cents) =>
    value === ZERO ? amount(ZERO, language) : signedAmount(cents(-value), language)
  return (
    <>
      <Table
        caption={t.caption}
        columns={[{ label: t.what }, { label: t.amount, isNumber: true }]}
        rows={[
          { key: 'funds', cells: [t.funds, amount(amounts.funds, language)] },
          { key: 'fee', cells: [t.fee, off(amounts.fee)] },
          { key: 'vat', cells: [t.vat, off(amounts.vat)] },
          { key: 'costs', cells: [t.costs, off(amounts.costs)] },
          ...(amounts.owed > 0 ? [{ key: 'owed', cells: [t.owed, amount(amounts.owed, language)] }] : []),
          ...(amounts.debt > 0 ? [{ key: 'debt', cells: [t.debt, off(amounts.debt)] }] : []),
        ]}
        total={[t.payout, amount(amounts.payout, language)]}
      />
      <p className="small soft">
        {t.tips}: {amount(amounts.tips, language)}
      </p>
    </>
  )
}
