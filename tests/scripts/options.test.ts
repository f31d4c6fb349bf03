import { expect, test } from 'vitest'
import { readOptions } from '#scripts/options.ts'

/** What stands after a command's name: taken as meant, or refused with a sentence. */

const OPTIONS = { port: { type: 'string', default: '3000' }, fresh: { type: 'boolean' } } as const

test('takes its options, and as many words beside them as a command wants', () => {
  expect(readOptions(OPTIONS, ['--port', '4000', '30d'], 1)).toMatchObject({
    ok: true,
    values: { port: '4000' },
    words: ['30d'],
  })
})

test.each<[string[], string]>([
  [['--prot', '4000'], 'There is no option --prot. The options are --port and --fresh.'],
  [['-x'], 'There is no option -x. The options are --port and --fresh.'],
  [['--port'], '--port needs a value. The options are --port and --fresh.'],
  [['--port', '--fresh'], '--port needs a value. The options are --port and --fresh.'],
  [['--fresh=no'], '--fresh takes no value. The options are --port and --fresh.'],
  [['fresh'], '"fresh" is one word too many. The options are --port and --fresh.'],
])('%j is refused with a sentence', (args, problem) => {
  expect(readOptions(OPTIONS, args)).toEqual({ ok: false, problem })
})

test('a command without options says where its settings stand', () => {
  expect(readOptions({}, ['--port', '1'])).toMatchObject({
    problem:
      'There is no option --port. This command takes none; its settings stand in the environment (.env.example).',
  })
})
