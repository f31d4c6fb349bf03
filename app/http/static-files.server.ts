import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join, sep } from 'node:path'
import { compress, isWorthCompressing } from './compression.server.ts'
import type { Encoding } from './compression.server.ts'

export interface StaticFile {
  contentType: string
  cacheControl: string
  etag: string
  bodies: Record<Encoding, Buffer>
}

/** By path, for instance `/fonts/fraunces.woff2`. What is not in it does not exist: there is no path to walk out of. */
export type StaticFiles = ReadonlyMap<string, StaticFile>

const BROTLI_QUALITY = 9

const CONTENT_TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
}

/** Reads a folder into memory, and compresses what is worth it. Files whose kind we do not know are left out. */
export function loadStaticFiles(folder: string): StaticFiles {
  const files = new Map<string, StaticFile>()
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = `/${name.split(sep).join('/')}`
    const contentType = CONTENT_TYPES[extname(name)]
    if (contentType && !path.includes('/.')) files.set(path, loadFile(join(folder, name), path, contentType))
  }
  return files
}

function loadFile(file: string, path: string, contentType: string): StaticFile {
  const body = readFileSync(file)
  const isWorth = isWorthCompressing(contentType, body.length)
  return {
    contentType,
    // The names under /assets carry a hash of their content; the others may change at a release.
    cacheControl: path.startsWith('/assets/')
      ? 'public, max-age=31536000, immutable'
      : 'public, max-age=86400',
    etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
    bodies: {
      identity: body,
      br: isWorth ? compress(body, 'br', BROTLI_QUALITY) : body,
      gzip: isWorth ? compress(body, 'gzip', BROTLI_QUALITY) : body,
    },
  }
}
