import { cents } from '#app/domain/money.ts'
import { euros } from '#app/i18n/format.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { DeskHead } from '#app/ui/desk-head.tsx'
import { Flow } from '#app/ui/flow.tsx'
import { JournalTable } from '#app/ui/journal-table.tsx'
import { useLanguage } from '#app/ui/language-context.tsx'
import { LedgerHead } from '#app/ui/ledger-head.tsx'
import { LedgerTable } from '#app/ui/ledger-table.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { Job, Queue } from '#app/ui/queue.tsx'
import { Section } from '#app/ui/section.tsx'
import { useSay } from '#app/ui/showcase/say.ts'
import { Tabs } from '#app/ui/tabs.tsx'
import { StatementTable, TrialBalance } from '#app/ui/trial-balance.tsx'

/** Cash book, journal, trial balance, statement and desk. */
export function BooksShown() {
  return (
    <>
      <CashBookShown />
      <JournalShown />
      <DeskShown />
    </>
  )
}

function CashBookShown() {
  const say = useSay()
  const language = useLanguage()
  const route = say('donateurs naar bewaring', 'backers to safekeeping')
  return (
    <>
      <LedgerHead
        kicker={say('Kasboek van De Ziel van Leiden', 'Cash book of De Ziel van Leiden')}
        figure={euros(cents(20_220_26), language)}
        what={say('in bewaring', 'in safekeeping')}
        lead={say('Iedereen mag het narekenen.', 'Anyone may check the sums.')}
      >
        <Flow
          steps={[
            { label: say('Ontvangen', 'Received'), amount: cents(21_455_60) },
            { label: say('Betaalkosten', 'Payment costs'), amount: cents(-192_40), kind: 'ink' },
          ]}
        />
      </LedgerHead>
      <Section id="entries" title={say('Boekingen', 'Entries')} aside={<a href="#entries">CSV</a>}>
        <LedgerTable
          caption={say('Boekingen, nieuwste eerst', 'Entries, newest first')}
          lines={[
            {
              id: '417',
              day: '2026-11-23',
              what: say('Betaalkosten over 14 betalingen', 'Costs of 14 payments'),
              route: say('bewaring naar betaalkosten', 'safekeeping to payment costs'),
              change: cents(-4_48),
              balance: cents(20_220_26),
            },
            {
              id: '415',
              day: '2026-11-21',
              what: say('1 gift met iDEAL', '1 gift by iDEAL'),
              corrects: say(
                'Draait 414 terug: dubbel betaald, zelf teruggestort',
                'Reverses 414: paid twice, sent back',
              ),
              route: say('bewaring naar donateurs', 'safekeeping to backers'),
              change: cents(-71_00),
              balance: cents(20_224_74),
            },
            {
              id: '414',
              day: '2026-11-21',
              what: say('1 gift met iDEAL', '1 gift by iDEAL'),
              route,
              change: cents(71_00),
              balance: cents(20_295_74),
            },
            {
              id: '413',
              day: '2026-11-20',
              what: say('31 giften met iDEAL', '31 gifts by iDEAL'),
              route,
              change: cents(1_211_58),
              balance: cents(20_224_74),
            },
          ]}
          opening={{ day: '2026-11-20', balance: cents(19_013_16) }}
        />
        <Pager olderHref="#entries" olderLabel={say('Oudere boekingen', 'Older entries')} />
      </Section>
    </>
  )
}

