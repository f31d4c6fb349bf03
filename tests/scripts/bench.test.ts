import { spawnSync } from 'node:child_process'
import { createServer } from 'node:http'
import type { RequestListener } from 'node:http'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { figureOf, isMet, median } from '#scripts/bench/figure.ts'
import { keepAnswer, requestBytes } from '#scripts/bench/kept-answer.ts'
import { put } from '#scripts/bench/load.ts'
import { memoryNote, residentMegabytes } from '#scripts/bench/memory.ts'
import { readBenchOptions } from '#scripts/bench/options.ts'
import { jsonLine, table } from '#scripts/bench/report.ts'
import { byTurns } from '#scripts/bench/rounds.ts'
import { contentsOf, differingTables, rowsAdded } from '#scripts/bench/same-rows.ts'

/** What the measurements are made of; how fast something is, is no test. */

describe('the options', () => {
  it('measure everything when nothing is said', () => {
    expect(readBenchOptions([])).toEqual({
      asJson: false,
      only: ['P1', 'P2', 'P2B', 'P3', 'P4', 'P5', 'P7', 'P9', 'P11', 'P12'],
      pledges: 1_000_000,
    })
  })

  it('choose figures, in their own order', () => {
    expect(readBenchOptions(['--only', 'p3, P1', '--json'])).toMatchObject({
      asJson: true,
      only: ['P1', 'P3'],
    })
  })

  it.each([
    [['--only', 'P6'], '--only names "P6"'],
    [['--pledges', 'many'], '--pledges is "many"'],
    [['--pledges', '2000001'], 'from 1 to 2000000'],
    [['--only', ''], '--only names ""'],
    [['--fast'], '--fast'],
  ])('%j is refused with its name', (args, part) => {
    expect(readBenchOptions(args)).toContain(part)
  })

  it('refused, end the command with 2 and a sentence on stderr', () => {
    const root = join(import.meta.dirname, '..', '..')
    const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/bench.ts', '--only', 'P6'], {
      cwd: root,
      encoding: 'utf8',
    })
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toContain('it may be P1, P2, P2B, P3, P4, P5, P7, P9, P11, P12')
  })
})

describe('a figure', () => {
  const rounds = { ours: [50, 60, 10], baseline: [100, 100, 40] }

  it('has the median of each side, and the median and the extremes of the ratios', () => {
    const figure = figureOf({ figure: 'P1', what: 'page', unit: 'req/s', rounds })
    expect(figure).toMatchObject({ ours: 50, baseline: 100, ratio: 0.5, spread: [0.25, 0.6], goal: null })
  })

  it.each([
    [0.5, { atLeast: 0.5 }, true],
    [0.49, { atLeast: 0.5 }, false],
    [1.3, { atMost: 1.3 }, true],
    [1.31, { atMost: 1.3 }, false],
    [0.1, null, null],
  ])('of %d with the goal %j meets it: %s', (ratio, goal, met) => {
    expect(isMet({ ratio, goal })).toBe(met)
  })

  it.each([
    [[3, 1, 2], 2],
    [[4, 1, 2, 3], 2.5],
    [[7], 7],
  ])('the median of %j is %d', (values, middle) => {
    expect(median(values)).toBe(middle)
  })

  it('of nothing has no median', () => {
    expect(() => median([])).toThrow(RangeError)
  })
})

describe('the report', () => {
  const page = figureOf({
    ...{ figure: 'P1', what: 'campaign page', unit: 'req/s', goal: { atLeast: 0.5 }, notes: ['7 bytes'] },
    rounds: { ours: [12_345.6], baseline: [20_000] },
  })
  const slow = figureOf({
    ...{ figure: 'P9', what: 'first page', unit: 's', goal: { atMost: 1.3 } },
    rounds: { ours: [41.26], baseline: [20] },
  })
  const skipped = { figure: 'P9', what: 'first page', skipped: 'There is no git here.' }

  it('is one line of JSON for each figure, for tools', () => {
    expect(JSON.parse(jsonLine(page))).toEqual({
      ...{ figure: 'P1', ratio: 0.617, ours: 12_346, baseline: 20_000, unit: 'req/s' },
      ...{
        goal: { atLeast: 0.5 },
        met: true,
        spread: [0.617, 0.617],
        what: 'campaign page',
        notes: ['7 bytes'],
      },
    })
    expect(jsonLine(page)).not.toContain('\n')
    expect(JSON.parse(jsonLine(slow))).toMatchObject({ ratio: 2.063, ours: 41.3, met: false })
    expect(JSON.parse(jsonLine(skipped))).toEqual(skipped)
  })

  it('is a table for people, which says what was not met or not measured', () => {
    expect(table([page, slow, skipped]).split('\n')).toEqual([
      'figure  what              ours  baseline  unit   ratio  rounds     goal',
      'P1      campaign page   12,346    20,000  req/s   0.62  0.62–0.62  ≥ 0.5  met',
      'P9      first page        41.3      20.0  s       2.06  2.06–2.06  ≤ 1.3  NOT MET',
      'P9      first page     skipped',
      '',
      'P1: 7 bytes',
      'P9: There is no git here.',
    ])
  })
})

