import { createTransport } from 'nodemailer'
import { expect, test } from 'vitest'
import { get, openSandbox } from './sandbox-kit.ts'

test('a letter that is sent by SMTP lies in the mailbox, as HTML and as text, with its headers', async () => {
  const { sandbox } = await openSandbox()
  const transport = createTransport({ host: '127.0.0.1', port: sandbox.smtpPort, secure: false })
  await transport.sendMail({
    from: '"Stadmakers" <post@site.test>',
    to: 'Backer@example.test',
    subject: 'Dank je wel – € 55',
    text: 'Hallo\n<b>geen opmaak</b>',
    html: '<p style="color:red">Hallo</p><script>alert(1)</script>',
    headers: { 'X-Letter': 'receipt' },
  })
  await transport.sendMail({ from: 'post@site.test', to: 'other@example.test', subject: 'Other', text: 'x' })
  transport.close()

  const letters = sandbox.control.letters('backer@example.test')
  expect(letters).toHaveLength(1)
  const [letter] = letters
  expect(letter).toMatchObject({
    to: ['Backer@example.test'],
    from: 'post@site.test',
    subject: 'Dank je wel – € 55',
    headers: { 'x-letter': 'receipt' },
    receivedAt: sandbox.control.clock().now,
  })
  expect(letter?.text).toContain('<b>geen opmaak</b>')
  const json = JSON.parse((await get(`${sandbox.url}/mailbox/letters.json?to=BACKER@example.test`)).text) as {
    id: string
  }[]
  expect(json.map(l => l.id)).toEqual([letter?.id])
  expect(
    sandbox.control.letters().map(l => l.subject),
    'the newest first',
  ).toEqual(['Other', 'Dank je wel – € 55'])

  const list = await get(`${sandbox.url}/mailbox`)
  expect(list.text).toContain('Dank je wel – € 55')
  const page = await get(`${sandbox.url}/mailbox/letters/${letter?.id}`)
  expect(page.text).toContain('&lt;b&gt;geen opmaak&lt;/b&gt;')
  expect(page.text).toMatch(/<iframe sandbox /)
  const alone = await get(`${sandbox.url}/mailbox/letters/${letter?.id}/html`)
  expect(alone.headers.get('content-security-policy'), 'what a stranger wrote runs no scripts').toMatch(
    /default-src 'none'.*sandbox/,
  )
  expect((await get(`${sandbox.url}/mailbox/letters/none`)).status).toBe(404)
})
