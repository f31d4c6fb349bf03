import { createServer } from 'node:http'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished, describe, expect, it } from 'vitest'
import { Page } from '#scripts/story/page.ts'
import { readEuros } from '#scripts/story/euros.ts'
import { Visitor } from '#scripts/story/visitor.ts'

/** Somebody's browser without scripts: what it sends, and what it is surprised by. */

const FORM = `<main><h1>A form</h1>
  <form method="post" action="/take">
    <input type="hidden" name="token" value="a&amp;b">
    <label for="name">Name</label><input id="name" name="name" value="as it was">
    <label><input type="radio" name="amount" value="710" checked> €7.10</label>
    <label><input type="radio" name="amount" value="own"> Another amount</label>
    <label><input type="checkbox" name="anonymous" value="yes"> Unseen</label>
    <select name="district"><option value="">Choose</option><option value="WK1">North</option></select>
    <textarea name="message">
first
second</textarea>
    <input name="off" value="never" disabled>
    <button name="do" value="row">Another line</button><button>Save and go on</button>
  </form></main>`

interface Received {
  method: string
  path: string
  headers: IncomingMessage['headers']
  body: string
}

/** A site that shows the form, takes it, and remembers what it was sent. */
async function openSite(form = FORM): Promise<{ address: string; received: Received[] }> {
  const received: Received[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method = '', url: path = '', headers } = request
      received.push({ method, path, headers, body: Buffer.concat(chunks).toString('latin1') })
      if (path === '/take')
        response.writeHead(303, { Location: '/taken', 'Set-Cookie': 'seen=yes; Path=/; Secure' }).end()
      else if (path === '/forget')
        response.writeHead(303, { Location: '/', 'Set-Cookie': 'seen=; Max-Age=0' }).end()
      else response.writeHead(path === '/gone' ? 410 : 200).end(form)
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close().closeAllConnections())
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received }
}

const sent = ({ body }: Received) => [...new URLSearchParams(body)]

describe('pressing a button', () => {
  it('sends the form as it stands on the page, with what was filled in', async () => {
    const { address, received } = await openSite()
    const visitor = new Visitor()
    await visitor.open(`${address}/`)
    await visitor.press('Save and go on', { amount: 'Another amount', district: 'North', anonymous: true })
    expect(sent(received[1] as Received)).toEqual([
      ['token', 'a&b'],
      ['name', 'as it was'],
      ['amount', 'own'],
      ['anonymous', 'yes'],
      ['district', 'WK1'],
      ['message', 'first\r\nsecond'],
    ])
  })

  it('sends the name of the button that was pressed, and no tick that was not made', async () => {
    const { address, received } = await openSite()
    const visitor = new Visitor()
    await visitor.open(`${address}/`)
    await visitor.press('Another line')
    expect(sent(received[1] as Received)).toEqual([
      ['token', 'a&b'],
      ['name', 'as it was'],
      ['amount', '710'],
      ['district', ''],
      ['message', 'first\r\nsecond'],
      ['do', 'row'],
    ])
  })

  it('sends a file in parts', async () => {
    const { address, received } = await openSite(
      '<form method="post" enctype="multipart/form-data"><input type="file" name="photo"><button>Send</button></form>',
    )
    const visitor = new Visitor()
    await visitor.open(`${address}/here`)
    const photo = { name: 'a.jpg', type: 'image/jpeg', bytes: Uint8Array.of(1, 2, 3) }
    await visitor.press('Send', { photo })
    expect(received[1]?.path).toBe('/here')
    expect(received[1]?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/)
    expect(received[1]?.body).toMatch(
      /name="photo"; filename="a\.jpg"\r\nContent-Type: image\/jpeg\r\n\r\n\x01\x02\x03\r\n/,
    )
  })

  it('says from which site the form came, follows where it leads, and keeps the cookie', async () => {
    const { address, received } = await openSite()
    const visitor = new Visitor()
    await visitor.open(`${address}/`)
    const page = await visitor.press('Save and go on')
    expect(page.address).toBe(`${address}/taken`)
    await visitor.open(`${address}/forget`)
    const told = received.map(({ method, path, headers }) => [
      method,
      path,
      headers.origin,
      headers['sec-fetch-site'],
      headers.cookie,
    ])
    expect(told).toEqual([
      ['GET', '/', undefined, 'none', undefined],
      ['POST', '/take', address, 'same-origin', undefined],
      ['GET', '/taken', undefined, 'same-origin', 'seen=yes'],
      ['GET', '/forget', undefined, 'none', 'seen=yes'],
      ['GET', '/', undefined, 'none', undefined],
    ])
  })

  it('is of another site where the page was of another port', async () => {
    const { address, received } = await openSite()
    const elsewhere = await openSite(
      `<form method="post" action="${address}/take"><button>Lure</button></form>`,
    )
    const visitor = new Visitor()
    await visitor.open(elsewhere.address)
    await visitor.press('Lure')
    expect(received[0]?.headers).toMatchObject({ origin: elsewhere.address, 'sec-fetch-site': 'same-site' })
  })
})

