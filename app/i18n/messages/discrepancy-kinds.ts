/** What does not add up, continued: what the comparisons with Stripe find, the buttons, the filters, and the alarm by letter. */
import { inBothLanguages } from '#app/i18n/messages.ts'

export const discrepancyKindMessages = inBothLanguages({
  nl: {
    kinds: {
      'payment-without-row': {
        title: 'Betaling die wij niet kennen',
        cause: 'Bij Stripe staat een geslaagde betaling van een toezegging van ons, en hier niet.',
        proposal: 'Laat ons de betaling nog eens bij Stripe lezen. Dan komt zij alsnog in de boeken.',
      },
      'refund-without-row': {
        title: 'Terugbetaling die wij niet kennen',
        cause: 'Bij Stripe staat een terugbetaling van ons, en hier niet.',
        proposal: 'Laat ons de terugbetaling nog eens bij Stripe lezen.',
      },
      'refund-made-elsewhere': {
        title: 'Buiten ons om terugbetaald',
        cause: 'Iemand betaalde bij Stripe zelf een gift terug. De toezegging weet daar niet van.',
        proposal:
          'Zoek uit wie het deed en waarom. Betaal de toezegging hier niet nog eens terug, en leg vast wat er is afgesproken.',
      },
      'transfer-without-settlement': {
        title: 'Overboeking zonder uitbetaling',
        cause: 'Bij Stripe ging geld naar een initiatiefnemer dat geen twee mensen hier goedkeurden.',
        proposal: 'Zoek bij Stripe wie dit deed. Draai de overboeking daar terug als zij niet klopt.',
      },
      'row-without-object': {
        title: 'Wij boekten iets dat Stripe niet heeft',
        cause:
          'Hier staat een betaling, terugbetaling of overboeking die niet in de lijsten van Stripe staat.',
        proposal:
          'Zoek het kenmerk op bij Stripe. Vindt ook Stripe het niet: vraag het hun, met het kenmerk.',
      },
      'account-is-asked': {
        title: 'Initiatiefnemer moet iets aanvullen',
        cause:
          'Stripe vraagt de houder van deze rekening nog om gegevens. Zonder die kan er niet worden uitbetaald.',
        proposal: 'Vraag de initiatiefnemer het bij Stripe aan te vullen. Laat ons daarna opnieuw kijken.',
      },
      'account-owes': {
        title: 'Rekening staat in de min',
        cause:
          'De rekening van deze initiatiefnemer bij Stripe staat onder nul. Het platform staat daarvoor in.',
        proposal: 'Vraag de initiatiefnemer het aan te vullen, of verreken het met de volgende uitbetaling.',
      },
      'account-payout-failed': {
        title: 'Bank weigerde geld van een initiatiefnemer',
        cause: 'Stripe betaalde uit naar de bank van de initiatiefnemer, en die nam het niet aan.',
        proposal:
          'Vraag de initiatiefnemer het rekeningnummer bij Stripe na te kijken. Laat ons daarna opnieuw kijken.',
      },
      'reversal-refused': {
        title: 'Terugdraaien geweigerd',
        cause: 'Stripe wilde een overboeking naar de initiatiefnemer niet terugdraaien.',
        proposal:
          'Kijk bij Stripe waarom. Is het geld al bij de bank, spreek dan met de initiatiefnemer af hoe het terugkomt.',
      },
      'dispute-turned': {
        title: 'Uitslag van een betwisting veranderde',
        cause: 'Een betwisting die al beslist was, heeft bij Stripe nu een andere uitslag.',
        proposal: 'Vergelijk de betwisting bij Stripe met de boeken, en zet recht wat niet meer klopt.',
      },
      'dispute-answer-refused': {
        title: 'Antwoord op een betwisting geweigerd',
        cause: 'Stripe nam ons antwoord op een betwisting niet aan.',
        proposal: 'Antwoord bij Stripe zelf, voor de laatste dag. Daarna is het geld verloren.',
      },
      'refund-waits-for-cover': {
        title: 'Terugbetaling wacht op dekking',
        cause: 'Een terugbetaling van geld dat al was uitbetaald, wacht al drie dagen op onze eigen buffer.',
        proposal:
          'Vul Stripe aan vanaf de bank, of haal het bij Dekking terug bij de initiatiefnemer. Laat ons daarna Stripe opnieuw lezen.',
      },
      'refund-waits-too-long': {
        title: 'Terugbetaling wacht bijna te lang',
        cause: 'Een terugbetaling wacht al elf dagen op onze eigen buffer. Na 14 dagen zijn wij te laat.',
        proposal:
          'Vul Stripe vandaag aan vanaf de bank. Een overboeking naar Stripe duurt een werkdag of twee.',
      },
      'endpoint-is-wrong': {
        title: 'Stripe meldt ons niet alles',
        cause: 'Een webhook staat bij Stripe niet aan, of krijgt andere berichten dan wij verwerken.',
        proposal:
          'Zet bij Stripe de webhook aan met precies onze lijst van berichten. Laat ons daarna opnieuw kijken.',
      },
    },
    deeds: {
      close: 'Sluit af',
      'feed-balance': 'Lees Stripe opnieuw',
      'look-at-payment': 'Lees de betaling opnieuw',
      'look-at-refund': 'Lees de terugbetaling opnieuw',
      'send-refund': 'Probeer terug te betalen',
      'send-transfer': 'Probeer over te maken',
      'check-payout-accounts': 'Kijk opnieuw',
      'decide-campaign': 'Probeer te beslissen',
      'revive-work': 'Probeer opnieuw',
      'check-endpoints': 'Kijk opnieuw',
      'check-connected-accounts': 'Kijk opnieuw',
    },
    deedDone: 'Het wordt gedaan',
    deedDoneText:
      'Binnen een minuut of zo. Is het goed gekomen, dan sluit het vanzelf en staat dat hieronder.',
    alsoClose: 'Of sluit het af',
    allowed: (time: string) => `mag ${time} open staan`,
    filter: {
      kind: 'Soort',
      all: 'Alle soorten',
      age: 'Hoe lang',
      any: 'Alles',
      overdue: 'Alleen wat te lang open staat',
      show: 'Laat zien',
      clear: 'Alles laten zien',
      nothing: 'Niets gevonden',
      nothingText: 'Van deze soort staat niets open. Kies een andere, of laat alles zien.',
    },
    closedByMachine: 'de machine',
    letter: {
      subject: (title: string) => `Staat te lang open: ${title}`,
      kicker: 'Wat niet klopt',
      since: (moment: string) => `Dit staat open sinds ${moment}.`,
      amount: (amount: string) => `Het gaat om ${amount}.`,
      proposal: 'Voorstel:',
      button: 'Ga er naartoe',
      reason: 'Je krijgt deze brief omdat je penningmeester bent van dit platform.',
    },
  },
  en: {
    kinds: {
      'payment-without-row': {
        title: 'Payment that we do not know',
        cause: 'Stripe has a payment of a pledge of ours that succeeded, and we do not.',
        proposal: 'Let us read the payment at Stripe once more. Then it comes into the books after all.',
      },
      'refund-without-row': {
        title: 'Refund that we do not know',
        cause: 'Stripe has a refund of ours, and we do not.',
        proposal: 'Let us read the refund at Stripe once more.',
      },
      'refund-made-elsewhere': {
        title: 'Refunded behind our back',
        cause: 'Somebody refunded a gift at Stripe itself. The pledge does not know of it.',
        proposal:
          'Find out who did it and why. Do not refund the pledge here once more, and write down what was agreed.',
      },
      'transfer-without-settlement': {
        title: 'Transfer without a payout',
        cause: 'At Stripe money went to an initiator that no two people here approved.',
        proposal: 'Find out at Stripe who did this. Reverse the transfer there if it is wrong.',
      },
      'row-without-object': {
        title: 'We booked something that Stripe does not have',
        cause: 'Here is a payment, refund or transfer that is not in the lists of Stripe.',
        proposal:
          'Look its reference up at Stripe. If Stripe does not find it either: ask them, with the reference.',
      },
      'account-is-asked': {
        title: 'Initiator has to add something',
        cause:
          'Stripe still asks the holder of this account for details. Without them nothing can be paid out.',
        proposal: 'Ask the initiator to add it at Stripe. Let us look again afterwards.',
      },
      'account-owes': {
        title: 'Account is below zero',
        cause: 'The account of this initiator at Stripe is below zero. The platform answers for it.',
        proposal: 'Ask the initiator to make it up, or set it off against the next payout.',
      },
      'account-payout-failed': {
        title: 'Bank refused money of an initiator',
        cause: 'Stripe paid out to the bank of the initiator, and the bank did not take it.',
        proposal: 'Ask the initiator to check the account number at Stripe. Let us look again afterwards.',
      },
      'reversal-refused': {
        title: 'Reversal refused',
        cause: 'Stripe would not reverse a transfer to the initiator.',
        proposal:
          'See at Stripe why. If the money is at the bank already, agree with the initiator how it comes back.',
      },
      'dispute-turned': {
        title: 'Outcome of a dispute changed',
        cause: 'A dispute that was decided has another outcome at Stripe now.',
        proposal: 'Compare the dispute at Stripe with the books, and put right what does not hold any more.',
      },
      'dispute-answer-refused': {
        title: 'Answer to a dispute refused',
        cause: 'Stripe did not take our answer to a dispute.',
        proposal: 'Answer at Stripe itself, before the last day. After it the money is lost.',
      },
      'refund-waits-for-cover': {
        title: 'Refund waits for cover',
        cause: 'A refund of money that had been paid out has waited three days for our own float.',
        proposal:
          'Top up Stripe from the bank, or take it back from the initiator under Coverage. Then let us read Stripe again.',
      },
      'refund-waits-too-long': {
        title: 'Refund has nearly waited too long',
        cause: 'A refund has waited eleven days for our own float. After 14 days we are too late.',
        proposal: 'Top up Stripe from the bank today. A transfer to Stripe takes a working day or two.',
      },
      'endpoint-is-wrong': {
        title: 'Stripe does not tell us everything',
        cause: 'A webhook is off at Stripe, or gets other events than we handle.',
        proposal:
          'Switch the webhook on at Stripe with exactly our list of events. Let us look again afterwards.',
      },
    },
    deeds: {
      close: 'Close',
      'feed-balance': 'Read Stripe again',
      'look-at-payment': 'Read the payment again',
      'look-at-refund': 'Read the refund again',
      'send-refund': 'Try to refund',
      'send-transfer': 'Try to transfer',
      'check-payout-accounts': 'Look again',
      'decide-campaign': 'Try to decide',
      'revive-work': 'Try again',
      'check-endpoints': 'Look again',
      'check-connected-accounts': 'Look again',
    },
    deedDone: 'It is being done',
    deedDoneText: 'Within a minute or so. When it came right it closes by itself, and below it says so.',
    alsoClose: 'Or close it',
    allowed: (time: string) => `may be open for ${time}`,
    filter: {
      kind: 'Kind',
      all: 'All kinds',
      age: 'How long',
      any: 'Everything',
      overdue: 'Only what is open for too long',
      show: 'Show',
      clear: 'Show everything',
      nothing: 'Nothing found',
      nothingText: 'Nothing of this kind is open. Choose another, or show everything.',
    },
    closedByMachine: 'the machine',
    letter: {
      subject: (title: string) => `Open for too long: ${title}`,
      kicker: 'What does not add up',
      since: (moment: string) => `This is open since ${moment}.`,
      amount: (amount: string) => `It is about ${amount}.`,
      proposal: 'Proposal:',
      button: 'Go there',
      reason: 'You get this letter because you are a treasurer of this platform.',
    },
  },
})
