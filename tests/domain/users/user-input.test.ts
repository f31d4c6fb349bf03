import { expect, test } from 'vitest'
import { emailInput, signInRequestInput } from '#app/domain/users/user-input.ts'

test.each([
  ['fatima@voorbeeld.nl', 'fatima@voorbeeld.nl'],
  ['  Fatima@Voorbeeld.NL ', 'fatima@voorbeeld.nl'],
  ["o'brien+test@sub.voorbeeld.nl", "o'brien+test@sub.voorbeeld.nl"],
  ['een.twee&drie@voorbeeld.nl', 'een.twee&drie@voorbeeld.nl'],
  ['Ans@Café.nl', 'ans@xn--caf-dma.nl'],
  ['ans@bücher.example', 'ans@xn--bcher-kva.example'],
  ['ans@пример.рф', 'ans@xn--e1afmkfd.xn--p1ai'],
  [`${'a'.repeat(64)}@voorbeeld.nl`, `${'a'.repeat(64)}@voorbeeld.nl`],
])('%j is an address', (typed, address) => {
  expect(emailInput.parse(typed)).toBe(address)
})

test.each([
  '',
  'fatima',
  'fatima@',
  '@voorbeeld.nl',
  'fatima@voorbeeld.nl, other@voorbeeld.nl',
  'fatima@voorbeeld.nl\r\nBcc: other@voorbeeld.nl',
  'fatima@voorbeeld.nl\nSubject: x',
  'Fatima <fatima@voorbeeld.nl>',
  'fatima@voorbeeld .nl',
  `${'a'.repeat(250)}@voorbeeld.nl`,
  `${'a'.repeat(65)}@voorbeeld.nl`,
  'a@b',
  'a@localhost',
  'a@127.0.0.1',
  'a@voorbeeld.n',
  'a@voorbeeld.123',
  'a@-voorbeeld.nl',
  'a@voorbeeld..nl',
  '.a@voorbeeld.nl',
  'a..b@voorbeeld.nl',
  'jörg@voorbeeld.nl',
  'a@b@voorbeeld.nl',
  'a@café.nl/pad',
  'a@café.nl:25',
  'a@café',
  'a@ⓥoorbeeld.nl\u0000',
  `a@${'é'.repeat(60)}.${'é'.repeat(60)}.${'é'.repeat(60)}.${'é'.repeat(60)}.nl`,
])('%j is not', typed => {
  expect(emailInput.safeParse(typed).success).toBe(false)
})

test('a field that the form does not have is refused', () => {
  const typed = JSON.parse(
    '{"email":"a@voorbeeld.nl","role":"admin","__proto__":{"role":"admin"}}',
  ) as unknown
  expect(signInRequestInput.safeParse(typed).success).toBe(false)
})
