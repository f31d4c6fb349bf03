import type { SandboxCore } from '../core.ts'
import { type Html, html } from './html.ts'
import { type Language, words } from './words.ts'

/** What a browser asks of the hosted pages. */
export interface PageRequest {
  method: string
  path: string
  query: URLSearchParams
  form: URLSearchParams
}

export interface PageAnswer {
  status: number
  headers: Record<string, string>
  body: string
}

/** Answers for one address; `id` is what the address holds in the place of `:id`. */
export type Page = (core: SandboxCore, request: PageRequest, id: string) => PageAnswer

/**
 * No scripts, nothing from elsewhere. Forms may lead away: after paying, the browser is sent back to the site
 * that asked, and browsers count that as part of the form's action.
 */
const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; frame-src 'self'; form-action 'self' http: https:; base-uri 'none'; frame-ancestors 'none'"

const COMMON_HEADERS = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': POLICY,
  'Referrer-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
}

/** A whole page. `wide` is for the overviews, which are tables. */
export function pageOf(
  language: Language,
  page: { title: string; body: Html; status?: number; isWide?: boolean; nav?: Html },
): PageAnswer {
  const { status = 200 } = page
  const document = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${page.title}</title>
        <link rel="stylesheet" href="/sandbox.css" />
      </head>
      <body>
        <header class="banner">${words(language).banner}</header>
        ${page.nav}
        <main class="${page.isWide === true ? 'wide' : 'narrow'}">${page.body}</main>
      </body>
    </html> `
  const headers = {
    ...COMMON_HEADERS,
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Language': language,
  }
  return { status, headers, body: document.text }
}

/** Sends the browser on with a GET. */
export function seeOther(url: string): PageAnswer {
  return { status: 303, headers: { ...COMMON_HEADERS, Location: url }, body: '' }
}

/** Data for tools. */
export function jsonOf(value: unknown, status = 200): PageAnswer {
  const headers = { 'Cache-Control': 'no-store', 'Content-Type': 'application/json; charset=utf-8' }
  return { status, headers, body: `${JSON.stringify(value, null, 2)}\n` }
}

/** A short page that says one thing, with at most one way on. */
export function noticePage(
  language: Language,
  notice: { status: number; title: string; text: string; link?: { url: string; label: string } },
): PageAnswer {
  const { status, title, text, link } = notice
  const body = html`<h1>${title}</h1>
    <p>${text}</p>
    ${link === undefined ? '' : html`<p><a class="button" href="${link.url}">${link.label}</a></p>`}`
  return pageOf(language, { status, title, body })
}

/** The language a page is shown in: the session's, else the address's, else Dutch. */
export function languageOf(request: PageRequest, locale: string | null = null): Language {
  const wanted = locale === null || locale === 'auto' ? request.query.get('lang') : locale
  return wanted?.toLowerCase().startsWith('en') === true ? 'en' : 'nl'
}

/** "€ 55,00" or "€55.00". */
export function moneyText(language: Language, cents: number, currency = 'eur'): string {
  const locale = language === 'nl' ? 'nl-NL' : 'en-IE'
  return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(cents / 100)
}
