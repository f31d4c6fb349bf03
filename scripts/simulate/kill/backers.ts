import { setTimeout as pause } from 'node:timers/promises'
import { parse } from 'node-html-parser'
import { payByBank } from '../../story/hosted-pages.ts'

/** A pledge that the site has acknowledged: its backer was sent to this Checkout. */
export interface Acknowledged {
  pledgeId: string
  checkout: string
  /** Whether the backer's bank has paid. */
  isPaid: boolean
}

/** People who pledge one after the other, whatever happens to the site meanwhile. */
export interface Backers {
  acknowledged: Acknowledged[]
  /** How often somebody got no answer, or one that said that it did not work, and sent the form again. */
  readonly unanswered: number
  stop(): Promise<void>
}

const AT_ONCE = 6
const TRIES_AGAIN_AFTER_MS = 40
/** Of seven, how many pay at once; the others leave the Checkout on the screen. */
const PAY_OF_SEVEN = 5

/** Lets people pledge at a site until they are stopped; each sends the form until it is answered. */
export function startBackers(site: string, slug: string): Backers {
  const acknowledged: Acknowledged[] = []
  let isOver = false
  let count = 0
  let unanswered = 0
  const backer = async (): Promise<void> => {
    while (!isOver) {
      count += 1
      const form = new Form(`${site}/campaigns/${slug}/pledge`, count)
      const checkout = await untilAnswered(form)
      if (!checkout) continue
      const pledge = { pledgeId: form.pledgeId, checkout, isPaid: false }
      acknowledged.push(pledge)
      if (acknowledged.length % 7 >= PAY_OF_SEVEN) continue
      await payByBank(checkout)
      pledge.isPaid = true
    }
  }
  /** @returns null when it is over before the site has answered */
  const untilAnswered = async (form: Form): Promise<string | null> => {
    while (!isOver) {
      const checkout = await form.send().catch(() => null)
      if (checkout) return checkout
      unanswered += 1
      await pause(TRIES_AGAIN_AFTER_MS)
    }
    return null
  }
  const backers = Array.from({ length: AT_ONCE }, backer)
  return {
    acknowledged,
    get unanswered() {
      return unanswered
    },
    stop: async () => {
      isOver = true
      await Promise.all(backers)
    },
  }
}

/** The form of a pledge in somebody's browser: opened once, and sent again as it is for as long as it takes. */
class Form {
  readonly #address: string
  readonly #headers: Record<string, string>
  #fields: URLSearchParams | null = null

  constructor(address: string, nth: number) {
    this.#address = address
    // Everybody lives elsewhere, so that nobody is taken for a robot.
    const from = `10.${(nth >> 16) & 255}.${(nth >> 8) & 255}.${nth & 255}`
    this.#headers = { 'X-Forwarded-For': from, 'Accept-Language': 'nl', Accept: 'text/html' }
  }

  /** The pledge that the form is of; empty until it was opened. */
  get pledgeId(): string {
    return this.#fields?.get('pledge') ?? ''
  }

  /** @returns the address of the Checkout, or null when the site said that it did not work */
  async send(): Promise<string | null> {
    this.#fields ??= await this.#open()
    const answer = await fetch(this.#address, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        ...this.#headers,
        Origin: new URL(this.#address).origin,
        'Sec-Fetch-Site': 'same-origin',
      },
      body: this.#fields,
    })
    await answer.arrayBuffer()
    return answer.status === 303 ? answer.headers.get('Location') : null
  }

  async #open(): Promise<URLSearchParams> {
    const answer = await fetch(this.#address, { headers: this.#headers })
    if (!answer.ok) throw new Error(`The form answered ${answer.status}.`)
    const cookies = answer.headers.getSetCookie().map(cookie => cookie.split(';')[0])
    if (cookies.length > 0) this.#headers.Cookie = cookies.join('; ')
    const hidden = parse(await answer.text()).querySelectorAll('main form input[type=hidden]')
    const fields = new URLSearchParams({
      ...{ amount: '1710', own: '', reward: '', tip: '0', method: 'bank', name: 'Ans', message: '' },
      ...{ email: `${crypto.randomUUID()}@example.test`, website: '' },
    })
    for (const field of hidden)
      fields.set(field.getAttribute('name') ?? '', field.getAttribute('value') ?? '')
    return fields
  }
}
