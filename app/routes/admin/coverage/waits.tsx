import { DAY_MS } from '#app/domain/clock.ts'
import type { Instant } from '#app/domain/clock.ts'
import { sum } from '#app/domain/money.ts'
import type { RefundThatWaits } from '#app/domain/payments/cover.server.ts'
import { amount, day } from '#app/i18n/format.ts'
import { coverageMessages } from '#app/i18n/messages/coverage.ts'
import { Empty } from '#app/ui/empty.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Table } from '#app/ui/table.tsx'

/** What the platform must front and cannot yet: of which refunds, for how long, and what to do. */
export function Waits({ waits, now }: { waits: readonly RefundThatWaits[]; now: Instant }) {
  const language = useLanguage()
  const t = useMessages(coverageMessages)
  if (waits.length === 0) return <Empty title={t.waitsNone}>{t.waitsNoneText}</Empty>
  const daysOf = (since: string) => Math.floor((Date.parse(now) - Date.parse(since)) / DAY_MS)
  return (
    <>
      <p>{t.waitsText}</p>
      <Table
        caption={t.waits}
        columns={[
          { label: t.columns.campaign },
          { label: t.fronted, isNumber: true },
          { label: t.columns.since },
          { label: t.waitsFor },
        ]}
        rows={waits.map(refund => ({
          key: refund.refundId,
          cells: [
            refund.campaignTitle,
            amount(refund.fronted, language),
            t.sinceDay(day(refund.decidedAt, language), daysOf(refund.decidedAt)),
            t.waitsForWhat[refund.isDisputed ? 'dispute' : refund.isOut ? 'money' : 'cover'],
          ],
        }))}
        total={[t.together, amount(sum(waits.map(({ fronted }) => fronted)), language), '', '']}
      />
    </>
  )
}
