import { cents } from '#app/domain/money.ts'
import { AmountChoice } from '#app/ui/amount-choice.tsx'
import { Actions, Button } from '#app/ui/button.tsx'
import { Checkbox } from '#app/ui/checkbox.tsx'
import { Choice } from '#app/ui/choice.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { EuroField } from '#app/ui/euro-field.tsx'
import { Field } from '#app/ui/field.tsx'
import { FileField } from '#app/ui/file-field.tsx'
import { Flow } from '#app/ui/flow.tsx'
import { Form } from '#app/ui/form.tsx'
import { LaunchPage, LineFields } from '#app/ui/launch-page.tsx'
import { PayButton } from '#app/ui/pay-button.tsx'
import { PledgePage } from '#app/ui/pledge-page.tsx'
import { Select } from '#app/ui/select.tsx'
import { useSay } from '#app/ui/showcase/say.ts'
import { Singel } from '#app/ui/singel.tsx'
import { Tally } from '#app/ui/tally.tsx'
import { TextArea } from '#app/ui/text-area.tsx'
import { TipChoice } from '#app/ui/tip-choice.tsx'

const AMOUNTS = [cents(710), cents(17_10), cents(71_00), cents(710_00)]
const TIPS = [cents(100), cents(200)]

/** The pledge page, as it is on arrival. */
export function PledgeFormShown() {
  const say = useSay()
  const progress = { raised: cents(26_830_00), minimum: cents(40_000_00) }
  return (
    <PledgePage
      title="De Ziel van Leiden"
      figures={
        <>
          <Singel title="De Ziel van Leiden" {...progress} />
          <Tally {...progress} />
        </>
      }
    >
      <h1>{say('Wat geef je?', 'What will you give?')}</h1>
      <Form action="#content" values={{ amount: '1710', method: 'now', reward: 'none' }}>
        <AmountChoice name="amount" ownName="ownAmount" suggestions={AMOUNTS} />
        <Choice
          name="method"
          label={say('Hoe betaal je?', 'How do you pay?')}
          options={[
            {
              value: 'now',
              label: 'iDEAL of Bancontact',
              note: say('Nu, en vanzelf terug als het niet lukt.', 'Now, and back by itself if it fails.'),
            },
            {
              value: 'card',
              label: say('Kaart', 'Card'),
              note: say('Alleen als het lukt.', 'Only if it succeeds.'),
            },
          ]}
        />
        <Field
          name="email"
          label={say('E-mailadres', 'E-mail address')}
          hint={say(
            'Voor je bewijs en de link waarmee je wijzigt of stopt.',
            'For your receipt and the link to change or stop.',
          )}
          type="email"
          autoComplete="email"
          isRequired
        />
        <TextArea
          name="message"
          label={say('Een woord voor de makers', 'A word for the makers')}
          isOptional
          rows={2}
        />
        <TipChoice
          name="tip"
          label={say('Iets extra voor Stadmakers zelf?', 'Something extra for Stadmakers itself?')}
          hint={say('Hoeft niet. Het platform draait op giften.', 'No need to. The platform runs on gifts.')}
          nothingLabel={say('Nee', 'No')}
          suggestions={TIPS}
        />
        <PayButton amounts={AMOUNTS} tips={TIPS} />
      </Form>
    </PledgePage>
  )
}

/** A form that came back with errors: what was typed is still there. */
export function FailedFormShown() {
  const say = useSay()
  const errors = {
    'line-2-amount': say(
      'Vul bij regel 2 een bedrag in. Weet je het nog niet? Schat.',
      'Fill in an amount for line 2. Not sure yet? Make a guess.',
    ),
    deadline: say('De einddatum ligt meer dan 60 dagen vooruit.', 'The deadline is more than 60 days ahead.'),
    model: say('Kies een van de twee.', 'Choose one of the two.'),
    picture: say(
      'Dit is geen foto die we kunnen lezen. Stuur een jpeg, png of webp.',
      'This is not a picture we can read. Send a jpeg, png or webp.',
    ),
    rules: say('Zeg ja tegen de spelregels om in te sturen.', 'Say yes to the rules to submit.'),
  }
  const values = {
    'line-1': say('50.000 strips drukken', 'Printing 50,000 comics'),
    'line-1-amount': '24.500',
    'line-2': say('Bezorgen in tien wijken', 'Delivering in ten districts'),
    deadline: '2027-06-01',
    district: 'WK054603',
    story: say('Een strip over Leiden.', 'A comic about Leiden.'),
  }
  const kinds = [
    { value: 'must', label: say('Dit moet', 'This must be') },
    { value: 'nice', label: say('Mooi als het lukt', 'Nice if it works out') },
  ]
  return (
    <LaunchPage
      head={
        <>
          <h2>{say('Wat kost het?', 'What does it cost?')}</h2>
          <ErrorSummary errors={errors} />
        </>
      }
      aside={
        <>
          <h3>{say('Het telt zo op', 'It adds up like this')}</h3>
          <Flow
            steps={[{ label: say('Minimum', 'Minimum'), amount: cents(24_500_00) }]}
            whole={cents(40_000_00)}
          />
        </>
      }
    >
      <Form action="#content" values={values} errors={errors} hasFiles asksBeforeLeaving>
        <div>
          {[1, 2].map(line => (
            <LineFields key={line} legend={say(`Regel ${line}`, `Line ${line}`)}>
              <Field name={`line-${line}`} label={say('Waarvoor', 'What for')} />
              <EuroField name={`line-${line}-amount`} label={say('Bedrag', 'Amount')} />
              <Select name={`line-${line}-kind`} label={say('Soort', 'Kind')} options={kinds} />
            </LineFields>
          ))}
        </div>
        <Field name="deadline" type="date" label={say('Laatste dag', 'Last day')} />
        <Choice
          name="model"
          label={say('Wat als het minimum niet wordt gehaald?', 'What if the minimum is not met?')}
          options={[
            { value: 'all-or-nothing', label: say('Alles of niets', 'All or nothing') },
            { value: 'keep', label: say('Wat er is, mag blijven', 'Keep what you raise') },
          ]}
        />
        <Select
          name="district"
          label={say('Wijk', 'District')}
          emptyLabel={say('Kies een wijk', 'Choose a district')}
          options={[{ value: 'WK054603', label: 'Leiden-Noord' }]}
        />
        <TextArea name="story" label={say('Het verhaal', 'The story')} rows={4} />
        <FileField
          name="picture"
          label={say('Eén foto', 'One picture')}
          accept="image/jpeg,image/png,image/webp"
        />
        <Checkbox
          name="rules"
          label={say('Ik houd me aan de spelregels.', 'I keep to the rules of the game.')}
        />
        <Actions>
          <Button look="pay" isBig>
            {say('Bewaar en ga naar tegenprestaties', 'Save and go to rewards')}
          </Button>
          <Button name="deed" value="add-line">
            {say('Nog een regel', 'Another line')}
          </Button>
        </Actions>
      </Form>
    </LaunchPage>
  )
}
