import type Stripe from 'stripe'
import { yearAndMonth } from '../clock.ts'
import type { SandboxCore } from '../core.ts'
import { BANKS } from '../stripe/banks.ts'
import { payAtBank, type Step, successUrl, useCard } from '../stripe/checkout-steps.ts'
import { DECLINES, testCardByNumber } from '../stripe/test-cards.ts'
import { type CardInput, readCard } from './card-input.ts'
import { declineWords } from './decline-words.ts'
import { type Html, html } from './html.ts'
import {
  languageOf,
  moneyText,
  noticePage,
  type Page,
  type PageAnswer,
  type PageRequest,
  pageOf,
  seeOther,
} from './page.ts'
import { type Language, words } from './words.ts'

type Session = Stripe.Checkout.Session
type Method = 'ideal' | 'bancontact' | 'card'

/** What stands on the form when it is shown again, and what was wrong with it. */
interface Shown {
  status: number
  method: string | null
  typed: Omit<CardInput, 'cvc'>
  problems: { field: 'method' | keyof CardInput | 'form'; text: string }[]
}

const NOTHING_TYPED = { number: '', expiry: '', name: '' }

export const showCheckout: Page = (core, request, id) => {
  const session = core.look(draft => draft.get('checkout_session', id))
  if (session === undefined) return unknown(languageOf(request))
  const language = languageOf(request, session.locale)
  if (session.status !== 'open') return ended(language, session)
  const came = request.query.get('after')
  const text = {
    failed: 'bankFailed',
    closed: 'bankClosed',
    unproven: 'proofFailed',
    declined: 'declined',
  } as const
  const problem = came !== null && came in text ? text[came as keyof typeof text] : undefined
  const problems: Shown['problems'] =
    problem === undefined ? [] : [{ field: 'form', text: words(language)[problem] }]
  return form(core, language, session, { status: 200, method: null, typed: NOTHING_TYPED, problems })
}

export const submitCheckout: Page = (core, request, id) => {
  const session = core.look(draft => draft.get('checkout_session', id))
  if (session === undefined) return unknown(languageOf(request))
  const language = languageOf(request, session.locale)
  if (session.status !== 'open') return ended(language, session)
  const method = request.form.get('method') ?? ''
  if (!session.payment_method_types.includes(method)) {
    const problems: Shown['problems'] = [{ field: 'method', text: words(language).chooseOne }]
    return form(core, language, session, { status: 400, method: null, typed: NOTHING_TYPED, problems })
  }
  if (method === 'card') return submitCard(core, request, language, session)
  const bank = request.form.get('bank')
  const step = core.step(draft => payAtBank(draft, session, method as Exclude<Method, 'card'>, bank))
  return follow(core, language, session, step, { status: 402, method, typed: NOTHING_TYPED, problems: [] })
}

function submitCard(
  core: SandboxCore,
  request: PageRequest,
  language: Language,
  session: Session,
): PageAnswer {
  const input: CardInput = {
    number: request.form.get('card_number') ?? '',
    expiry: request.form.get('card_expiry') ?? '',
    cvc: request.form.get('card_cvc') ?? '',
    name: request.form.get('card_name') ?? '',
  }
  const typed = { number: input.number, expiry: input.expiry, name: input.name }
  const read = readCard(input, yearAndMonth(core.clock.now()))
  if (!read.ok) {
    const problems = read.problems.map(p => ({ field: p.field, text: words(language)[p.word] }))
    return form(core, language, session, { status: 400, method: 'card', typed, problems })
  }
  const shown: Shown = { status: 402, method: 'card', typed, problems: [] }
  const card = testCardByNumber(read.card.number)
  if (card === undefined) {
    return follow(core, language, session, { kind: 'declined', decline: DECLINES.test_mode_live_card }, shown)
  }
  return follow(
    core,
    language,
    session,
    core.step(draft => useCard(draft, session, card, read.card)),
    shown,
  )
}

function follow(
  core: SandboxCore,
  language: Language,
  session: Session,
  step: Step,
  shown: Shown,
): PageAnswer {
  if (step.kind === 'go') return seeOther(step.url)
  const problem = { field: 'form' as const, text: declineWords(language, step.decline) }
  return form(core, language, session, { ...shown, problems: [problem] })
}

function form(core: SandboxCore, language: Language, session: Session, shown: Shown): PageAnswer {
  const t = words(language)
  const isSetup = session.mode === 'setup'
  const title = isSetup ? t.saveTitle : t.payTitle
  const body = html`<h1>${title}</h1>
    ${problemSummary(language, shown)}
    ${isSetup ? html`<p>${t.saveIntro}</p>` : lines(core, language, session)}
    ${session.customer_details?.email ? html`<p class="payer">${t.payerEmail}: <strong>${session.customer_details.email}</strong></p>` : ''}
    <form method="post" action="/checkout/${session.id}" novalidate>
      ${methods(language, session, shown)}
      <p>
        <button class="button" type="submit">
          ${isSetup ? t.saveNow : html`${t.payNow} ${moneyText(language, session.amount_total ?? 0)}`}
        </button>
      </p>
    </form>
    ${session.cancel_url === null ? '' : html`<p><a href="${session.cancel_url}">${isSetup ? t.backSaving : t.back}</a></p>`}`
  const isWrong = shown.problems.length > 0
  return pageOf(language, { status: shown.status, title: isWrong ? `${t.problem} – ${title}` : title, body })
}

