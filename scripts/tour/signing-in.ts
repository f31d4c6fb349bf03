import { DEMO_PEOPLE } from '../demo/people.ts'
import type { DemoRole } from '../demo/people.ts'
import type { Visitor } from '../story/visitor.ts'
import type { Story } from './story.ts'

/** Asks for a link, finds it in the mailbox, and signs in with it. */
export async function signIn({ demo, mailbox, people }: Story, role: DemoRole): Promise<Visitor> {
  const { email } = DEMO_PEOPLE[role]
  const visitor = people[role]
  await visitor.open(`${demo.site}/sign-in`)
  const sent = await visitor.press('Send me a link', { email })
  sent.says('Look in your mail')
  const letter = await mailbox.read(email, 'Your link to sign in')
  const asked = await visitor.open(letter.link('Sign in'))
  asked.says(`You are signing in as ${email}.`)
  await visitor.press('Sign in')
  return visitor
}
