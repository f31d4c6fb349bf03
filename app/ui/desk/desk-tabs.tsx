import { can } from '#app/domain/users/permissions.ts'
import type { Actor } from '#app/domain/users/permissions.ts'
import { deskMessages } from '#app/i18n/messages/desk.ts'
import { useMessages } from '#app/ui/language-context.tsx'
import { Tabs } from '#app/ui/tabs.tsx'

const PAGES = {
  desk: '/admin',
  payouts: '/admin/payouts',
  disputes: '/admin/disputes',
  coverage: '/admin/coverage',
  bank: '/admin/bank',
  discrepancies: '/admin/discrepancies',
  journal: '/admin/journal',
  trialBalance: '/admin/trial-balance',
  pledges: '/admin/pledges',
  cardStops: '/admin/card-stops',
  months: '/admin/months',
  exports: '/admin/exports',
  jobs: '/admin/jobs',
  team: '/admin/team',
} as const

/** A page of the desk that has a tab. */
export type DeskPage = keyof typeof PAGES

/** The pages that this member of the team may see, in the order of the tabs. */
export function deskPagesFor(actor: Actor): DeskPage[] {
  const books: DeskPage[] = [
    ...(['payouts', 'bank', 'disputes', 'coverage', 'discrepancies'] as const),
    ...(['journal', 'trialBalance', 'months', 'exports'] as const),
  ]
  return [
    'desk',
    ...(can(actor, 'books.see', null) ? books : []),
    ...(can(actor, 'refund.decide', null) ? (['pledges'] as const) : []),
    ...(can(actor, 'card-stop.see', null) ? (['cardStops'] as const) : []),
    ...(can(actor, 'jobs.manage', null) ? (['jobs'] as const) : []),
    ...(can(actor, 'roles.grant', null) ? (['team'] as const) : []),
  ]
}

/** The pages of the desk, above each of them. */
export function DeskTabs({ pages, current }: { pages: readonly DeskPage[]; current?: DeskPage }) {
  const t = useMessages(deskMessages).tabs
  return (
    <Tabs
      label={t.label}
      current={current && PAGES[current]}
      links={pages.map(page => ({ href: PAGES[page], label: t[page] }))}
    />
  )
}
