import type { SandboxCore } from '../core.ts'
import type { Attempt } from '../stripe/attempts.ts'
import type { Said } from '../stripe/confirmations.ts'
import { finishAttempt, isOpen } from '../stripe/checkout-steps.ts'
import { html } from './html.ts'
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

/** The imitation of a payer's bank. */
export const showBank: Page = (core, request, id) => {
  const found = openAttempt(core, request, id, 'bank-page')
  if ('answer' in found) return found.answer
  const { language, attempt } = found
  const t = words(language)
  const intent = core.look(draft => draft.must('payment_intent', attempt.intent))
  const body = html`<h1>${t.bankTitle}</h1>
    <p class="amount">${moneyText(language, intent.amount)}</p>
    <p>${t.bankText}</p>
    <form method="post" action="/bank-page/${id}">
      <p><button class="button" name="outcome" value="authorise">${t.bankAuthorise}</button></p>
      <p><button class="button quiet" name="outcome" value="wait">${t.bankWait}</button></p>
      <p><button class="button quiet" name="outcome" value="fail">${t.bankFail}</button></p>
      <p><button class="button quiet" name="outcome" value="close">${t.bankClose}</button></p>
    </form>`
  return pageOf(language, { title: t.bankTitle, body })
}

const SAID_AT_BANK: Readonly<Record<string, Said>> = { authorise: 'yes', wait: 'wait', fail: 'no' }

export const submitBank: Page = (core, request, id) => {
  const found = openAttempt(core, request, id, 'bank-page')
  if ('answer' in found) return found.answer
  const outcome = request.form.get('outcome')
  if (outcome === 'close') return seeOther(backTo(core, found.attempt, 'closed'))
  const said = SAID_AT_BANK[outcome ?? '']
  if (said === undefined) return showBank(core, request, id)
  return finish(core, found, said, 'failed')
}

/** The page on which a card's holder proves who they are. */
export const showProof: Page = (core, request, id) => {
  const found = openAttempt(core, request, id, '3ds')
  if ('answer' in found) return found.answer
  const t = words(found.language)
  const body = html`<h1>${t.proofTitle}</h1>
    <p>${t.proofText}</p>
    <form method="post" action="/3ds/${id}">
      <p><button class="button" name="outcome" value="complete">${t.proofComplete}</button></p>
      <p><button class="button quiet" name="outcome" value="fail">${t.proofFail}</button></p>
    </form>`
  return pageOf(found.language, { title: t.proofTitle, body })
}

export const submitProof: Page = (core, request, id) => {
  const found = openAttempt(core, request, id, '3ds')
  if ('answer' in found) return found.answer
  const outcome = request.form.get('outcome')
  if (outcome !== 'complete' && outcome !== 'fail') return showProof(core, request, id)
  return finish(core, found, outcome === 'complete' ? 'yes' : 'no', 'unproven')
}

type Found = { attempt: Attempt; language: Language }

function finish(core: SandboxCore, { attempt, language }: Found, said: Said, failed: string): PageAnswer {
  const step = core.step(draft => finishAttempt(draft, attempt, said))
  if (step === undefined) return overtaken(core, attempt, language)
  if (step.kind === 'go') return seeOther(step.url)
  // A card that proved itself can still be refused: that is the card's doing, not the proof's.
  return seeOther(backTo(core, attempt, said === 'yes' ? 'declined' : failed))
}

function openAttempt(
  core: SandboxCore,
  request: PageRequest,
  id: string,
  page: Attempt['page'],
): Found | { answer: PageAnswer } {
  const attempt = core.look(draft => draft.get('attempt', id))
  if (attempt === undefined || attempt.page !== page) {
    const language = languageOf(request)
    const t = words(language)
    return { answer: noticePage(language, { status: 404, title: t.unknownTitle, text: t.unknownText }) }
  }
  const session = core.look(draft => draft.get('checkout_session', attempt.session ?? ''))
  const language = languageOf(request, session?.locale ?? null)
  if (core.look(draft => isOpen(draft, attempt))) return { attempt, language }
  return { answer: overtaken(core, attempt, language) }
}

function overtaken(core: SandboxCore, attempt: Attempt, language: Language): PageAnswer {
  const t = words(language)
  const link = { url: backTo(core, attempt, undefined), label: t.backToSite }
  return noticePage(language, { status: 409, title: t.overtakenTitle, text: t.overtakenText, link })
}

/** Back to where the payer came from: the session's page, or the site that asked for the payment. */
function backTo(core: SandboxCore, attempt: Attempt, after: string | undefined): string {
  if (attempt.session === null) return attempt.returnUrl ?? core.settings.publicUrl
  const query = after === undefined ? '' : `?after=${after}`
  return `${core.settings.publicUrl}/checkout/${attempt.session}${query}`
}
