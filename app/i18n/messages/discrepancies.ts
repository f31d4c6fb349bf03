/** What does not add up: every kind in words, with what to do, and how a person resolves it. */
import { inBothLanguages } from '#app/i18n/messages.ts'

export const discrepancyMessages = inBothLanguages({
  nl: {
    title: 'Wat niet klopt',
    lead: 'Verschillen tussen onze boeken en Stripe, en wat te lang duurt. Wat vanzelf goed komt, verdwijnt vanzelf.',
    open: 'Open',
    openAside: 'Oudste eerst.',
    none: 'Alles klopt',
    noneText: (at: string) => `De boeken zijn nagerekend op ${at}. Er staat niets open.`,
    noneUnchecked: 'Er staat niets open. De boeken zijn nog niet nagerekend.',
    noneBroken:
      'Er staat geen los verschil open, maar de controle van de boeken faalt. Kijk op het bureau welke.',
    kinds: {
      'payment-without-transaction': {
        title: 'Betaald, maar niet bijgeschreven',
        cause: 'Stripe zegt dat er betaald is, maar schreef het na twee uur nog niet bij.',
        proposal:
          'Meestal komt dit vanzelf goed bij de volgende ronde. Duurt het langer dan een dag: zoek de betaling op bij Stripe.',
      },
      'transaction-without-payment': {
        title: 'Bijgeschreven, maar van niemand',
        cause: 'Er kwam geld bij Stripe binnen dat niet bij een toezegging hoort.',
        proposal: 'Zoek bij Stripe van wie het is en stort het daar terug.',
      },
      'refund-is-late': {
        title: 'Terugbetaling duurt te lang',
        cause: 'Al meer dan zeven dagen besloten, en nog niet aangekomen.',
        proposal:
          'Kijk of er genoeg tegoed bij Stripe is. Is het te weinig: vul de buffer aan, dan gaat het door.',
      },
      'refund-failed': {
        title: 'Terugbetaling mislukt',
        cause: 'De bank van de donateur nam het geld niet aan, of Stripe weigerde.',
        proposal: 'Vraag de donateur om een rekeningnummer en betaal vanaf de bank. Schrijf hier op wanneer.',
      },
      'dispute-answer-refused': {
        title: 'Stripe nam het antwoord op een betwisting niet aan',
        cause: 'Vaak is de laatste dag voorbij, of heeft de bank al beslist.',
        proposal: 'Kijk bij de betwiste betaling hoe het staat. Antwoord zo nodig bij Stripe zelf.',
      },
      'dispute-turned': {
        title: 'De uitkomst van een betwisting is veranderd',
        cause:
          'De bank besliste eerst het ene, en nu het andere. Dat is zeldzaam, en is niet vanzelf geboekt.',
        proposal: 'Zoek bij Stripe uit wat waar is, en boek het verschil met een tegenboeking.',
      },
      'reversal-refused': {
        title: 'Terughalen van een overboeking geweigerd',
        cause: 'Meestal staat het geld niet meer op de rekening van de initiatiefnemer bij Stripe.',
        proposal: 'Laat het verrekenen met de volgende uitbetaling, vraag het terug, of schrijf het af.',
      },
      'transfer-is-late': {
        title: 'Overboeking duurt te lang',
        cause: 'Al meer dan zeven dagen goedgekeurd, en nog niet overgemaakt.',
        proposal: 'Kijk of er genoeg beschikbaar is bij Stripe. Het gaat vanzelf door zodra dat zo is.',
      },
      'transfer-refused': {
        title: 'Overboeking geweigerd',
        cause: 'Stripe wilde niet overmaken naar de rekening van de initiatiefnemer.',
        proposal: 'Kijk bij Stripe waarom. Vaak moet de initiatiefnemer nog iets aanvullen.',
      },
      'payout-failed': {
        title: 'Bank nam de uitbetaling niet aan',
        cause: 'Het geld staat bij Stripe op de rekening van de initiatiefnemer, maar kwam niet op de bank.',
        proposal: 'Vraag de initiatiefnemer het rekeningnummer bij Stripe te verbeteren.',
      },
      'closing-is-late': {
        title: 'Campagne blijft sluiten',
        cause:
          'De laatste dag is meer dan een dag voorbij, en een betaling die nog loopt houdt de uitslag op.',
        proposal: 'Zoek bij Stripe de betaling die nog open staat. Meestal is een bank er nog mee bezig.',
      },
      'work-given-up': {
        title: 'Werk opgegeven',
        cause: 'Iets wat vanzelf moest gebeuren, mislukte ook na de laatste poging.',
        proposal: 'Kijk bij Werk waarom, en laat het opnieuw proberen.',
      },
      'foreign-currency': {
        title: 'Geen euro’s',
        cause: 'Er bewoog geld in een andere munt. Dat boeken we niet.',
        proposal: 'Stort het bij Stripe terug, en zet andere munten daar uit.',
      },
      'amount-differs': {
        title: 'Ander bedrag dan toegezegd',
        cause: 'Er kwam een ander bedrag binnen dan de donateur toezegde. Het telt niet mee en gaat terug.',
        proposal: 'Het wordt vanzelf terugbetaald. Kijk hoe dit kon gebeuren.',
      },
      'unknown-movement': {
        title: 'Beweging die we niet kennen',
        cause: 'Stripe bewoog geld om een reden die niet in onze regels staat. Het staat op ‘Uit te zoeken’.',
        proposal: 'Zoek bij Stripe wat het is, en boek het daarna op de goede plek.',
      },
      'balance-differs': {
        title: 'Tegoed verschilt',
        cause: 'Stripe zegt een ander tegoed dan onze boeken.',
        proposal: 'Meestal een transactie van de laatste minuten. Blijft het zo: vergelijk de lijsten.',
      },
      'key-reused': {
        title: 'Twee verzoeken onder één sleutel',
        cause:
          'Er is iets anders aan Stripe gevraagd dan de eerste keer. We hebben het tweede niet verstuurd.',
        proposal: 'Een fout in de software: laat een ontwikkelaar kijken voor het opnieuw wordt geprobeerd.',
      },
    },
    unknownKind: {
      title: (kind: string) => `Iets klopt niet: ${kind}`,
      cause: 'Voor dit verschil is er nog geen uitleg.',
      proposal: 'Zoek het op aan de hand van het kenmerk.',
    },
    titled: (title: string, amount: string | null) => (amount === null ? title : `${title}: ${amount}`),
    proposalLabel: 'Voorstel',
    subject: 'Kenmerk',
    late: 'te laat',
    toCampaign: (title: string) => `Naar ${title}`,
    toPayout: 'Naar de uitbetaling',
    toEntry: 'Naar de boeking',
    toJobs: 'Naar het werk',
    resolve: 'Sluit af',
    resolveTitle: (title: string) => `Afsluiten: ${title}`,
    resolveText: 'Sluit dit pas af als je weet hoe het zit. Je reden blijft staan, met je naam erbij.',
    reason: 'Wat was het, en wat is er gedaan',
    reasonHint: 'Een collega moet het over een jaar nog snappen.',
    button: 'Sluit dit af',
    cancel: 'Toch niet',
    problems: {
      'reason-missing': 'Schrijf op wat het was. Zonder reden blijft het open.',
      'reason-too-long': 'Maak de reden korter: hooguit 1.000 tekens.',
    },
    closedAlready: 'Dit was al afgesloten',
    closedAlreadyText: 'Iemand anders, of de volgende ronde, was je voor. Er is niets veranderd.',
    more: 'Nieuwere',
    first: 'Oudste eerst',
    resolved: 'Pas afgesloten',
    resolvedCaption: 'Wat het laatst werd afgesloten',
    what: 'Wat',
    how: 'Hoe het zat',
    by: 'Door',
    when: 'Wanneer',
    byItself: 'kwam vanzelf goed',
  },
  en: {
    title: 'What does not add up',
    lead: 'Differences between our books and Stripe, and what takes too long. What comes right by itself, leaves by itself.',
    open: 'Open',
    openAside: 'Oldest first.',
    none: 'Everything adds up',
    noneText: (at: string) => `The books were checked on ${at}. Nothing is open.`,
    noneUnchecked: 'Nothing is open. The books have not been checked yet.',
    noneBroken: 'No single difference is open, but the check of the books fails. See at the desk which one.',
    kinds: {
      'payment-without-transaction': {
        title: 'Paid, but not credited',
        cause: 'Stripe says that it was paid, but did not credit it after two hours.',
        proposal:
          'It mostly comes right at the next round. After more than a day: look the payment up at Stripe.',
      },
      'transaction-without-payment': {
        title: 'Credited, but nobody’s',
        cause: 'Money came in at Stripe that belongs to no pledge.',
        proposal: 'Find out at Stripe whose it is, and refund it there.',
      },
      'refund-is-late': {
        title: 'Refund takes too long',
        cause: 'Decided more than seven days ago, and not arrived yet.',
        proposal: 'See whether there is enough balance at Stripe. If not: top up the float, then it goes on.',
      },
      'refund-failed': {
        title: 'Refund failed',
        cause: 'The bank of the backer did not take the money, or Stripe refused.',
        proposal: 'Ask the backer for an account number and pay from the bank. Write down here when.',
      },
      'dispute-answer-refused': {
        title: 'Stripe did not take the answer to a dispute',
        cause: 'Often the last day is over, or the bank has decided already.',
        proposal: 'Look at the disputed payment how it stands. If needed, answer at Stripe itself.',
      },
      'dispute-turned': {
        title: 'The outcome of a dispute has changed',
        cause:
          'The bank first decided one thing, and now another. That is rare, and was not booked by itself.',
        proposal: 'Find out at Stripe what is true, and book the difference by a reversing entry.',
      },
      'reversal-refused': {
        title: 'Taking a transfer back was refused',
        cause: 'Mostly the money is no longer in the initiator’s account at Stripe.',
        proposal: 'Let it be set off against the next payout, ask for it, or write it off.',
      },
      'transfer-is-late': {
        title: 'Transfer takes too long',
        cause: 'Approved more than seven days ago, and not transferred yet.',
        proposal: 'See whether enough is available at Stripe. It goes on by itself as soon as that is so.',
      },
      'transfer-refused': {
        title: 'Transfer refused',
        cause: 'Stripe would not transfer to the account of the initiator.',
        proposal: 'See at Stripe why. Often the initiator has to add something.',
      },
      'payout-failed': {
        title: 'Bank did not take the payout',
        cause: 'The money is in the initiator’s account at Stripe, but did not reach the bank.',
        proposal: 'Ask the initiator to mend the bank account number at Stripe.',
      },
      'closing-is-late': {
        title: 'Campaign does not close',
        cause: 'Its last day ended more than a day ago, and a payment under way keeps it from being decided.',
        proposal: 'Look at Stripe for the payment that is still open. Mostly a bank is still busy with it.',
      },
      'work-given-up': {
        title: 'Work given up',
        cause: 'Something that should happen by itself failed at the last try too.',
        proposal: 'See at Work why, and let it be tried again.',
      },
      'foreign-currency': {
        title: 'Not in euros',
        cause: 'Money moved in another currency. We do not book that.',
        proposal: 'Refund it at Stripe, and switch other currencies off there.',
      },
      'amount-differs': {
        title: 'Another amount than was pledged',
        cause: 'Another amount came in than the backer pledged. It does not count and goes back.',
        proposal: 'It is refunded by itself. See how this could happen.',
      },
      'unknown-movement': {
        title: 'Movement that we do not know',
        cause: 'Stripe moved money for a reason that is not in our rules. It stands on ‘To be looked into’.',
        proposal: 'Find out at Stripe what it is, and book it in the right place afterwards.',
      },
      'balance-differs': {
        title: 'Balance differs',
        cause: 'Stripe says another balance than our books.',
        proposal: 'Mostly a transaction of the last minutes. If it stays: compare the lists.',
      },
      'key-reused': {
        title: 'Two requests under one key',
        cause: 'Stripe was to be asked something else than the first time. We did not send the second.',
        proposal: 'A fault of the software: let a developer look before it is tried again.',
      },
    },
    unknownKind: {
      title: (kind: string) => `Something does not add up: ${kind}`,
      cause: 'There is no explanation for this difference yet.',
      proposal: 'Look it up by its reference.',
    },
    titled: (title: string, amount: string | null) => (amount === null ? title : `${title}: ${amount}`),
    proposalLabel: 'Proposal',
    subject: 'Reference',
    late: 'late',
    toCampaign: (title: string) => `To ${title}`,
    toPayout: 'To the payout',
    toEntry: 'To the entry',
    toJobs: 'To the work',
    resolve: 'Close',
    resolveTitle: (title: string) => `Closing: ${title}`,
    resolveText: 'Close this only when you know how it is. Your reason stays, with your name.',
    reason: 'What it was, and what was done',
    reasonHint: 'A colleague must still understand it in a year.',
    button: 'Close this',
    cancel: 'Never mind',
    problems: {
      'reason-missing': 'Write down what it was. Without a reason it stays open.',
      'reason-too-long': 'Make the reason shorter: at most 1,000 characters.',
    },
    closedAlready: 'This was closed already',
    closedAlreadyText: 'Somebody else, or the next round, was before you. Nothing has changed.',
    more: 'Newer',
    first: 'Oldest first',
    resolved: 'Closed lately',
    resolvedCaption: 'What was closed last',
    what: 'What',
    how: 'How it was',
    by: 'By',
    when: 'When',
    byItself: 'came right by itself',
  },
})
