import { expect, it } from 'vitest'
import { FILL_DISK, MAKE_ROOM } from './acts/weather.ts'
import { live } from './live.ts'
import { scheduleOf } from './part.ts'
import type { Deed } from './schedule.ts'

/**
 * F7 of trust.md: the disk fills up at fifty random points of fifty schedules, and is emptied some deeds later. Nothing
 * half-written stays, and everything goes on when there is room.
 */
const POINTS = 50
const FIRST_SEED = 70_000
const FULL_FOR_DEEDS = 5

const deed = ({ name }: { name: string }, details: object = {}): Deed => ({ act: name, details })

it('a disk that fills up at fifty points loses nothing', { timeout: 240_000 }, async () => {
  let refused = 0
  for (let point = 0; point < POINTS; point += 1) {
    const drawn = scheduleOf(FIRST_SEED + point)
    const at = point % drawn.deeds.length
    const deeds = drawn.deeds
      .toSpliced(at + FULL_FOR_DEEDS, 0, deed(MAKE_ROOM))
      .toSpliced(at, 0, deed(FILL_DISK, { pages: point % 3 }))
    const { wrong, refusedByDisk } = await live({ ...drawn, deeds })
    expect([drawn.seed, ...wrong]).toEqual([drawn.seed])
    refused += refusedByDisk
  }
  expect(refused).toBeGreaterThan(POINTS)
})