function JournalShown() {
  const say = useSay()
  const clearing = { name: 'stripe_clearing', href: '#journal' }
  const held = { name: 'campaign_funds_held:de-ziel-van-leiden', href: '#journal' }
  return (
    <Section id="journal" title={say('Journaal', 'Journal')}>
      <JournalTable
        caption={say('Journaal, nieuwste eerst', 'Journal, newest first')}
        entries={[
          {
            id: '0193f7a2',
            occurredAt: '2026-11-24T07:39:42.000Z',
            what: say('Betaling geslaagd', 'Payment succeeded'),
            about: <a href="#journal">{say('toezegging van Ans', 'pledge of Ans')}</a>,
            postings: [
              { debit: clearing, credit: held, amount: cents(17_10) },
              { debit: clearing, credit: { name: 'tips_held:de-ziel-van-leiden' }, amount: cents(1_00) },
            ],
          },
          {
            id: '0193f7a1',
            occurredAt: '2026-11-23T22:10:00.000Z',
            what: say('Terugbetaling', 'Refund'),
            reverses: { id: '0193f6ff', href: '#journal' },
            postings: [{ debit: held, credit: { name: 'refunds_payable' }, amount: cents(71_00) }],
          },
        ]}
      />
      <h3 className="after">{say('Proefbalans', 'Trial balance')}</h3>
      <TrialBalance
        caption={say('Proefbalans', 'Trial balance')}
        rows={[
          {
            account: { name: 'stripe_balance', href: '#journal' },
            debit: cents(21_175_10),
            credit: cents(0),
          },
          { account: held, debit: cents(0), credit: cents(21_175_10) },
        ]}
      />
      <TrialBalance
        caption={say('Proefbalans die niet klopt', 'Trial balance that does not add up')}
        rows={[{ account: clearing, debit: cents(17_10), credit: cents(0) }]}
      />
      <h3 className="after">{say('Rekeningoverzicht', 'Statement')}</h3>
      <StatementTable
        caption={say('Overzicht van stripe_clearing', 'Statement of stripe_clearing')}
        lines={[
          {
            id: '1',
            occurredAt: '2026-11-24T07:39:42.000Z',
            what: say('Betaling geslaagd', 'Payment succeeded'),
            debit: cents(18_10),
            credit: cents(0),
            balance: cents(18_10),
          },
          {
            id: '2',
            occurredAt: '2026-11-25T07:39:42.000Z',
            what: say('Bijgeschreven door Stripe', 'Settled by Stripe'),
            debit: cents(0),
            credit: cents(18_10),
            balance: cents(0),
          },
        ]}
      />
      <StatementTable caption={say('Leeg overzicht', 'Empty statement')} lines={[]} />
    </Section>
  )
}

function DeskShown() {
  const say = useSay()
  return (
    <>
      <Tabs
        label={say('Bureau', 'Desk')}
        current="#desk"
        links={[
          { href: '#desk', label: say('Vandaag', 'Today') },
          { href: '#journal', label: say('Journaal', 'Journal') },
          { href: '#entries', label: say('Uitbetalingen', 'Payouts') },
        ]}
      />
      <DeskHead
        kicker={say('Bureau, dinsdag 24 november, 08:40', 'Desk, Tuesday 24 November, 08:40')}
        title={say('Eén ding klopt niet, één wacht op jou.', 'One thing does not add up, one waits for you.')}
      />
      <Section
        id="desk"
        title={say('Wacht op jou', 'Waits for you')}
        aside={say('Oudste eerst.', 'Oldest first.')}
      >
        <Queue>
          <Job
            title={say('€ 17,10 bij Stripe zonder toezegging', '€17.10 at Stripe without a pledge')}
            age={say('26 uur oud', '26 hours old')}
            ageNote={<a href="#desk">{say('3 voorstellen', '3 proposals')}</a>}
            isLate
            deed={<ButtonLink href="#desk">{say('Koppel betaling', 'Match payment')}</ButtonLink>}
          >
            {say(
              'Hoort waarschijnlijk bij een toezegging van 20 november.',
              'Probably belongs to a pledge of 20 November.',
            )}
          </Job>
          <Job
            title={say(
              'Uitbetaling € 640,00 aan Boekenkast op het plein',
              'Payout of €640.00 to the bookcase on the square',
            )}
            age={say('1 dag oud', '1 day old')}
            ageNote={say('over 2 dagen te laat', 'late in 2 days')}
            deed={<ButtonLink href="#desk">{say('Bekijk en teken', 'Look and sign')}</ButtonLink>}
          >
            {say(
              'Voorgesteld door R. Jij bent de tweede handtekening.',
              'Proposed by R. You are the second signature.',
            )}
          </Job>
        </Queue>
      </Section>
    </>
  )
}
