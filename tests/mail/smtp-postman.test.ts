/**
 * What the postman says about a letter must be true, whatever the mail server does: refused, not now, or unknown. Each
 * test gives a real SMTP server on this machine its script and reads the verdict.
 */
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Mail } from '#app/mail/postman.ts'
import { createSmtpPostman } from '#app/mail/smtp-postman.server.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'
import { startMailServer, startSilentServer } from './scripted-mail-server.ts'
import type { Turn } from './scripted-mail-server.ts'

const mail: Mail = {
  to: 'ans@example.test',
  subject: 'Je toezegging is binnen',
  html: `<p>Dank je wel, € 17,10</p>${'<p>vierentwintig pagina’s</p>'.repeat(500)}`,
  text: 'Dank je wel, € 17,10',
  messageId: '<0123456789abcdef@stadmakers.test>',
}

function postmanTo(url: string, patienceMs = 300) {
  const postman = createSmtpPostman({
    url,
    from: 'stad@stadmakers.test',
    fromName: 'Stichting “Stad”',
    patienceMs,
  })
  onTestFinished(() => postman.close())
  return postman
}

describe('a mail server that takes the letter', () => {
  it('gets one recipient, both versions, and the headers that keep automatic replies away', async () => {
    const server = await startMailServer()
    expect(await postmanTo(server.url).send(mail)).toEqual({ result: 'taken' })
    const [letter] = server.received
    expect(letter?.subject).toBe(mail.subject)
    expect(letter?.text?.trim()).toBe(mail.text)
    expect(letter?.html).toContain('€ 17,10')
    expect(letter?.messageId).toBe(mail.messageId)
    expect(letter?.from?.value).toEqual([{ address: 'stad@stadmakers.test', name: 'Stichting “Stad”' }])
    expect(letter?.to).toMatchObject({ value: [{ address: 'ans@example.test' }] })
    expect(letter?.headers.get('auto-submitted')).toBe('auto-generated')
    expect(letter?.replyTo).toBeUndefined()
  })

  it('gets many letters over few connections', async () => {
    const server = await startMailServer()
    const postman = postmanTo(server.url)
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        postman.send({ ...mail, messageId: `<${index}@stadmakers.test>` }),
      ),
    )
    expect(answers.every(({ result }) => result === 'taken')).toBe(true)
    expect(new Set(server.received.map(({ messageId }) => messageId)).size).toBe(40)
    expect(server.connections).toBeLessThanOrEqual(5)
  })

  it('is not led to a second recipient or a header of its own by what a person typed', async () => {
    const server = await startMailServer()
    const postman = postmanTo(server.url)
    await postman.send({ ...mail, subject: 'Boom\r\nBcc: all@example.test\r\n\r\nDag' })
    const [letter] = server.received
    expect(letter?.headers.has('bcc')).toBe(false)
    expect(letter?.text?.trim()).toBe(mail.text)
    const answer = await postman.send({ ...mail, to: 'ans@example.test, all@example.test' })
    expect(answer.result).toBe('refused')
    expect(server.received).toHaveLength(1)
  })
})

describe('a mail server that answers', () => {
  const verdicts: [string, Turn, string][] = [
    ['550 to the recipient', { at: 'recipient', answer: 550 }, 'refused'],
    ['554 to the content', { at: 'content', answer: 554 }, 'refused'],
    ['451 to the recipient (greylisted)', { at: 'recipient', answer: 451 }, 'later'],
    ['421 to the recipient (throttled)', { at: 'recipient', answer: 421 }, 'later'],
    ['452 to the content', { at: 'content', answer: 452 }, 'later'],
    ['550 to the sender, which an operator can mend', { at: 'sender', answer: 550 }, 'later'],
  ]

  it.each(verdicts)('%s gives the right verdict, and the next letter is taken', async (_, turn, result) => {
    const server = await startMailServer(turn)
    const postman = postmanTo(server.url)
    const answer = await postman.send(mail)
    expect(answer).toMatchObject({ result })
    expect(server.received).toHaveLength(0)
    expect(await postman.send(mail)).toEqual({ result: 'taken' })
  })

  it('with an address in its words: the problem that is kept has none', async () => {
    const server = await startMailServer({ at: 'recipient', answer: 550 })
    const answer = await postmanTo(server.url).send(mail)
    expect(answer).toMatchObject({ problem: expect.stringContaining('says no') })
    expect(JSON.stringify(answer)).not.toContain('@')
  })
})

describe('a mail server that goes silent or away', () => {
  const lost: [string, Turn, string][] = [
    ['cuts the line before the content', { at: 'recipient', answer: 'cut' }, 'later'],
    ['hangs before the content', { at: 'recipient', answer: 'hang' }, 'later'],
    ['cuts the line after the content', { at: 'content', answer: 'cut' }, 'unknown'],
    ['hangs after the content', { at: 'content', answer: 'hang' }, 'unknown'],
  ]

  it.each(lost)('%s: the verdict follows from whether it can have the letter', async (_, turn, result) => {
    const server = await startMailServer(turn)
    const answer = await postmanTo(server.url).send(mail)
    expect(answer).toMatchObject({ result })
    expect(server.received).toHaveLength(result === 'unknown' ? 1 : 0)
  })

  it('on a connection that was used before: a letter whose answer was lost is not sent again by itself', async () => {
    const server = await startMailServer('take', { at: 'content', answer: 'cut' })
    const postman = postmanTo(server.url)
    expect(await postman.send(mail)).toEqual({ result: 'taken' })
    expect(await postman.send({ ...mail, messageId: '<second@stadmakers.test>' })).toMatchObject({
      result: 'unknown',
    })
    expect(server.received.filter(({ messageId }) => messageId === '<second@stadmakers.test>')).toHaveLength(
      1,
    )
  })

  it('that is not there at all: later', async () => {
    expect(await postmanTo('smtp://127.0.0.1:1').send(mail)).toMatchObject({ result: 'later' })
  })

  it('that accepts the connection and says nothing: later, within the patience', async () => {
    const start = performance.now()
    expect(await postmanTo(await startSilentServer()).send(mail)).toMatchObject({ result: 'later' })
    expect(performance.now() - start).toBeLessThan(5_000)
  })
})

describe('sending', () => {
  it('inside a transaction is refused before anything leaves', async () => {
    const server = await startMailServer()
    const world = await makeTestWorld()
    const postman = postmanTo(server.url)
    await expect(world.db.inTransaction(() => postman.send(mail))).rejects.toThrow('inside a transaction')
    expect(server.received).toHaveLength(0)
  })

  it('away from this machine demands TLS, unless the setting says that the network is trusted', async () => {
    // This spelling leads to this machine, but the postman cannot know that: it must not speak in the clear.
    const server = await startMailServer()
    const elsewhere = server.url.replace('127.0.0.1', '127.1')
    expect(await postmanTo(elsewhere).send(mail)).toMatchObject({
      result: 'later',
      problem: expect.stringContaining('STARTTLS'),
    })
    expect(server.received).toHaveLength(0)
    expect(await postmanTo(`${elsewhere}?requireTLS=false`).send(mail)).toEqual({ result: 'taken' })
  })
})
