/** The pledge form: what is asked, what happens with the money, and what can be wrong. */
import { inBothLanguages } from '#app/i18n/messages.ts'

export const pledgeMessages = inBothLanguages({
  nl: {
    title: (campaign: string) => `Geef aan ${campaign}`,
    heading: 'Wat geef je?',
    by: (initiator: string) => `Een campagne van ${initiator}.`,
    amount: 'Bedrag',
    reward: 'Wil je er iets voor terug?',
    rewardHint: 'Kies je alleen een tegenprestatie, dan geef je wat erbij staat. Meer geven mag altijd.',
    noReward: 'Nee, ik geef gewoon',
    rewardOption: (title: string, price: string) => `${title}, vanaf ${price}`,
    left: (left: number, of: number) => `Nog ${left} van ${of}.`,
    soldOut: (title: string) => `Uitverkocht: ${title}`,
    email: 'E-mailadres',
    emailHint: 'Voor je bewijs en de link waarmee je wijzigt of stopt. Niet voor reclame.',
    name: 'Naam op de muur',
    nameHint: 'Leeg laten mag. Dan word je een effen steen.',
    anonymous: 'Laat mijn naam aan niemand zien',
    anonymousHint: 'Ook niet aan de initiatiefnemer. Later veranderen kan, met de link in je brief.',
    message: 'Een woord voor de makers',
    tip: 'Iets extra voor Stadmakers zelf?',
    tipHint: 'Hoeft niet. Het platform draait op giften.',
    noTip: 'Nee',
    method: 'Hoe wil je betalen?',
    bank: 'iDEAL of Bancontact',
    bankNote: 'Je betaalt nu. Haalt de campagne het minimum niet, dan krijg je alles vanzelf terug.',
    card: 'Kaart',
    cardNote: 'Er wordt nu niets afgeschreven. Dat gebeurt alleen als de campagne slaagt.',
    payNowNote: 'Je betaalt nu.',
    now: 'Nu',
    nowAllOrNothing:
      'Op de volgende pagina, bij onze betaaldienst Stripe, betaal je met iDEAL of Bancontact, of bewaar je je kaart. Van een kaart schrijven we nu niets af.',
    nowKeepItAll: 'Op de volgende pagina, bij onze betaaldienst Stripe, betaal je.',
    later: 'Later',
    laterAllOrNothing: (minimum: string, deadline: string) =>
      `Is er aan het eind van ${deadline} minstens ${minimum} toegezegd, dan schrijven we je kaart af en gaat je geld naar de initiatiefnemer. Anders krijg je alles vanzelf terug en vergeten we je kaart.`,
    laterKeepItAll: (deadline: string) =>
      `De campagne loopt tot en met ${deadline} en houdt wat er binnenkomt, ook als het minimum niet wordt gehaald.`,
    canWithdraw: (deadline: string) => `Tot en met ${deadline} kun je je toezegging intrekken, zonder reden.`,
    backToCampaign: 'Terug naar de campagne',
    trap: 'Laat dit veld leeg',
    again: {
      title: 'Je hebt nog niet betaald',
      text: 'Wat je koos staat er nog. Verander wat je wilt, of ga door. Ben je iemand anders?',
      another: 'Begin een nieuwe toezegging',
    },
    beside: {
      title: 'Dit wordt een tweede toezegging',
      paid: 'In deze browser is net al een toezegging aan deze campagne gedaan. Wat je hier geeft komt daarbij.',
      unpaid:
        'In deze browser is al een toezegging aan deze campagne begonnen, die nog niet betaald is. Wat je hier geeft komt daarbij.',
    },
    closed: {
      title: 'Deze campagne neemt geen geld meer aan',
      ended: (deadline: string) => `De laatste dag was ${deadline}. Er is niets afgeschreven.`,
      text: 'Je toezegging is niet bewaard en er is niets afgeschreven.',
      campaign: 'Kijk hoe het afliep',
      others: 'Wat er nu leeft in de stad',
    },
    notices: {
      'not-read': {
        title: 'Dit kwam niet goed over',
        text: 'Er is niets afgeschreven. Wat je typte staat er nog. Verstuur het nog een keer.',
      },
      'stripe-down': {
        title: 'Onze betaaldienst antwoordt niet',
        text: 'Er is niets afgeschreven. Je toezegging is bewaard en staat hieronder. Wacht een minuut en ga dan weer verder.',
      },
      'stripe-refused': {
        title: 'Onze betaaldienst neemt dit niet aan',
        text: 'Er is niets afgeschreven. Wat je typte staat er nog. Kijk je e-mailadres na, of kies een andere manier om te betalen.',
      },
      second: {
        title: 'Wil je twee keer geven?',
        text: 'In dit venster of een ander ben je al met een toezegging aan deze campagne begonnen. Er is nog niets gebeurd met wat hieronder staat. Ga je door, dan komt het erbij.',
      },
      'cards-stopped': {
        title: 'Kaarten staan hier even stil',
        text: 'Iemand probeert bij deze campagne kaarten uit die niet van hem zijn. Daarom kan er nu niemand met een kaart betalen. Er is niets afgeschreven en wat je typte staat er nog. Betaal met iDEAL of Bancontact, dat werkt gewoon, of probeer je kaart over een uur weer.',
      },
      'cards-stopped-here': {
        title: 'Even geen kaarten vanuit jouw netwerk',
        text: 'Er werden vanuit jouw netwerk te veel kaarten geweigerd. Er is niets afgeschreven en wat je typte staat er nog. Betaal met iDEAL of Bancontact, dat werkt gewoon, of probeer je kaart over een uur weer.',
      },
      'too-many': {
        title: 'Even wachten',
        text: 'Er kwamen te veel toezeggingen achter elkaar uit jouw netwerk. Er is niets afgeschreven en wat je typte staat er nog. Probeer het over een paar minuten weer.',
      },
    },
    problems: {
      amount: {
        empty: 'Vul in hoeveel je geeft, bijvoorbeeld 17,10.',
        choose: 'Kies een bedrag of een tegenprestatie.',
        'not-an-amount': 'Dit kunnen we niet als bedrag lezen. Schrijf het als 17,10 of 17.',
        'fraction-of-a-cent': 'Een bedrag heeft ten hoogste twee cijfers achter de komma, zoals 17,10.',
        'not-positive': 'Een bedrag is meer dan nul.',
        'too-large': 'Dit is meer dan we in één keer aannemen.',
        tooLittle: (least: string) => `Je kunt geven vanaf ${least}.`,
        tooLittleForReward: (reward: string, price: string) =>
          `‘${reward}’ krijg je vanaf ${price}. Geef dat of meer, of geef zonder tegenprestatie.`,
        tooMuch: (most: string) => `We nemen ten hoogste ${most} in één keer aan. Meer geven? Schrijf ons.`,
      },
      reward: {
        'sold-out': 'Deze tegenprestatie is net uitverkocht. Kies een andere, of geef zonder.',
        unknown: 'Deze tegenprestatie hoort niet bij deze campagne. Kies een andere, of geef zonder.',
      },
      tip: {
        'not-an-amount': 'Kies een van deze bedragen, of nee.',
        'more-than-pledge': 'Je fooi is hoger dan wat je geeft. Kies een lagere, of nee.',
      },
      method: 'Kies hoe je wilt betalen.',
      email: 'Dit is geen e-mailadres dat we kunnen gebruiken. Het ziet eruit als naam@voorbeeld.nl.',
      name: 'Je naam is te lang voor de muur. Houd het op 60 tekens.',
      message: 'Je bericht is te lang. Houd het op 500 tekens.',
    },
  },
  en: {
    title: (campaign: string) => `Give to ${campaign}`,
    heading: 'What will you give?',
    by: (initiator: string) => `A campaign by ${initiator}.`,
    amount: 'Amount',
    reward: 'Would you like something in return?',
    rewardHint: 'If you only choose a reward, you give what stands beside it. You can always give more.',
    noReward: 'No, I just give',
    rewardOption: (title: string, price: string) => `${title}, from ${price}`,
    left: (left: number, of: number) => `${left} of ${of} left.`,
    soldOut: (title: string) => `Sold out: ${title}`,
    email: 'E-mail address',
    emailHint: 'For your receipt and the link to change or stop. Not for advertising.',
    name: 'Name on the wall',
    nameHint: 'You may leave it empty. Then you are a plain brick.',
    anonymous: 'Show my name to nobody',
    anonymousHint: 'Not even to the initiator. You can change it later, by the link in your letter.',
    message: 'A word for the makers',
    tip: 'Something extra for Stadmakers itself?',
    tipHint: 'You need not. The platform runs on gifts.',
    noTip: 'No',
    method: 'How would you like to pay?',
    bank: 'iDEAL or Bancontact',
    bankNote: 'You pay now. If the campaign misses its minimum, everything comes back by itself.',
    card: 'Card',
    cardNote: 'Nothing is charged now. That happens only if the campaign succeeds.',
    payNowNote: 'You pay now.',
    now: 'Now',
    nowAllOrNothing:
      'On the next page, at our payment service Stripe, you pay by iDEAL or Bancontact, or save your card. Nothing is charged to a card now.',
    nowKeepItAll: 'On the next page, at our payment service Stripe, you pay.',
    later: 'Later',
    laterAllOrNothing: (minimum: string, deadline: string) =>
      `If at least ${minimum} is pledged by the end of ${deadline}, we charge your card and your money goes to the initiator. If not, you get everything back by itself and we forget your card.`,
    laterKeepItAll: (deadline: string) =>
      `The campaign runs up to and including ${deadline} and keeps what comes in, even when it misses its minimum.`,
    canWithdraw: (deadline: string) =>
      `Up to and including ${deadline} you can withdraw your pledge, without a reason.`,
    backToCampaign: 'Back to the campaign',
    trap: 'Leave this field empty',
    again: {
      title: 'You have not paid yet',
      text: 'What you chose is still there. Change what you like, or go on. Are you somebody else?',
      another: 'Begin a new pledge',
    },
    beside: {
      title: 'This will be a second pledge',
      paid: 'A pledge to this campaign was made in this browser a moment ago. What you give here comes on top.',
      unpaid:
        'A pledge to this campaign was begun in this browser, and is not paid yet. What you give here comes on top.',
    },
    closed: {
      title: 'This campaign takes no more money',
      ended: (deadline: string) => `The last day was ${deadline}. Nothing was charged.`,
      text: 'Your pledge was not kept and nothing was charged.',
      campaign: 'See how it ended',
      others: 'What is alive in the city now',
    },
    notices: {
      'not-read': {
        title: 'This did not come across well',
        text: 'Nothing was charged. What you typed is still there. Send it once more.',
      },
      'stripe-down': {
        title: 'Our payment service does not answer',
        text: 'Nothing was charged. Your pledge is kept and stands below. Wait a minute and continue again.',
      },
      'stripe-refused': {
        title: 'Our payment service does not accept this',
        text: 'Nothing was charged. What you typed is still there. Check your e-mail address, or choose another way to pay.',
      },
      second: {
        title: 'Do you want to give twice?',
        text: 'In this window or another you began a pledge to this campaign already. Nothing was done yet with what stands below. If you continue, it comes on top.',
      },
      'cards-stopped': {
        title: 'Cards stand still here for a while',
        text: 'Somebody is trying out cards at this campaign that are not theirs. So nobody can pay by card now. Nothing was charged, and what you typed is still there. Pay with iDEAL or Bancontact, that works as always, or try your card again in an hour.',
      },
      'cards-stopped-here': {
        title: 'No cards from your network for a while',
        text: 'Too many cards were refused from your network. Nothing was charged, and what you typed is still there. Pay with iDEAL or Bancontact, that works as always, or try your card again in an hour.',
      },
      'too-many': {
        title: 'A moment, please',
        text: 'Too many pledges came from your network at once. Nothing was charged and what you typed is still there. Try again in a few minutes.',
      },
    },
    problems: {
      amount: {
        empty: 'Fill in how much you give, for instance 17.10.',
        choose: 'Choose an amount or a reward.',
        'not-an-amount': 'We cannot read this as an amount. Write it as 17.10 or 17.',
        'fraction-of-a-cent': 'An amount has at most two digits after the point, as in 17.10.',
        'not-positive': 'An amount is more than zero.',
        'too-large': 'This is more than we take at once.',
        tooLittle: (least: string) => `You can give from ${least}.`,
        tooLittleForReward: (reward: string, price: string) =>
          `‘${reward}’ is yours from ${price}. Give that or more, or give without a reward.`,
        tooMuch: (most: string) => `We take at most ${most} at once. Giving more? Write to us.`,
      },
      reward: {
        'sold-out': 'This reward has just sold out. Choose another, or give without.',
        unknown: 'This reward is not one of this campaign. Choose another, or give without.',
      },
      tip: {
        'not-an-amount': 'Choose one of these amounts, or no.',
        'more-than-pledge': 'Your tip is more than what you give. Choose a lower one, or no.',
      },
      method: 'Choose how you want to pay.',
      email: 'This is not an e-mail address that we can use. It looks like name@example.org.',
      name: 'Your name is too long for the wall. Keep it to 60 characters.',
      message: 'Your message is too long. Keep it to 500 characters.',
    },
  },
})
