import { z } from 'zod'
import { expectSame, Surprise } from '../story/surprise.ts'
import type { Story } from './story.ts'
import { dumpOf } from './stripe.ts'

/** How badly the webhooks travelled, and that every one was taken all the same. */

const dump = z.object({
  event: z.array(z.object({ doc: z.object({ id: z.string() }) })),
  delivery: z.array(
    z.object({
      doc: z.object({
        endpoint: z.string(),
        event: z.string(),
        status: z.string(),
        isDuplicate: z.boolean(),
        attempts: z.array(z.object({ atMs: z.number(), status: z.number().nullable() })),
      }),
    }),
  ),
})

const validation = z.object({ count: z.number(), violations: z.array(z.unknown()) })

export async function webhooksAllArrived(story: Story): Promise<string> {
  const { event, delivery } = dump.parse(await dumpOf(story))
  const deliveries = delivery.map(({ doc }) => doc)
  for (const { event: id, status, attempts } of deliveries)
    for (const attempt of attempts)
      if (status !== 'delivered' || attempt.status !== 200)
        throw new Surprise(
          `the webhook of ${id}`,
          'answered with 200, and delivered',
          `${attempt.status}, ${status}`,
        )
  const doubled = deliveries.filter(({ isDuplicate }) => isDuplicate).length
  const overtaken = countOvertaken(
    event.map(({ doc }) => doc.id),
    deliveries,
  )
  if (doubled === 0 || overtaken === 0)
    throw new Surprise(
      'the webhooks of this tour',
      'some doubled and some overtaken',
      `${doubled} and ${overtaken}`,
    )
  return `${deliveries.length} taken, of which ${doubled} were doubles and ${overtaken} had been overtaken`
}

/** How many first deliveries came after one of an event that was made later, at the same endpoint. */
function countOvertaken(
  events: readonly string[],
  deliveries: readonly {
    endpoint: string
    event: string
    isDuplicate: boolean
    attempts: readonly { atMs: number }[]
  }[],
): number {
  const madeAs = new Map(events.map((id, index) => [id, index]))
  const byEndpoint = Map.groupBy(
    deliveries.filter(({ isDuplicate }) => !isDuplicate),
    ({ endpoint }) => endpoint,
  )
  let overtaken = 0
  for (const ofOne of byEndpoint.values()) {
    const inOrderOfArrival = ofOne.toSorted((a, b) => (a.attempts[0]?.atMs ?? 0) - (b.attempts[0]?.atMs ?? 0))
    let newest = -1
    for (const { event } of inOrderOfArrival) {
      const made = madeAs.get(event) ?? newest
      if (made < newest) overtaken += 1
      newest = Math.max(newest, made)
    }
  }
  return overtaken
}

/** Every request, answer and event of the tour was judged by the schema of the payment service's own types. */
export async function schemaWasKept({ demo }: Story): Promise<string> {
  const address = `${demo.sandbox}/_sandbox/validation`
  const { count, violations } = validation.parse(await (await fetch(address)).json())
  expectSame(`${address} ${JSON.stringify(violations.slice(0, 2))}`, count, 0)
  return 'no request, answer or event that Stripe would not know'
}
