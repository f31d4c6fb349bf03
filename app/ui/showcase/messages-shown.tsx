import { Actions, Button, ButtonLink } from '#app/ui/button.tsx'
import { ConfirmForm } from '#app/ui/confirm-form.tsx'
import { Drawing, DRAWING_NAMES } from '#app/ui/drawings/drawing.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Facts } from '#app/ui/facts.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Articles } from '#app/ui/articles.tsx'
import { Section } from '#app/ui/section.tsx'
import { useSay } from '#app/ui/showcase/say.ts'
import { Stamp } from '#app/ui/stamp.tsx'
import { Steps } from '#app/ui/steps.tsx'
import { Timeline } from '#app/ui/timeline.tsx'

/** Buttons, notices, stamps, the empty state, steps and time. */
export function MessagesShown() {
  return (
    <>
      <ButtonsShown />
      <NoticesShown />
      <StepsShown />
      <DrawingsShown />
    </>
  )
}

function ButtonsShown() {
  const say = useSay()
  return (
    <Section
      id="buttons"
      title={say('Knoppen', 'Buttons')}
      aside={say('Ze zeggen wat er gebeurt.', 'They say what happens.')}
    >
      <Actions>
        <ButtonLink href="#buttons" look="pay">
          {say('Geef geld', 'Give money')}
        </ButtonLink>
        <ButtonLink href="#buttons" look="help">
          {say('Help mee', 'Lend a hand')}
        </ButtonLink>
        <ButtonLink href="#buttons">{say('Koppel betaling', 'Match payment')}</ButtonLink>
        <ButtonLink href="#buttons" look="alarm">
          {say('Trek mijn toezegging in', 'Withdraw my pledge')}
        </ButtonLink>
        <a href="#buttons">{say('Terug naar de campagne', 'Back to the campaign')}</a>
      </Actions>
      <ConfirmForm
        action="#buttons"
        look="alarm"
        confirmLabel={say('Trek in en betaal terug', 'Withdraw and pay back')}
        cancelHref="#buttons"
      >
        <p className="after">
          {say(
            'Je krijgt € 17,10 binnen vijf werkdagen terug op de rekening waarmee je betaalde.',
            'You get €17.10 back within five working days, on the account you paid from.',
          )}
        </p>
      </ConfirmForm>
    </Section>
  )
}

function NoticesShown() {
  const say = useSay()
  return (
    <Section id="notices" title={say('Berichten', 'Messages')}>
      <div className="form">
        <Notice title={say('Bewaard om 08:41', 'Saved at 08:41')}>
          {say('Je kunt deze pagina sluiten.', 'You can close this page.')}
        </Notice>
        <Notice kind="money" title={say('Betaald', 'Paid')} isAnswer>
          {say('Dank je. Je bewijs ligt in je mailbox.', 'Thank you. Your receipt is in your mailbox.')}
        </Notice>
        <Notice kind="concern" title={say('Nog niet goed genoeg', 'Needs work')}>
          <p>
            <Stamp>{say('Besluit', 'Decision')}</Stamp>{' '}
            {say(
              'De begroting noemt geen btw. Vul die aan en stuur de campagne opnieuw in.',
              'The budget leaves out VAT. Add it and submit the campaign again.',
            )}
          </p>
        </Notice>
        <Notice kind="alarm" title={say('De betaling lukte niet', 'The payment failed')}>
          {say(
            'Je bank zei nee. Er is niets afgeschreven. Probeer het opnieuw of kies een andere manier.',
            'Your bank said no. Nothing was taken. Try again or choose another way.',
          )}
        </Notice>
        <p>
          <Stamp kind="money">{say('Loopt', 'Live')}</Stamp>{' '}
          <Stamp kind="plain">{say('Concept', 'Draft')}</Stamp>{' '}
          <Stamp kind="alarm">{say('Te laat', 'Late')}</Stamp>
        </p>
      </div>
      <Empty title={say('Nog niets op de mat.', 'Nothing on the mat yet.')}>
        <p>
          {say(
            'De eerste toezegging komt hier. Stuur je campagne naar drie mensen die je kent.',
            'The first pledge comes here. Send your campaign to three people you know.',
          )}
        </p>
        <Actions>
          <Button>{say('Kopieer de link', 'Copy the link')}</Button>
        </Actions>
      </Empty>
    </Section>
  )
}

function StepsShown() {
  const say = useSay()
  return (
    <Section id="steps" title={say('Stappen en tijd', 'Steps and time')}>
      <Steps
        steps={[
          { label: say('Idee', 'Idea'), state: 'done', href: '#steps' },
          { label: say('Plek en regels', 'Place and rules'), state: 'done', href: '#steps' },
          { label: say('Begroting', 'Budget'), state: 'here' },
          { label: say('Tegenprestaties', 'Rewards'), state: 'to-do' },
          { label: say('Nalezen', 'Review'), state: 'to-do' },
        ]}
      />
      <Articles columns={2}>
        <Timeline
          steps={[
            { label: say('Voorgesteld', 'Proposed'), state: 'done', when: '13-12, 09:10' },
            {
              label: say('Getekend door een tweede', 'Signed by a second'),
              state: 'done',
              when: '13-12, 14:02',
            },
            {
              label: say('Onderweg naar de bank', 'On its way to the bank'),
              state: 'now',
              note: say('Stripe stuurt het vandaag door.', 'Stripe passes it on today.'),
            },
            { label: say('Op je rekening', 'On your account'), state: 'to-come', when: '16-12' },
          ]}
        />
        <Facts
          facts={[
            { label: say('Bedrag', 'Amount'), value: '€ 17,10' },
            {
              label: say('Naam op de muur', 'Name on the wall'),
              value: say('zonder naam', 'without a name'),
            },
            { label: say('Betaald met', 'Paid with'), value: 'iDEAL' },
            { label: say('Kenmerk', 'Reference'), value: '0193f7a2-77c1-7d43-9f50-2f6f3a1d9e55' },
          ]}
        />
      </Articles>
    </Section>
  )
}

function DrawingsShown() {
  const say = useSay()
  return (
    <Section
      id="drawings"
      title={say('Tekeningen', 'Drawings')}
      aside={say('Eigen linosneden.', 'Our own linocuts.')}
    >
      <Articles columns={2}>
        {DRAWING_NAMES.map(name => (
          <div key={name} className="article">
            <Drawing name={name} isDescribed />
            <p className="small soft">{name}</p>
          </div>
        ))}
      </Articles>
    </Section>
  )
}
