/** The 80 % conversation: on the campaign's page, for its initiator, and for the backer who answers. */
import { inBothLanguages } from '#app/i18n/messages.ts'

export const nearMissMessages = inBothLanguages({
  nl: {
    title: 'Kan het met minder?',
    almost: 'Net niet gehaald',
    almostText: (until: string) =>
      `Er is meer dan 80 procent van het minimum. De initiatiefnemer mag tot en met ${until} uitleggen hoe het met minder kan. Tot dan blijft alles staan.`,
    talking: 'Gaat door met minder, als genoeg donateurs blijven',
    talkingText: (less: string, until: string) =>
      `Met ${less} kan het ook. Wie gaf, kiest tot en met ${until}: blijven, bijleggen of intrekken. Is er dan niet genoeg, dan krijgt iedereen het geld terug.`,
    plan: 'Zo kan het met minder',
    line: 'Post',
    before: 'Was',
    after: 'Wordt',
    all: 'Samen',
    suspended: 'Even gestopt',
    suspendedText: (reason: string) => `Deze campagne neemt nu geen toezeggingen aan. De reden: ${reason}`,
    whyCanceled: 'De reden',
    explain: {
      title: 'Leg uit hoe het met minder kan',
      lead: (counted: string, minimum: string) => `Er is ${counted} toegezegd. Nodig was ${minimum}.`,
      until: (until: string) =>
        `Je hebt tot en met ${until}. Daarna krijgen je donateurs jouw uitleg en hebben zij vijf dagen om te kiezen. Komt er geen uitleg, dan krijgt iedereen het geld terug.`,
      text: 'Wat verandert er?',
      textHint: 'Schrijf het voor wie gaf: wat doe je anders, en wat merken zij daarvan?',
      amounts: 'Wat elke post dan kost',
      amountsHint: (least: string) => `Vul 0 in als een post vervalt. Samen moet het minstens ${least} zijn.`,
      was: (amount: string) => `Was ${amount}.`,
      button: 'Leg dit voor aan mijn donateurs',
      back: 'Terug naar je campagne',
      done: 'Je uitleg is verstuurd',
      doneText: (until: string) => `Je donateurs kiezen tot en met ${until}. Daarna hoor je hoe het afloopt.`,
      over: 'Uitleggen kan niet meer',
      overText: 'De tijd is voorbij, of deze campagne praat niet met haar donateurs.',
      problems: {
        'explanation-too-short': 'Schrijf in een paar zinnen wat er verandert.',
        'explanation-too-long': 'Maak het korter: hooguit 3.000 tekens.',
        'not-an-amount': 'Vul een bedrag in, bijvoorbeeld 250,00.',
        'line-grew': 'Een post kan niet duurder worden dan hij was.',
        'nothing-less': 'Zo kost het niet minder. Maak minstens één post goedkoper.',
        'below-80-percent': 'Zo kom je onder 80 procent van het minimum. Minder dan dat mag niet.',
      },
    },
    answer: {
      title: 'Blijf je erbij?',
      lead: (counted: string, minimum: string) =>
        `Er is ${counted} toegezegd, en ${minimum} was nodig. De initiatiefnemer schrijft:`,
      enough: (less: string) => `Zo is ${less} genoeg.`,
      yours: (amount: string) => `Jouw toezegging is ${amount}.`,
      until: (until: string) =>
        `Je kiest tot en met ${until}, en mag je tot dan bedenken. Doe je niets, dan blijf je.`,
      now: {
        none: 'Je hebt nog niets gekozen. Zonder keuze blijf je.',
        stay: 'Je koos: ik blijf.',
        add: 'Je koos: ik leg iets bij.',
        withdraw: 'Je trok je toezegging in.',
      },
      thanks: 'Je keuze is bewaard',
      stay: 'Ik blijf',
      stayText: 'Je toezegging blijft staan. Is er aan het einde niet genoeg, dan krijg je alles terug.',
      add: 'Ik leg iets bij',
      addText:
        'Dat wordt een tweede toezegging, naast de eerste. Is er aan het einde niet genoeg, dan krijg je beide terug.',
      amount: 'Hoeveel leg je bij?',
      method: 'Hoe betaal je?',
      bank: 'Met iDEAL | Wero of Bancontact: je betaalt nu',
      card: 'Met een kaart: alleen afgeschreven als het lukt',
      addButton: 'Verder naar betalen',
      withdraw: 'Ik trek in',
      withdrawText: (amount: string) => `We sturen ${amount} meteen terug.`,
      withdrawCardText: 'Er wordt niets van je kaart afgeschreven, en we laten de kaart wissen.',
      withdrawn: 'Deze toezegging is ingetrokken. Wil je toch weer meedoen, leg dan iets bij.',
      manage: 'Hoe mijn toezegging ervoor staat',
      over: 'Kiezen kan niet meer',
      overText: 'De tijd om te kiezen is voorbij. Op de pagina van de campagne staat hoe het afliep.',
      problems: {
        'not-an-amount': 'Vul een bedrag in, bijvoorbeeld 17,10.',
        'too-little': (least: string) => `Geef minstens ${least}.`,
        'too-much': (most: string) => `Geef hooguit ${most} per keer.`,
        'no-method': 'Kies hoe je betaalt.',
        unavailable:
          'Stripe, onze betaaldienst, antwoordt nu niet. Er is niets betaald. Probeer het zo weer.',
        'too-many': 'Dit ging te vaak achter elkaar. Wacht even en probeer het dan weer.',
        'cards-stopped':
          'Met een kaart kan het nu even niet. Met iDEAL of Bancontact wel. Er is niets betaald.',
        refused: 'Dit lukte niet. Er is niets betaald.',
      },
    },
    desk: {
      explainTitle: 'Leg uit hoe het met minder kan',
      explainText: (until: string) => `Dat kan tot en met ${until}. Anders krijgt iedereen het geld terug.`,
      waitTitle: 'Je donateurs kiezen',
      waitText: (until: string) => `Tot en met ${until}. Daarna wordt er geteld.`,
      see: 'Bekijk je uitleg',
      answers: (stay: number, add: number, withdraw: number) =>
        `${stay} blijven, ${add} leggen bij, ${withdraw} trokken in. De anderen blijven als zij niets zeggen.`,
    },
    manage: {
      title: 'Deze campagne haalde haar minimum net niet',
      go: 'Blijven, bijleggen of intrekken',
    },
  },
  en: {
    title: 'Can it be done with less?',
    almost: 'Just missed',
    almostText: (until: string) =>
      `There is more than 80 percent of the minimum. The initiator may explain up to and including ${until} how it is done with less. Until then everything stays as it is.`,
    talking: 'Goes on with less, if enough backers stay',
    talkingText: (less: string, until: string) =>
      `It can be done with ${less}. Who gave, chooses up to and including ${until}: stay, add or withdraw. If there is not enough then, everybody gets the money back.`,
    plan: 'How it is done with less',
    line: 'Line',
    before: 'Was',
    after: 'Becomes',
    all: 'Together',
    suspended: 'Stopped for now',
    suspendedText: (reason: string) => `This campaign takes no pledges now. The reason: ${reason}`,
    whyCanceled: 'The reason',
    explain: {
      title: 'Explain how it is done with less',
      lead: (counted: string, minimum: string) => `${counted} was pledged. It needed ${minimum}.`,
      until: (until: string) =>
        `You have up to and including ${until}. After that your backers get your explanation and have five days to choose. Without an explanation everybody gets the money back.`,
      text: 'What changes?',
      textHint: 'Write it for those who gave: what do you do differently, and what will they notice?',
      amounts: 'What each line then costs',
      amountsHint: (least: string) =>
        `Fill in 0 when a line is dropped. Together it must be at least ${least}.`,
      was: (amount: string) => `Was ${amount}.`,
      button: 'Put this before my backers',
      back: 'Back to your campaign',
      done: 'Your explanation has been sent',
      doneText: (until: string) =>
        `Your backers choose up to and including ${until}. After that you hear how it ended.`,
      over: 'This can no longer be explained',
      overText: 'The time is over, or this campaign is not talking with its backers.',
      problems: {
        'explanation-too-short': 'Write in a few sentences what changes.',
        'explanation-too-long': 'Make it shorter: at most 3,000 characters.',
        'not-an-amount': 'Fill in an amount, for instance 250.00.',
        'line-grew': 'A line cannot cost more than it did.',
        'nothing-less': 'Like this it does not cost less. Make at least one line cheaper.',
        'below-80-percent': 'This is less than 80 percent of the minimum. It cannot be less than that.',
      },
    },
    answer: {
      title: 'Will you stay?',
      lead: (counted: string, minimum: string) =>
        `${counted} was pledged, and ${minimum} was needed. The initiator writes:`,
      enough: (less: string) => `Like this ${less} is enough.`,
      yours: (amount: string) => `Your pledge is ${amount}.`,
      until: (until: string) =>
        `You choose up to and including ${until}, and may change your mind until then. If you do nothing, you stay.`,
      now: {
        none: 'You have not chosen yet. Without a choice you stay.',
        stay: 'You chose: I stay.',
        add: 'You chose: I add something.',
        withdraw: 'You withdrew your pledge.',
      },
      thanks: 'Your choice is kept',
      stay: 'I stay',
      stayText: 'Your pledge stays. If there is not enough in the end, you get everything back.',
      add: 'I add something',
      addText:
        'That becomes a second pledge beside the first. If there is not enough in the end, you get both back.',
      amount: 'How much do you add?',
      method: 'How do you pay?',
      bank: 'With iDEAL | Wero or Bancontact: you pay now',
      card: 'With a card: charged only if it succeeds',
      addButton: 'On to paying',
      withdraw: 'I withdraw',
      withdrawText: (amount: string) => `We send ${amount} back at once.`,
      withdrawCardText: 'Nothing is charged to your card, and we have the card erased.',
      withdrawn: 'This pledge is withdrawn. If you want to take part after all, add something.',
      manage: 'How my pledge stands',
      over: 'You can no longer choose',
      overText: 'The time to choose is over. The page of the campaign says how it ended.',
      problems: {
        'not-an-amount': 'Fill in an amount, for instance 17.10.',
        'too-little': (least: string) => `Give at least ${least}.`,
        'too-much': (most: string) => `Give at most ${most} at a time.`,
        'no-method': 'Choose how you pay.',
        unavailable:
          'Stripe, our payment service, does not answer now. Nothing was paid. Try again in a moment.',
        'too-many': 'This went too often in a row. Wait a moment and try again.',
        'cards-stopped': 'Cards are not possible just now. iDEAL and Bancontact are. Nothing was paid.',
        refused: 'This did not work. Nothing was paid.',
      },
    },
    desk: {
      explainTitle: 'Explain how it is done with less',
      explainText: (until: string) =>
        `You can up to and including ${until}. Otherwise everybody gets the money back.`,
      waitTitle: 'Your backers choose',
      waitText: (until: string) => `Up to and including ${until}. After that it is counted.`,
      see: 'See your explanation',
      answers: (stay: number, add: number, withdraw: number) =>
        `${stay} stay, ${add} add, ${withdraw} withdrew. The others stay if they say nothing.`,
    },
    manage: {
      title: 'This campaign just missed its minimum',
      go: 'Stay, add or withdraw',
    },
  },
})
