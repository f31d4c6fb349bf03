import { readIban } from '../bank/iban.ts'
import type { SandboxCore } from '../core.ts'
import { openLink, returnFromOnboarding } from '../stripe/account-links.ts'
import { html } from './html.ts'
import {
  languageOf,
  noticePage,
  type Page,
  type PageAnswer,
  type PageRequest,
  pageOf,
  seeOther,
} from './page.ts'
import { type Language, words } from './words.ts'

interface Shown {
  status: number
  name: string
  iban: string
  nameProblem?: string
  ibanProblem?: string
}

/** Where the holder of a connected account tells who they are. An old link leads to a new one. */
export const showOnboarding: Page = (core, request, id) => {
  const language = languageFor(core, request, id)
  const link = core.look(draft => draft.get('onboarding_link', id))
  if (link === undefined) return unknown(language)
  if (core.look(draft => openLink(draft, id)) === undefined) return seeOther(link.refreshUrl)
  const account = core.look(draft => draft.must('v2_account', link.account))
  return form(language, id, { status: 200, name: account.display_name ?? '', iban: '' })
}

export const submitOnboarding: Page = (core, request, id) => {
  const language = languageFor(core, request, id)
  const known = core.look(draft => draft.get('onboarding_link', id))
  if (known === undefined) return unknown(language)
  const link = core.look(draft => openLink(draft, id))
  if (link === undefined) return seeOther(known.refreshUrl)
  const t = words(language)
  const onwards = () =>
    link.returnUrl === null
      ? noticePage(language, { status: 200, title: t.doneTitle, text: t.doneText })
      : seeOther(link.returnUrl)
  const outcome = request.form.get('outcome')
  if (outcome !== 'complete' && outcome !== 'restricted') {
    core.step(draft => returnFromOnboarding(draft, link, undefined))
    return onwards()
  }
  const name = request.form.get('name')?.trim() ?? ''
  const typedIban = request.form.get('iban') ?? ''
  const iban = readIban(typedIban)
  if (name === '' || iban === undefined) {
    return form(language, id, {
      status: 400,
      name,
      iban: typedIban,
      nameProblem: name === '' ? t.badHolder : undefined,
      ibanProblem: iban === undefined ? t.badIban : undefined,
    })
  }
  core.step(draft =>
    returnFromOnboarding(draft, link, { holder: name, iban, isEnough: outcome === 'complete' }),
  )
  return onwards()
}

/** The address's language, else that of the holder of the account. */
function languageFor(core: SandboxCore, request: PageRequest, id: string): Language {
  const link = core.look(draft => draft.get('onboarding_link', id))
  const account = link && core.look(draft => draft.get('v2_account', link.account))
  return languageOf(request, request.query.get('lang') ?? account?.defaults?.locales?.[0] ?? null)
}

function form(language: Language, id: string, shown: Shown): PageAnswer {
  const t = words(language)
  const isWrong = shown.nameProblem !== undefined || shown.ibanProblem !== undefined
  const body = html`<h1>${t.onboardingTitle}</h1>
    ${
      isWrong
        ? html`<div class="problem" role="alert">
            <p><strong>${t.problem}</strong></p>
          </div>`
        : ''
    }
    <p>${t.onboardingText}</p>
    <form method="post" action="/onboarding/${id}?lang=${language}" novalidate>
      <div class="field">
        <label for="name">${t.onboardingName}</label>
        ${shown.nameProblem === undefined ? '' : html`<p class="field-problem" id="name-problem">${shown.nameProblem}</p>`}
        <input
          id="name"
          name="name"
          value="${shown.name}"
          autocomplete="name"
          ${shown.nameProblem === undefined ? '' : html` aria-invalid="true" aria-describedby="name-problem"`}
        />
      </div>
      <div class="field">
        <label for="iban">${t.onboardingIban}</label>
        <p class="hint" id="iban-hint">${t.onboardingIbanHint}</p>
        ${shown.ibanProblem === undefined ? '' : html`<p class="field-problem" id="iban-problem">${shown.ibanProblem}</p>`}
        <input
          id="iban"
          name="iban"
          value="${shown.iban}"
          autocomplete="off"
          aria-describedby="iban-hint${shown.ibanProblem === undefined ? '' : ' iban-problem'}"
          ${shown.ibanProblem === undefined ? '' : html` aria-invalid="true"`}
        />
      </div>
      <p><button class="button" name="outcome" value="complete">${t.onboardingComplete}</button></p>
      <p><button class="button quiet" name="outcome" value="restricted">${t.onboardingRestricted}</button></p>
      <p><button class="button quiet" name="outcome" value="incomplete">${t.onboardingLater}</button></p>
    </form>`
  return pageOf(language, { status: shown.status, title: t.onboardingTitle, body })
}

function unknown(language: Language): PageAnswer {
  const t = words(language)
  return noticePage(language, { status: 404, title: t.unknownTitle, text: t.unknownText })
}
