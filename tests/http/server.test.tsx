import { connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import { createSite } from '#app/http/server.server.ts'
import { PortTaken } from '#app/http/port-taken.ts'
import { loadSourceBuild } from '#tests/support/source-build.ts'
import { openTestSite } from '#tests/support/test-site.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'

/** The server itself: the port it wants, and how it stops. */

test('a port that another program has is told by its number and the setting', async () => {
  const first = await openTestSite(await makeTestWorld())
  const second = createSite(
    await makeTestWorld({ settings: { PORT: String(first.port) } }),
    await loadSourceBuild(),
  )
  const problem = await second.listen().catch((error: unknown) => error)
  expect(problem).toBeInstanceOf(PortTaken)
  expect((problem as PortTaken).message).toBe(
    `Port ${first.port} on 127.0.0.1 is taken by another program. Stop that one, or set PORT to another number.`,
  )
})

describe('stopping', () => {
  test('lets a request that is under way finish, and takes no new one', async () => {
    const world = await makeTestWorld()
    let letGo = () => {}
    const waiting = new Promise<void>(resolve => {
      letGo = resolve
    })
    let begun = () => {}
    const started = new Promise<void>(resolve => {
      begun = resolve
    })
    const slow = {
      loader: async () => {
        begun()
        await waiting
        return new Response('finished')
      },
    }
    const server = createSite(
      world,
      await loadSourceBuild([{ pattern: '/slow', file: 'slow.ts', module: slow }]),
    )
    const { port } = await server.listen()
    const answer = rawGet(port, '/slow')
    await started
    const closed = server.close()
    await expect(rawGet(port, '/health')).rejects.toThrow('ECONNREFUSED')
    letGo()
    expect(await answer).toContain('finished')
    await closed
  })

  test('does not wait for a connection that asks nothing', async () => {
    const server = createSite(await makeTestWorld(), await loadSourceBuild())
    const { port } = await server.listen()
    const idle = connect(port, '127.0.0.1')
    await new Promise(resolve => idle.once('connect', resolve))
    const startedAt = performance.now()
    await server.close()
    expect(performance.now() - startedAt).toBeLessThan(2_000)
    idle.destroy()
  })
})

function rawGet(port: number, path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    let text = ''
    socket.on('data', chunk => (text += String(chunk)))
    socket.once('close', () => resolve(text))
    socket.once('error', reject)
    socket.write(`GET ${path} HTTP/1.1\r\nHost: stadmakers.test\r\nConnection: close\r\n\r\n`)
  })
}
