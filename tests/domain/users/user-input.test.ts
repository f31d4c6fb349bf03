import { expect, test } from 'vitest'
import { emailInput, signInRequestInput } from '#app/domain/users/user-input.ts'

test.each([
  ['fatima@voorbeeld.nl', 'fatima@voorbeeld.nl'],
  ['  Fatima@Voorbeeld.NL ', 'fatima@voorbeeld.nl'],
  ["o'brien+test@sub.voorbeeld.nl", "o'brien+test@sub.voorbeeld.nl"],
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
])('%j is not', typed => {
  expect(emailInput.safeParse(typed).success).toBe(false)
})

test('a field that the form does not have is refused', () => {
  const typed = JSON.parse(
    '{"email":"a@voorbeeld.nl","role":"admin","__proto__":{"role":"admin"}}',
  ) as unknown
  expect(signInRequestInput.safeParse(typed).success).toBe(false)
})
