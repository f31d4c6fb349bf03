import type { LetterName, Letters } from '#emails/catalog.ts'
import type { LanguageCode } from '#db/schema.ts'
import type { WriteDb } from '#db/database.server.ts'
import { instant } from '../clock.ts'
import type { Instant } from '../clock.ts'
import { randomIds } from '../ids.ts'
import type { JobKind, JobPayloads } from './job-catalog.ts'

/**
 * Promises made in the transaction of the fact that they follow from: a letter that will be sent, a job that
 * will be done. Both have a key made from the fact; promising twice is promising once.
 */

export interface LetterPromise<N extends LetterName> {
  name: N
  /** Names the fact, for instance the pledge's id: one letter of this name is ever sent for it. */
  dedupKey: string
  to: string
  language: LanguageCode
  props: Letters[N]
}

/** Promises a letter and the job that delivers it. */
export async function promiseLetter<N extends LetterName>(
  trx: WriteDb,
  now: Date,
  letter: LetterPromise<N>,
): Promise<void> {
  const id = randomIds.next()
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('letter')
    .values({
      id,
      name: letter.name,
      dedup_key: letter.dedupKey,
      to_email: letter.to,
      language: letter.language,
      props: JSON.stringify(letter.props),
      state: 'promised',
      promised_at: instant(now),
      sent_at: null,
      problem: null,
    })
    .onConflict(conflict => conflict.columns(['name', 'dedup_key']).doNothing())
    .executeTakeFirstOrThrow()
  if (numInsertedOrUpdatedRows === 0n) return
  await promiseJob(trx, now, { kind: 'deliver-letter', key: id, payload: { letterId: id } })
}

export interface JobPromise<K extends JobKind> {
  kind: K
  /** Names the fact within the kind: while a job with this key waits, promising it again changes nothing. */
  key: string
  payload: JobPayloads[K]
  /** Not before this instant; at once when left out. */
  runAt?: Instant
}

/** Promises a job. The worker takes it after the transaction is kept, and repeats it until it succeeds. */
export async function promiseJob<K extends JobKind>(
  trx: WriteDb,
  now: Date,
  job: JobPromise<K>,
): Promise<void> {
  await trx
    .insertInto('job')
    .values({
      id: randomIds.next(),
      kind: job.kind,
      key: `${job.kind}:${job.key}`,
      payload: JSON.stringify(job.payload),
      run_at: job.runAt ?? instant(now),
      leased_until: null,
      problem: null,
      dead_at: null,
      created_at: instant(now),
    })
    .onConflict(conflict => conflict.column('key').doNothing())
    .execute()
}
