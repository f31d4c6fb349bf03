import type { Seen } from './session.ts'

/** What was seen, as JSON to be read and compared by people: a line for each call, each sequence and each field. */
export function expectationsText({ calls, events, shapes }: Seen): string {
  const lines = (entries: [string, unknown][], indent: string) =>
    entries.map(([name, value]) => `${indent}${JSON.stringify(name)}: ${JSON.stringify(value)}`).join(',\n')
  const kinds = Object.entries(shapes).map(
    ([kind, fields]) => `  ${JSON.stringify(kind)}: {\n${lines(Object.entries(fields), '   ')}\n  }`,
  )
  return [
    '{',
    ' "calls": [',
    calls.map(call => `  ${JSON.stringify(call)}`).join(',\n'),
    ' ],',
    ' "events": {',
    lines(Object.entries(events), '  '),
    ' },',
    ' "shapes": {',
    kinds.join(',\n'),
    ' }',
    '}',
    '',
  ].join('\n')
}
