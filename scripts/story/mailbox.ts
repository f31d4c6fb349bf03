import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { Page } from './page.ts'
import { Surprise, theOnly } from './surprise.ts'

const letters = z.array(
  z.object({
    id: z.string(),
    to: z.array(z.string()),
    subject: z.string(),
    text: z.string(),
    html: z.string(),
    receivedAt: z.string(),
  }),
)

/** A letter as it arrived. */
export type Letter = z.output<typeof letters>[number]

const ARRIVES_WITHIN_MS = 20_000
const LOOKS_EVERY_MS = 50

/** The mailbox of everybody in a story. It remembers which letters were read. */
export class Mailbox {
  readonly #sandbox: string
  readonly #read = new Set<string>()

  /** @param sandbox where the sandbox answers, without a slash at the end */
  constructor(sandbox: string) {
    this.#sandbox = sandbox
  }

  /**
   * Waits for a letter that was not read yet, and reads it.
   *
   * @param subject words that its subject has
   * @throws Surprise when it does not come, or when two such letters came
   */
  async read(to: string, subject: string): Promise<Page> {
    const letters = await this.readAll(to, subject, 1)
    return theOnly(this.#addressOf(to), `letter “${subject}”`, letters)
  }

  /**
   * Waits for as many letters of one subject, and reads them.
   *
   * @throws Surprise when they do not all come, or when more came
   */
  async readAll(to: string, subject: string, count: number): Promise<Page[]> {
    const until = performance.now() + ARRIVES_WITHIN_MS
    const wanted = count === 1 ? `one letter “${subject}”` : `${count} letters “${subject}”`
    for (;;) {
      const unread = await this.unread(to)
      const found = unread.filter(each => each.subject.includes(subject))
      if (found.length > count) throw new Surprise(this.#addressOf(to), wanted, String(found.length))
      if (found.length === count) return found.map(letter => this.#open(letter))
      if (performance.now() > until) {
        const there = unread.map(each => `“${each.subject}”`).join(', ') || 'no new letter'
        throw new Surprise(this.#addressOf(to), wanted, there)
      }
      await pause(LOOKS_EVERY_MS)
    }
  }

  /** The letters to an address that were not read yet. */
  async unread(to: string): Promise<Letter[]> {
    const answer = await fetch(this.#addressOf(to))
    return letters.parse(await answer.json()).filter(({ id }) => !this.#read.has(id))
  }

  /** A letter is read as a page: it has words, and links to follow. */
  #open(letter: Letter): Page {
    this.#read.add(letter.id)
    return new Page(`${this.#sandbox}/mailbox/letters/${letter.id}/html`, 200, letter.html)
  }

  #addressOf(to: string): string {
    return `${this.#sandbox}/mailbox/letters.json?to=${encodeURIComponent(to)}`
  }
}