it('rounds go by turns, and the first of each does not count', async () => {
  const order: string[] = []
  const turn = (who: string) => () => {
    order.push(who)
    return Promise.resolve(order.length)
  }
  expect(await byTurns({ rounds: 2, ours: turn('ours'), baseline: turn('bare') })).toEqual({
    ours: [3, 5],
    baseline: [4, 6],
  })
  expect(order).toEqual(['ours', 'bare', 'ours', 'bare', 'ours', 'bare'])
})

describe('the load generator', () => {
  const asked = { method: 'POST', path: '/', headers: { 'X-Word': 'one' }, body: 'körper' } as const

  it('gets an answer to every request, whole, over as many connections as are asked for', async () => {
    const bodies: string[] = []
    const ports = new Set<number | undefined>()
    const port = await serve((request, response) => {
      ports.add(request.socket.remotePort)
      let body = ''
      request.on('data', (chunk: Buffer) => (body += chunk.toString()))
      request.on('end', () => {
        bodies.push(body)
        const answer = 'x'.repeat(100_000)
        response.writeHead(200, { 'Content-Length': answer.length })
        // In two pieces, so that the head comes before the body.
        response.write(answer.slice(0, 10))
        setTimeout(() => response.end(answer.slice(10)), 5)
      })
    })
    const requests = Array.from({ length: 20 }, () => requestBytes({ ...asked, port }))
    const { answers, bytes, seconds } = await put({ port, connections: 4, requests: requests.values() })
    expect([answers, bodies.length, new Set(bodies), ports.size]).toEqual([20, 20, new Set(['körper']), 4])
    expect(bytes).toBeGreaterThan(20 * 100_000)
    // Five turns of at least five milliseconds on each connection.
    expect(seconds).toBeGreaterThan(0.02)
  })

  it('fails on an answer that is no success, and on none', async () => {
    const refusing = await serve((_, response) => response.writeHead(503, { 'Content-Length': 0 }).end())
    const silent = await serve((_, response) => void response.destroy())
    for (const [port, part] of [
      [refusing, '503'],
      [silent, 'closed a connection'],
    ] as const) {
      const requests = [requestBytes({ ...asked, port })].values()
      await expect(put({ port, connections: 1, requests })).rejects.toThrow(part)
    }
  })

  it('keeps an answer as it went over the wire, without what Node adds', async () => {
    const port = await serve((_, response) => {
      response.writeHead(200, ['Content-Length', '2', 'X-Own', 'yes', 'X-Own', 'twice']).end('ok')
    })
    expect(await keepAnswer({ ...asked, port })).toEqual({
      headers: ['Content-Length', '2', 'X-Own', 'yes', 'X-Own', 'twice'],
      body: Buffer.from('ok').toString('base64'),
    })
  })
})

describe('the memory of a process', () => {
  it('is told after a tenth of the load, after all of it, and at most', () => {
    const samples = Array.from({ length: 20 }, (_, index) => 100 + index)
    samples[10] = 400
    expect(memoryNote('worker', samples)).toEqual([
      'memory of the worker: 101 MB after a tenth of the load, 119 MB after all of it, 400 MB at most',
    ])
  })

  it('is not told where the system does not tell it', () => {
    expect(residentMegabytes(undefined)).toBeNull()
    expect(memoryNote('worker', [null, null])).toEqual([])
  })
})

describe('the comparison of two databases', () => {
  const folder = () => {
    const made = mkdtempSync(join(tmpdir(), 'stadmakers-bench-test-'))
    onTestFinished(() => rmSync(made, { recursive: true, force: true }))
    return made
  }
  const database = (file: string, ...rows: [number, string][]) => {
    const made = new Sqlite(file)
    made.exec(
      'CREATE TABLE thing (id INTEGER PRIMARY KEY, word TEXT); CREATE TABLE other (id INTEGER PRIMARY KEY)',
    )
    for (const row of rows) made.prepare('INSERT INTO thing VALUES (?, ?)').run(...row)
    made.close()
    return contentsOf(file)
  }

  it.each([
    ['the same rows', [[1, 'a']], []],
    [
      'a row more',
      [
        [1, 'a'],
        [2, 'b'],
      ],
      ['thing'],
    ],
    ['a row less', [], ['thing']],
    ['another value', [[1, 'b']], ['thing']],
  ] as [string, [number, string][], string[]][])('finds %s', async (_, rows, differing) => {
    const at = folder()
    const ours = await database(join(at, 'ours'), [1, 'a'])
    expect(differingTables(ours, await database(join(at, 'theirs'), ...rows))).toEqual(differing)
  })

  it('counts what was added, table by table', async () => {
    const at = folder()
    const before = await database(join(at, 'before'), [1, 'a'])
    const after = await database(join(at, 'after'), [1, 'a'], [2, 'b'])
    expect(rowsAdded(before, after)).toEqual({ thing: 1 })
  })
})

/** @returns the port of a server that lives as long as the test */
async function serve(listener: RequestListener): Promise<number> {
  const server = createServer(listener)
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}
