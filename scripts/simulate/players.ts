import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { Told } from '#tests/simulation/part.ts'
import type { Schedule } from '#tests/simulation/schedule.ts'

const PLAYER = join(import.meta.dirname, 'player.ts')

/** As many processes as there are cores, each of which lives through one schedule at a time. */
export interface Players {
  /** The names of all of which is told whether it came about. */
  readonly reach: readonly string[]
  /** Lives through the schedules of these seeds. `each` is told of every one, in the order in which they end. */
  play(seeds: Iterable<number>, each: (told: Told) => void): Promise<void>
  /** Makes the schedule of a seed that fails as short as it goes. */
  shorten(seed: number): Promise<{ schedule: Schedule; wrong: string[] }>
  stop(): void
}

export async function openPlayers(most: number): Promise<Players> {
  const count = Math.max(1, Math.min(availableParallelism(), most))
  const players = Array.from({ length: count }, () =>
    fork(PLAYER, [], { env: { ...process.env, NODE_ENV: 'production' } }),
  )
  const [reach = []] = (await Promise.all(players.map(player => answerOf(player)))) as string[][]
  return {
    reach,
    play: async (seeds, each) => {
      const left = seeds[Symbol.iterator]()
      const playOn = async (player: ChildProcess): Promise<void> => {
        for (let next = left.next(); !next.done; next = left.next())
          each((await ask(player, { seed: next.value })) as Told)
      }
      await Promise.all(players.map(playOn))
    },
    shorten: async seed => {
      const [player] = players
      if (!player) throw new Error('There is no player.')
      return (await ask(player, { shorten: seed })) as Awaited<ReturnType<Players['shorten']>>
    },
    stop: () => players.forEach(player => player.disconnect()),
  }
}

async function ask(player: ChildProcess, wish: object): Promise<unknown> {
  const answered = answerOf(player)
  player.send(wish)
  return answered
}

async function answerOf(player: ChildProcess): Promise<unknown> {
  const ended = new AbortController()
  const gone = once(player, 'exit', { signal: ended.signal }).then(([code, signal]) => {
    throw new Error(`A process that lived through schedules ended with ${code ?? signal}.`)
  })
  try {
    const [message] = (await Promise.race([once(player, 'message', { signal: ended.signal }), gone])) as [
      unknown,
    ]
    return message
  } finally {
    gone.catch(() => undefined)
    ended.abort()
  }
}
