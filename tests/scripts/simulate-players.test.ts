import { expect, it } from 'vitest'
import { openPlayers } from '#scripts/simulate/players.ts'

it('a schedule that does not come to rest is told, and another process takes the next', async () => {
  const impatient = await openPlayers(1, 5)
  const ended: number[] = []
  const hung: number[] = []
  await impatient.play(
    [1, 2],
    ({ seed }) => ended.push(seed),
    seed => hung.push(seed),
  )
  impatient.stop()
  expect({ ended, hung }).toEqual({ ended: [], hung: [1, 2] })
})
