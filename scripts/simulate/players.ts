import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { Told } from '#tests/simulation/part.ts'
import type { Schedule } from '#tests/simulation/schedule.ts'

const PLAYER = join(import.meta.dirname, 'player.ts')
/** How long a schedule may take on a busy machine. One that takes longer waits for what never comes. */
const LONGEST_MS = 5 * 60_000

/** As many processes as there are cores, each of which lives through one schedule at a time. */
export interface Players {
  /** The names of all of which is told whether it came about. */
  readonly reach: readonly string[]
  /**
   * Lives through the schedules of these seeds.
   *
   * @param each is told of every one, in the order in which they end
   * @param hangs is told of one that does not end; its process is ended instead
   */
  play(seeds: Iterable<number>, each: (told: Told) => void, hangs: (seed: number) => void): Promise<void>
  /** Makes the schedule of a seed that fails as short as it goes. */
  shorten(seed: number): Promise<{ schedule: Schedule; wrong: string[] }>
  stop(): void
}

interface Player {
  process: ChildProcess
  reach: string[]
}

export async function openPlayers(most: number, longestMs = LONGEST_MS): Promise<Players> {
  const count = Math.max(1, Math.min(availableParallelism(), most))
  const players = await Promise.all(Array.from({ length: count }, startPlayer))
  return {
    reach: players[0]?.reach ?? [],
    play: async (seeds, each, hangs) => {
      const left = seeds[Symbol.iterator]()
      const playOn = async (player: Player): Promise<void> => {
        for (let next = left.next(); !next.done; next = left.next()) {
          const told = await ask(player, { seed: next.value }, AbortSignal.timeout(longestMs))
          if (told !== null) each(told as Told)
          else {
            player.process.kill('SIGKILL')
            Object.assign(player, await startPlayer())
            hangs(next.value)
          }
        }
      }
      await Promise.all(players.map(playOn))
    },
    shorten: async seed => {
      const [player] = players
      if (!player) throw new Error('There is no player.')
      return (await ask(player, { shorten: seed })) as Awaited<ReturnType<Players['shorten']>>
    },
    stop: () => players.forEach(player => player.process.disconnect()),
  }
}

async function startPlayer(): Promise<Player> {
  const player = fork(PLAYER, [], { env: { ...process.env, NODE_ENV: 'production' } })
  return { process: player, reach: (await answerOf(player)) as string[] }
}

async function ask(player: Player, wish: object, until?: AbortSignal): Promise<unknown> {
  const answered = answerOf(player.process, until)
  player.process.send(wish)
  return answered
}

/** @returns null when there was no answer in time */
async function answerOf(player: ChildProcess, until?: AbortSignal): Promise<unknown> {
  const ended = new AbortController()
  const signal = until ? AbortSignal.any([ended.signal, until]) : ended.signal
  const gone = once(player, 'exit', { signal }).then(([code, endedBy]) => {
    throw new Error(`A process that lived through schedules ended with ${code ?? endedBy}.`)
  })
  try {
    const [message] = (await Promise.race([once(player, 'message', { signal }), gone])) as [unknown]
    return message
  } catch (error) {
    if (until?.aborted) return null
    throw error
  } finally {
    gone.catch(() => undefined)
    ended.abort()
  }
}
