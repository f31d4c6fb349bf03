import { request } from 'node:http'

/** An answer of ours as it went over the wire, for the baseline to send the same bytes. */
export interface KeptAnswer {
  /** Name, value, name, value, … without those that Node writes by itself. */
  headers: string[]
  /** As it was sent (compressed, for a page), in base64. */
  body: string
}

export interface Asked {
  port: number
  method: 'GET' | 'POST'
  path: string
  headers: Record<string, string>
  body?: string
}

const BY_NODE = new Set(['date', 'connection', 'keep-alive'])

/**
 * Asks once and keeps what comes.
 *
 * @throws Error when the answer is not 200
 */
export function keepAnswer({ port, method, path, headers, body }: Asked): Promise<KeptAnswer> {
  return new Promise((resolve, reject) => {
    const asked = request({ port, host: '127.0.0.1', method, path, headers }, response => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.once('error', reject)
      response.once('end', () => {
        if (response.statusCode !== 200) return reject(new Error(`${path} answers ${response.statusCode}.`))
        resolve({ headers: ownHeaders(response.rawHeaders), body: Buffer.concat(chunks).toString('base64') })
      })
    })
    asked.once('error', reject)
    asked.end(body)
  })
}

function ownHeaders(raw: readonly string[]): string[] {
  const own: string[] = []
  for (let at = 0; at < raw.length; at += 2) {
    const [name = '', value = ''] = raw.slice(at, at + 2)
    if (!BY_NODE.has(name.toLowerCase())) own.push(name, value)
  }
  return own
}

/** The same question as text over the wire, for the load generator. */
export function requestBytes({ port, method, path, headers, body = '' }: Asked): Buffer {
  const lines = [`${method} ${path} HTTP/1.1`, `Host: 127.0.0.1:${port}`]
  for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`)
  if (method === 'POST') lines.push(`Content-Length: ${Buffer.byteLength(body)}`)
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`)
}
