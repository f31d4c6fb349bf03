/** The fields of each step of a launch, and of its picture. */
import { inBothLanguages } from '#app/i18n/messages.ts'

export const launchStepMessages = inBothLanguages({
  nl: {
    idea: {
      title: 'Titel',
      titleHint: 'Wordt groot gezet, als een gedicht op de muur. Drie tot zes woorden werkt het best.',
      intro: 'Het plan in één zin',
      introHint: 'Wat komt er, en voor wie? Deze zin staat overal bij je titel.',
      story: 'Het verhaal',
      storyHint:
        'Wie doet wat, voor wie, en waarom nu? Een lege regel begint een nieuwe alinea. Met **sterretjes** wordt iets vet, met # begint een kop.',
      drawing: 'Tekening',
      drawingHint: 'Staat op je pagina zolang er geen foto is.',
      drawings: {
        houses: 'Grachtenhuizen',
        garden: 'Een geveltuin',
        bench: 'Een bank aan het water',
        door: 'Een deur met een brievenbus',
      },
    },
    picture: {
      title: 'Eén foto die het vertelt',
      titleNew: 'Een andere foto',
      now: 'Dit is nu je foto.',
      none: 'Er is nog geen foto. Dat hoeft ook niet: dan staat er een tekening.',
      file: 'Foto',
      fileHint:
        'JPEG, PNG, WebP of AVIF, ten hoogste 8 MB en 24 miljoen beeldpunten, ten minste 320 beeldpunten breed. Waar en waarmee hij is gemaakt, halen we eruit.',
      alt: 'Wat is er te zien?',
      altHint: 'Eén zin, voor wie de foto niet ziet. Staat er iemand op, vraag dan of dat goed is.',
      save: 'Bewaar de foto',
      back: 'Terug naar het idee',
      problems: {
        'no-file': 'Kies een foto.',
        'too-large': 'Deze foto is groter dan 8 MB. Maak hem kleiner en probeer het opnieuw.',
        'not-a-picture':
          'Dit kunnen we niet lezen als foto. Gebruik JPEG, PNG, WebP of AVIF, en kijk of het bestand heel is.',
        animated: 'Deze foto beweegt. Kies een foto die stilstaat.',
        'too-many-pixels': 'Deze foto heeft meer dan 24 miljoen beeldpunten. Maak hem kleiner.',
        'too-small': 'Deze foto is smaller dan 320 beeldpunten, en wordt wazig. Kies een grotere.',
        'odd-shape': 'Deze foto is meer dan drie keer zo lang als breed, of andersom. Snijd hem bij.',
        'too-many-pictures': 'Je hebt al twintig foto’s geplaatst bij deze campagne. Meer kan niet.',
      },
      kept: 'Wat je erbij typte is bewaard. Het bestand moet je opnieuw kiezen.',
    },
    place: {
      district: 'Wijk',
      districtHint: 'Waar gebeurt het vooral?',
      districtEmpty: 'Kies een wijk',
      deadline: 'Laatste dag om te geven',
      deadlineHint: (longest: number) =>
        `Ten hoogste ${longest} dagen nadat je campagne live gaat. De dag telt tot middernacht.`,
      model: 'Wat als het minimum niet wordt gehaald?',
      models: {
        all_or_nothing: {
          label: 'Alles of niets',
          note: 'Dan krijgt iedereen zijn geld terug. Kies dit als je plan niet met minder kan.',
        },
        keep_it_all: {
          label: 'Alles telt',
          note: 'Dan gaat wat er is toch naar je plan. Kies dit als elk bedrag helpt.',
        },
      },
    },
    budget: {
      lead: 'Eén regel per ding. Zet bij elk: moet het, of is het mooi als het lukt? Wat moet, telt op tot je minimum.',
      line: (n: number) => `Regel ${n}`,
      label: 'Waarvoor',
      amount: 'Bedrag',
      kind: 'Soort',
      kinds: { must_have: 'Dit moet', nice_to_have: 'Mooi als het lukt' },
      mustHave: 'Minimum: dit moet',
      niceToHave: 'Mooi als het lukt',
      all: 'Alles samen',
      asSaved: 'Zoals het nu bewaard is.',
      emptyRows: 'Een lege regel telt niet mee. Een regel weghalen: maak hem leeg.',
    },
    rewards: {
      lead: 'Het geschenk is voor iedereen, ook voor wie niets gaf. Een aandeel is voor wie geeft, en hoeft niet.',
      gift: 'Geschenk aan de stad',
      giftHint: 'Wat krijgt iedereen? Bijvoorbeeld: 50.000 strips op 50.000 deurmatten.',
      giftPlanned: 'Hoeveel zijn er gepland?',
      giftPlannedHint: 'Een heel getal, als er iets te tellen is.',
      shares: 'Aandelen',
      sharesLead: (least: string) =>
        `Een prijs is ten minste ${least}. Vul je niet in hoeveel er zijn, dan is er geen grens.`,
      reward: (n: number) => `Aandeel ${n}`,
      title: 'Naam',
      description: 'Wat krijgt wie dit kiest?',
      price: 'Prijs',
      quantity: 'Hoeveel?',
      emptyRows: 'Een leeg aandeel telt niet mee. Een aandeel weghalen: maak het leeg.',
    },
  },
  en: {
    idea: {
      title: 'Title',
      titleHint: 'Set large, like a poem on the wall. Three to six words work best.',
      intro: 'The plan in one sentence',
      introHint: 'What will there be, and for whom? This sentence goes with your title everywhere.',
      story: 'The story',
      storyHint:
        'Who does what, for whom, and why now? An empty line begins a new paragraph. **Asterisks** make something bold, # begins a heading.',
      drawing: 'Drawing',
      drawingHint: 'Stands on your page as long as there is no photo.',
      drawings: {
        houses: 'Canal houses',
        garden: 'A garden along a front',
        bench: 'A bench by the water',
        door: 'A door with a letter box',
      },
    },
    picture: {
      title: 'One photo that tells it',
      titleNew: 'Another photo',
      now: 'This is your photo now.',
      none: 'There is no photo yet. There need not be: then there is a drawing.',
      file: 'Photo',
      fileHint:
        'JPEG, PNG, WebP or AVIF, at most 8 MB and 24 million pixels, and at least 320 pixels wide. We take out where and with what it was made.',
      alt: 'What can be seen?',
      altHint:
        'One sentence, for who does not see the photo. If there is somebody in it, ask whether that is all right.',
      save: 'Save the photo',
      back: 'Back to the idea',
      problems: {
        'no-file': 'Choose a photo.',
        'too-large': 'This photo is larger than 8 MB. Make it smaller and try again.',
        'not-a-picture':
          'We cannot read this as a photo. Use JPEG, PNG, WebP or AVIF, and see whether the file is whole.',
        animated: 'This photo moves. Choose one that stands still.',
        'too-many-pixels': 'This photo has more than 24 million pixels. Make it smaller.',
        'too-small': 'This photo is narrower than 320 pixels, and would be blurred. Choose a larger one.',
        'odd-shape':
          'This photo is more than three times as long as it is wide, or the other way round. Crop it.',
        'too-many-pictures': 'You have uploaded twenty photos for this campaign already. That is all.',
      },
      kept: 'What you typed beside it is kept. The file has to be chosen again.',
    },
    place: {
      district: 'District',
      districtHint: 'Where does most of it happen?',
      districtEmpty: 'Choose a district',
      deadline: 'Last day to give',
      deadlineHint: (longest: number) =>
        `At most ${longest} days after your campaign goes live. The day counts until midnight.`,
      model: 'What if the minimum is not reached?',
      models: {
        all_or_nothing: {
          label: 'All or nothing',
          note: 'Then everybody gets their money back. Choose this if your plan cannot be done with less.',
        },
        keep_it_all: {
          label: 'Everything counts',
          note: 'Then what there is goes to your plan all the same. Choose this if every amount helps.',
        },
      },
    },
    budget: {
      lead: 'One line for each thing. Say for each: must it be, or would it be nice? What must be adds up to your minimum.',
      line: (n: number) => `Line ${n}`,
      label: 'What for',
      amount: 'Amount',
      kind: 'Kind',
      kinds: { must_have: 'This must be', nice_to_have: 'Nice if it works out' },
      mustHave: 'Minimum: this must be',
      niceToHave: 'Nice if it works out',
      all: 'All together',
      asSaved: 'As it is saved now.',
      emptyRows: 'An empty line does not count. To take a line out, make it empty.',
    },
    rewards: {
      lead: 'The gift is for everybody, also for who gave nothing. A share is for who gives, and need not be.',
      gift: 'Gift to the city',
      giftHint: 'What does everybody get? For instance: 50,000 comics on 50,000 doormats.',
      giftPlanned: 'How many are planned?',
      giftPlannedHint: 'A whole number, if there is something to count.',
      shares: 'Shares',
      sharesLead: (least: string) =>
        `A price is at least ${least}. If you do not say how many there are, there is no limit.`,
      reward: (n: number) => `Share ${n}`,
      title: 'Name',
      description: 'What does who chooses this get?',
      price: 'Price',
      quantity: 'How many?',
      emptyRows: 'An empty share does not count. To take a share out, make it empty.',
    },
  },
})
