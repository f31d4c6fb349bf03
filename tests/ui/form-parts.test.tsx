/**
 * Proves that the form parts tie label, hint and error to their control, keep what was typed, and let nothing
 * a person typed become markup.
 */
import type { ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { cents } from '#app/domain/money.ts'
import { AmountChoice } from '#app/ui/amount-choice.tsx'
import { Checkbox } from '#app/ui/checkbox.tsx'
import { Choice } from '#app/ui/choice.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { EuroField } from '#app/ui/euro-field.tsx'
import { Field } from '#app/ui/field.tsx'
import { FileField } from '#app/ui/file-field.tsx'
import { Form } from '#app/ui/form.tsx'
import { LanguageProvider } from '#app/ui/language-context.tsx'
import { PayButton } from '#app/ui/pay-button.tsx'
import { Select } from '#app/ui/select.tsx'
import { TextArea } from '#app/ui/text-area.tsx'
import { TipChoice } from '#app/ui/tip-choice.tsx'

const NASTY = `"><script>alert('x')</script>`
const html = (element: ReactElement) => renderToStaticMarkup(element)
const OPTIONS = [
  { value: 'now', label: 'Nu' },
  { value: 'card', label: 'Kaart' },
]

describe('a field', () => {
  it('has its label, and nothing more, when all is well', () => {
    expect(
      html(<Field name="email" label="E-mailadres" type="email" autoComplete="email" isRequired />),
    ).toBe(
      '<div class="field"><label for="field-email">E-mailadres</label>' +
        '<input class="input" type="email" id="field-email" name="email" required="" autoComplete="email"/></div>',
    )
  })

  it('is described by its hint first and its error next', () => {
    const markup = html(
      <Field name="email" label="E-mail" hint="Voor je bewijs." error="Dit is geen adres." />,
    )
    expect(markup).toContain('aria-describedby="field-email-hint field-email-error" aria-invalid="true"')
    expect(markup).toContain('<p class="hint" id="field-email-hint">Voor je bewijs.</p>')
    expect(markup).toContain('<p class="error" id="field-email-error">Dit is geen adres.</p>')
  })

  it('takes value and error from the form around it, and its own first', () => {
    const form = (field: ReactElement) =>
      html(
        <Form values={{ title: 'De Ziel' }} errors={{ title: 'Te kort.' }}>
          {field}
        </Form>,
      )
    expect(form(<Field name="title" label="Titel" />)).toMatch(/value="De Ziel".*Te kort\./)
    expect(form(<Field name="title" label="Titel" value="Eigen" error="Anders." />)).toMatch(
      /value="Eigen".*Anders\./,
    )
    expect(form(<Field name="other" label="Iets anders" />)).not.toContain('aria-invalid')
  })

  it('makes an id that an anchor can name out of any field name', () => {
    expect(html(<Field name="lines[0].amount" label="Bedrag" />)).toContain('id="field-lines-0-amount"')
  })

  it.each([
    ['a line of text', <Field key="f" name="x" label={NASTY} hint={NASTY} error={NASTY} value={NASTY} />],
    ['several lines', <TextArea key="t" name="x" label={NASTY} hint={NASTY} error={NASTY} value={NASTY} />],
    ['an amount', <EuroField key="e" name="x" label={NASTY} hint={NASTY} error={NASTY} value={NASTY} />],
    [
      'a list',
      <Select key="s" name="x" label={NASTY} error={NASTY} options={[{ value: NASTY, label: NASTY }]} />,
    ],
    [
      'a choice',
      <Choice
        key="c"
        name="x"
        label={NASTY}
        error={NASTY}
        options={[{ value: NASTY, label: NASTY, note: NASTY }]}
      />,
    ],
    ['a tick', <Checkbox key="k" name="x" label={NASTY} hint={NASTY} error={NASTY} />],
    ['a file', <FileField key="b" name="x" label={NASTY} error={NASTY} accept="image/png" />],
    ['the summary', <ErrorSummary key="z" errors={{ [NASTY]: NASTY }} />],
  ])('lets no markup through: %s', (_name, element) => {
    expect(html(element)).not.toContain('<script')
  })
})

describe('what was typed comes back', () => {
  const values = { story: 'Regel 1\nRegel 2', amount: '17,1o', district: 'b', method: 'card', rules: 'yes' }
  const markup = html(
    <Form values={values}>
      <TextArea name="story" label="Verhaal" />
      <EuroField name="amount" label="Bedrag" />
      <Select
        name="district"
        label="Wijk"
        options={[
          { value: 'a', label: 'A' },
          { value: 'b', label: 'B' },
        ]}
      />
      <Choice name="method" label="Hoe" options={OPTIONS} />
      <Checkbox name="rules" label="Ja" />
      <Checkbox name="news" label="Nieuws" />
    </Form>,
  )

  it('as text, right or wrong', () => {
    expect(markup).toContain('Regel 1\nRegel 2</textarea>')
    expect(markup).toContain('value="17,1o"')
  })

  it('as a choice', () => {
    expect(markup).toContain('<option value="b" selected="">B</option>')
    expect(markup.match(/checked=""/g)).toHaveLength(2)
    expect(markup).toMatch(/<input type="radio"[^>]*checked=""[^>]*value="card"/)
    expect(markup).toMatch(/<input type="checkbox"[^>]*name="rules"[^>]*checked=""/)
  })
})

describe('a group of radios', () => {
  it('carries hint and error on the group, and the first radio is where the summary leads', () => {
    const markup = html(
      <Choice name="method" label="Hoe?" hint="Kies." error="Kies een van de twee." options={OPTIONS} />,
    )
    expect(markup).toContain(
      'role="radiogroup" aria-describedby="field-method-hint field-method-error" aria-invalid="true"',
    )
    expect(markup).toContain('<legend>Hoe?</legend>')
    expect(markup).toMatch(/id="field-method"[^>]*value="now"|value="now"[^>]*id="field-method"/)
  })
})

describe('the summary of errors', () => {
  it('is not there when nothing is wrong', () => {
    expect(html(<ErrorSummary errors={{ title: undefined }} />)).toBe('')
  })

  it('counts, says what was kept, and links to each field', () => {
    const errors = { title: 'Geef een titel.', amount: undefined, deadline: 'Kies een dag.' }
    const markup = html(<ErrorSummary errors={errors} />)
    expect(markup).toContain('2 dingen kloppen nog niet')
    expect(markup).toContain('Alles wat je typte is bewaard.')
    expect(markup).toContain('<a href="#field-title">Geef een titel.</a>')
    expect(markup).toContain('<a href="#field-deadline">Kies een dag.</a>')
    expect(markup).not.toContain('field-amount')
  })

  it('speaks English to who reads English', () => {
    const markup = html(
      <LanguageProvider language="en">
        <ErrorSummary errors={{ title: 'Give a title.' }} />
      </LanguageProvider>,
    )
    expect(markup).toContain('One thing is not right yet')
  })
})

describe('the amounts of a pledge', () => {
  const amounts = [cents(710), cents(1710)]

  it('post cents, and choose what was chosen', () => {
    const markup = html(<AmountChoice name="amount" ownName="own" suggestions={amounts} value="1710" />)
    expect(markup).toMatch(/id="amount-1"[^>]*checked=""[^>]*value="1710"/)
    expect(markup).toContain('€\u00a07,10')
  })

  it('open the other amount with what was typed', () => {
    const markup = html(
      <Form values={{ own: '25,50' }} errors={{ own: 'Te veel.' }}>
        <AmountChoice name="amount" ownName="own" suggestions={amounts} />
      </Form>,
    )
    expect(markup).toMatch(/id="amount-own"[^>]*checked=""/)
    expect(markup).toContain('value="25,50"')
    expect(markup).toContain('Te veel.')
  })

  it('ask no tip unless it is chosen', () => {
    const markup = html(<TipChoice name="tip" label="Fooi" nothingLabel="Nee" suggestions={[cents(100)]} />)
    expect(markup).toMatch(/id="tip-0"[^>]*checked=""/)
    expect(markup.match(/checked=""/g)).toHaveLength(1)
  })

  it('stand on the pay button, amount and tip apart', () => {
    const markup = html(<PayButton amounts={amounts} tips={[cents(100)]} />)
    expect(markup).toContain('<span class="sum-of sum-1">€\u00a017,10</span>')
    expect(markup).toContain('<span class="sum-of tip-1"> + €\u00a01,00</span>')
    expect(markup).toContain('>Verder met<')
  })
})
