/** The public cash book of a campaign. */
import { countOf } from '#app/i18n/format.ts'
import { inBothLanguages } from '#app/i18n/messages.ts'

export const ledgerMessages = inBothLanguages({
  nl: {
    title: (campaign: string) => `Kasboek van ${campaign}`,
    bookOf: 'Kasboek van',
    inKeeping: 'in bewaring',
    lead: {
      running:
        'Er gaat niets uit zolang de campagne loopt, behalve wat mensen terugvragen. Iedereen mag dit narekenen.',
      succeeded:
        'De campagne gaat door. Wat eruit gaat is door twee mensen nagekeken. Iedereen mag dit narekenen.',
      notSucceeded: 'De campagne gaat niet door. Alles gaat terug naar wie gaf. Iedereen mag dit narekenen.',
    },
    flow: {
      promised: 'Nu toegezegd',
      onCards: (amount: string) => `Waarvan ${amount} op kaarten. Dat komt pas als de campagne slaagt.`,
      received: 'Ontvangen',
      nothingReceived: 'Er kwam nog niets binnen.',
      paidBack: 'Terugbetaald',
      feesAndCosts: 'Bijdrage aan het platform en betaalkosten',
      feesWhy: 'Afgesproken voor de campagne begon. Gaat eraf bij een uitbetaling.',
      paidOut: 'Uitbetaald aan de initiatiefnemer',
      notPaidOut: 'Nog niets. Dat kan pas als de campagne doorgaat.',
      kept: 'In bewaring',
    },
    entries: 'Boekingen',
    caption: (from: string, to: string) => `Boekingen van ${from} tot en met ${to}, nieuwste eerst`,
    csv: 'Als CSV',
    hledger: 'Voor hledger',
    proof: 'Hoe je dit narekent',
    opening: 'Beginsaldo',
    older: 'Oudere boekingen',
    newest: 'Nieuwste boekingen',
    empty: {
      title: 'Nog niets geboekt',
      text: 'De eerste regel komt hier zodra de eerste betaling binnen is. Kaarten die pas later worden belast, staan hier nog niet.',
    },
    kinds: {
      paymentSucceeded: (count: number) => `${countOf(count, 'gift', 'giften', 'nl')} ontvangen`,
      refundDecided: {
        withdrawn: (count: number) => `${countOf(count, 'gift', 'giften', 'nl')} teruggegeven op verzoek`,
        campaign_failed: (count: number) =>
          `${countOf(count, 'gift', 'giften', 'nl')} teruggegeven, minimum niet gehaald`,
        campaign_canceled: (count: number) =>
          `${countOf(count, 'gift', 'giften', 'nl')} teruggegeven, campagne gestopt`,
        by_admin: (count: number) =>
          `${countOf(count, 'gift', 'giften', 'nl')} teruggegeven na een besluit van het platform`,
        fraud_warning: (count: number) =>
          `${countOf(count, 'gift', 'giften', 'nl')} teruggegeven na een waarschuwing van een bank`,
        surplus: (count: number) =>
          `${countOf(count, 'betaling', 'betalingen', 'nl')} teruggegeven, te veel ontvangen`,
      },
      settlementApproved: 'Uitbetaling goedgekeurd door twee mensen, bijdrage aan het platform eraf',
      costsPassedOn: 'Betaalkosten verrekend',
      disputeLost: (count: number) =>
        `${countOf(count, 'gift', 'giften', 'nl')} teruggehaald door de bank van de gever`,
      debtSetOff: 'Schuld van de initiatiefnemer verrekend met een uitbetaling',
      debtTakenBack: 'Schuld van de initiatiefnemer teruggehaald',
      debtPaidBack: 'Schuld van de initiatiefnemer terugbetaald via de bank',
      debtWrittenOff: 'Schuld van de initiatiefnemer gedragen door het platform',
      transferSent: 'Uitbetaald',
      transferReturned: 'Uitbetaling teruggekomen',
      other: (kind: string) => `Boeking ‘${kind}’`,
    },
    routes: {
      in: 'donateurs naar bewaring',
      back: 'bewaring naar donateurs',
      fee: 'bewaring naar platform',
      out: 'bewaring naar initiatiefnemer',
      returned: 'initiatiefnemer naar bewaring',
      other: 'binnen de boeken',
    },
    corrects: (entry: string) => `Draait boeking ${entry} terug.`,
    recompute: {
      title: 'Klopt het?',
      checked: (moment: string) => `Ja. Nagerekend op ${moment}`,
      checkedText:
        'Alle boekingen van het platform samen waren in evenwicht, en elke regel van de controle klopte.',
      broken: (moment: string) => `Nee. Op ${moment} klopte er iets niet`,
      brokenText: 'We zoeken uit wat het is. Zolang gaat er niets uit.',
      notYet: 'Nog niet nagerekend',
      notYetText: 'De controle draait vanzelf, elke tien minuten.',
      sealed: (count: number, shown: string) =>
        count === 1 ? 'Verzegeld is nu 1 boeking.' : `Verzegeld zijn nu ${shown} boekingen.`,
      notSealedYet: 'Verzegeld is er nog niets: een boeking krijgt haar zegel binnen een minuut of zo.',
      seal: 'Laatste zegel:',
      sealText: 'Elke boeking draagt het zegel van de vorige. Wie er één verandert, breekt de reeks.',
      how: 'Reken het zelf na',
      howText:
        'Open de CSV. Tel per rekening op wat bij ‘credit’ staat en trek af wat bij ‘debit’ staat, in centen. campaign_funds_held, initiator_payable en initiator_receivable zijn samen precies het bedrag bovenaan deze pagina.',
      tips: (amount: string) =>
        `Op tips_held staat ${amount}: fooien voor het platform. Die horen niet bij de campagne en gaan terug als zij niet slaagt.`,
      absent: 'Wat hier niet staat',
      absentText:
        'Geen namen, geen tijden, geen nummers van giften. Zo blijft wie anoniem gaf ook anoniem. De namen op de muur hangen niet aan dit boek vast. Ook in de bestanden staan alleen bedragen per dag.',
    },
  },
  en: {
    title: (campaign: string) => `Cash book of ${campaign}`,
    bookOf: 'Cash book of',
    inKeeping: 'in keeping',
    lead: {
      running:
        'Nothing goes out while the campaign runs, but for what people ask back. Everyone may recompute this.',
      succeeded:
        'The campaign goes ahead. What goes out was checked by two people. Everyone may recompute this.',
      notSucceeded:
        'The campaign does not go ahead. Everything goes back to who gave. Everyone may recompute this.',
    },
    flow: {
      promised: 'Pledged now',
      onCards: (amount: string) => `Of which ${amount} on cards. That comes only if the campaign succeeds.`,
      received: 'Received',
      nothingReceived: 'Nothing has come in yet.',
      paidBack: 'Paid back',
      feesAndCosts: 'Platform fee and costs of payment',
      feesWhy: 'Agreed before the campaign began. Taken off at a payout.',
      paidOut: 'Paid out to the initiator',
      notPaidOut: 'Nothing yet. That is possible only once the campaign goes ahead.',
      kept: 'In keeping',
    },
    entries: 'Entries',
    caption: (from: string, to: string) => `Entries from ${from} up to and including ${to}, newest first`,
    csv: 'As CSV',
    hledger: 'For hledger',
    proof: 'How to recompute this',
    opening: 'Opening balance',
    older: 'Older entries',
    newest: 'Newest entries',
    empty: {
      title: 'Nothing booked yet',
      text: 'The first line comes here once the first payment is in. Cards that are charged later are not here yet.',
    },
    kinds: {
      paymentSucceeded: (count: number) => `${countOf(count, 'gift', 'gifts', 'en')} received`,
      refundDecided: {
        withdrawn: (count: number) => `${countOf(count, 'gift', 'gifts', 'en')} given back on request`,
        campaign_failed: (count: number) =>
          `${countOf(count, 'gift', 'gifts', 'en')} given back, minimum missed`,
        campaign_canceled: (count: number) =>
          `${countOf(count, 'gift', 'gifts', 'en')} given back, campaign stopped`,
        by_admin: (count: number) =>
          `${countOf(count, 'gift', 'gifts', 'en')} given back after a decision of the platform`,
        fraud_warning: (count: number) =>
          `${countOf(count, 'gift', 'gifts', 'en')} given back after a warning of a bank`,
        surplus: (count: number) =>
          `${countOf(count, 'payment', 'payments', 'en')} given back, too much received`,
      },
      settlementApproved: 'Payout approved by two people, platform fee taken off',
      costsPassedOn: 'Costs of payment settled',
      disputeLost: (count: number) =>
        `${countOf(count, 'gift', 'gifts', 'en')} taken back by the giver’s bank`,
      debtSetOff: 'Debt of the initiator set off against a payout',
      debtTakenBack: 'Debt of the initiator taken back',
      debtPaidBack: 'Debt of the initiator paid back by bank',
      debtWrittenOff: 'Debt of the initiator borne by the platform',
      transferSent: 'Paid out',
      transferReturned: 'Payout came back',
      other: (kind: string) => `Entry ‘${kind}’`,
    },
    routes: {
      in: 'backers to keeping',
      back: 'keeping to backers',
      fee: 'keeping to platform',
      out: 'keeping to initiator',
      returned: 'initiator to keeping',
      other: 'within the books',
    },
    corrects: (entry: string) => `Reverses entry ${entry}.`,
    recompute: {
      title: 'Does it add up?',
      checked: (moment: string) => `Yes. Recomputed on ${moment}`,
      checkedText: 'All entries of the platform together were in balance, and every line of the check held.',
      broken: (moment: string) => `No. On ${moment} something did not add up`,
      brokenText: 'We are finding out what it is. Until then nothing goes out.',
      notYet: 'Not recomputed yet',
      notYetText: 'The check runs by itself, every ten minutes.',
      sealed: (count: number, shown: string) =>
        count === 1 ? '1 entry is sealed now.' : `${shown} entries are sealed now.`,
      notSealedYet: 'Nothing is sealed yet: an entry gets its seal within a minute or so.',
      seal: 'Latest seal:',
      sealText: 'Each entry carries the seal of the one before. Whoever changes one breaks the chain.',
      how: 'Recompute it yourself',
      howText:
        'Open the CSV. For each account add what stands under ‘credit’ and subtract what stands under ‘debit’, in cents. campaign_funds_held, initiator_payable and initiator_receivable together are exactly the amount at the top of this page.',
      tips: (amount: string) =>
        `On tips_held stands ${amount}: tips for the platform. They are no part of the campaign and go back if it fails.`,
      absent: 'What is not here',
      absentText:
        'No names, no times, no numbers of gifts. So whoever gave anonymously stays anonymous. The names on the wall are not tied to this book. The files too hold only amounts of each day.',
    },
  },
})