describe('a surprise', () => {
  const surprises: [string, RegExp, (visitor: Visitor, address: string) => Promise<unknown>][] = [
    ['a field that is not there', /a field iban, found name, amount/, v => v.press('Save', { iban: 'NL' })],
    ['a hidden field that a person would fill in', /a field token/, v => v.press('Save', { token: 'x' })],
    ['a choice that is not there', /choice “€9” of amount/, v => v.press('Save', { amount: '€9' })],
    [
      'an option that is not there',
      /choice “South” of district/,
      v => v.press('Save', { district: 'South' }),
    ],
    [
      'a button that is not there',
      /button “Pay” among “Another line”, “Save and go on”/,
      async v => v.press('Pay'),
    ],
    ['a link that is not there', /one link “Next”, found 0/, async v => v.follow('Next')],
    ['another status', /\/gone: expected status 200, found 410 “A form”/, (v, at) => v.open(`${at}/gone`)],
    ['words that are not there', /the words “Thank you”/, async v => v.page.says('Thank you')],
    ['words that should not be there', /a page without “A form”/, async v => v.page.saysNot('A form')],
    ['nobody who answers', /127\.0\.0\.1:9\/: expected an answer/, v => v.open('http://127.0.0.1:9/')],
  ]
  it.each(surprises)('%s', async (_, sentence, deed) => {
    const { address } = await openSite()
    const visitor = new Visitor()
    await visitor.open(`${address}/`)
    await expect(async () => deed(visitor, address)).rejects.toThrow(sentence)
  })
})

describe('a page', () => {
  const page = new Page(
    'http://site.example/a',
    200,
    `<main><a href="/b">Next</a><a href="b">Next</a>
     <ol class="flow"><li><span>Received</span><b>€1,234.50</b></li></ol>
     <table><caption>Sums</caption><thead><tr><th>What</th></tr></thead>
       <tbody><tr><th>One</th><td>1&nbsp;cent</td></tr></tbody></table></main>`,
  )

  it('is read as a person reads it', () => {
    expect(page.link('Next')).toBe('http://site.example/b')
    expect(page.flow('Received')).toBe(123_450)
    expect(page.table('Sums')).toEqual([['One', '1 cent']])
    expect(page.has('1\u00a0cent')).toBe(true)
  })

  it.each([
    ['€25.00', 2_500],
    ['€250', 25_000],
    ['−€1,000.01', -100_001],
    ['17.10', 1_710],
    ['+ 20.00', 2_000],
    ['− 7.66', -766],
  ])('knows that %s is %i cents', (text, amount) => expect(readEuros(text)).toBe(amount))

  it.each(['', '€', '1.234,50', '€12.5', '1234.50 euros'])('does not take “%s” for an amount', text =>
    expect(() => readEuros(text)).toThrow('one such as €1,234.50'),
  )
})