function problemSummary(language: Language, shown: Shown): Html | '' {
  if (shown.problems.length === 0) return ''
  const t = words(language)
  const ofForm = shown.problems.filter(p => p.field === 'form' || p.field === 'method')
  return html`<div class="problem" role="alert">
    <p><strong>${t.problem}</strong></p>
    ${ofForm.length === 0 ? html`<p>${t.fixFields}</p>` : ofForm.map(p => html`<p>${p.text}</p>`)}
  </div>`
}

function lines(core: SandboxCore, language: Language, session: Session): Html {
  const items = core.look(draft => draft.must('session_content', session.id)).lineItems
  return html`<table class="lines">
    <tbody>
      ${items.map(
        item =>
          html`<tr>
            <th scope="row">${item.description}${(item.quantity ?? 1) > 1 ? ` × ${item.quantity}` : ''}</th>
            <td>${moneyText(language, item.amount_total)}</td>
          </tr>`,
      )}
    </tbody>
    <tfoot>
      <tr>
        <th scope="row">${words(language).total}</th>
        <td>${moneyText(language, session.amount_total ?? 0)}</td>
      </tr>
    </tfoot>
  </table>`
}

function methods(language: Language, session: Session, shown: Shown): Html {
  const types = session.payment_method_types as Method[]
  const [only] = types
  const cardPart = types.includes('card') ? cardFields(language, shown) : ''
  if (types.length === 1 && only === 'card') {
    return html`<input type="hidden" name="method" value="card" />${cardPart}`
  }
  const t = words(language)
  const chosen = shown.method ?? (types.length === 1 ? only : undefined)
  return html`<fieldset>
    <legend>${t.chooseMethod}</legend>
    ${types.map(
      type =>
        html`<div class="choice">
            <input
              type="radio"
              name="method"
              id="method-${type}"
              value="${type}"
              ${type === chosen ? html` checked` : ''}
            />
            <label for="method-${type}">${t[type]}</label>
          </div>
          ${type === 'ideal' ? bankChoice(language) : ''}${type === 'card' ? cardPart : ''}`,
    )}
  </fieldset>`
}

function bankChoice(language: Language): Html {
  return html`<div class="of-method of-ideal">
    <label for="bank">${words(language).bank}</label>
    <select name="bank" id="bank">
      ${BANKS.map(bank => html`<option value="${bank.code}">${bank.name}</option>`)}
    </select>
  </div>`
}

function cardFields(language: Language, shown: Shown): Html {
  const t = words(language)
  const { number, expiry, name } = shown.typed
  return html`<div class="of-method of-card">
    ${field(shown, { field: 'number', label: t.cardNumber, hint: t.cardNumberHint, value: number, autocomplete: 'cc-number', numeric: true })}
    ${field(shown, { field: 'expiry', label: t.cardExpiry, hint: t.cardExpiryHint, value: expiry, autocomplete: 'cc-exp', numeric: false })}
    ${field(shown, { field: 'cvc', label: t.cardCvc, hint: t.cardCvcHint, value: '', autocomplete: 'cc-csc', numeric: true })}
    ${field(shown, { field: 'name', label: t.cardName, hint: '', value: name, autocomplete: 'cc-name', numeric: false })}
  </div>`
}

function field(
  shown: Shown,
  input: {
    field: keyof CardInput
    label: string
    hint: string
    value: string
    autocomplete: string
    numeric: boolean
  },
): Html {
  const id = `card_${input.field}`
  const problem = shown.problems.find(p => p.field === input.field)?.text
  const describedBy = [
    ...(input.hint === '' ? [] : [`${id}-hint`]),
    ...(problem === undefined ? [] : [`${id}-problem`]),
  ]
  return html`<div class="field">
    <label for="${id}">${input.label}</label>
    ${input.hint === '' ? '' : html`<p class="hint" id="${id}-hint">${input.hint}</p>`}
    ${problem === undefined ? '' : html`<p class="field-problem" id="${id}-problem">${problem}</p>`}
    <input
      id="${id}"
      name="${id}"
      value="${input.value}"
      autocomplete="${input.autocomplete}"
      ${input.numeric ? html` inputmode="numeric"` : ''}${describedBy.length > 0 ? html` aria-describedby="${describedBy.join(' ')}"` : ''}${problem === undefined ? '' : html` aria-invalid="true"`}
    />
  </div>`
}

function ended(language: Language, session: Session): PageAnswer {
  const t = words(language)
  if (session.status === 'complete') {
    const link = { url: successUrl(session), label: t.backToSite }
    return noticePage(language, { status: 409, title: t.completeTitle, text: t.completeText, link })
  }
  const url = session.cancel_url ?? session.success_url
  const link = url === null ? undefined : { url, label: t.backToSite }
  return noticePage(language, { status: 410, title: t.expiredTitle, text: t.expiredText, link })
}

function unknown(language: Language): PageAnswer {
  const t = words(language)
  return noticePage(language, { status: 404, title: t.unknownTitle, text: t.unknownText })
}
