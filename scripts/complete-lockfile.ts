import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/**
 * `npm run lockfile`: adds to the lockfile the optional packages of other platforms that npm left out, so that
 * `npm ci` takes it everywhere. Run it after every change of dependencies.
 */

const file = join(import.meta.dirname, '..', 'package-lock.json')
const entry = z.looseObject({
  version: z.string().optional(),
  dev: z.boolean().optional(),
  optional: z.boolean().optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
})
const lockfile = z
  .looseObject({ packages: z.record(z.string(), entry) })
  .parse(JSON.parse(readFileSync(file, 'utf8')))
const published = z.looseObject({
  version: z.string(),
  license: z.string().optional(),
  os: z.array(z.string()).optional(),
  cpu: z.array(z.string()).optional(),
  libc: z.array(z.string()).optional(),
  engines: z.record(z.string(), z.string()).optional(),
  'dist.integrity': z.string(),
})

const added: string[] = []
for (const [path, owner] of Object.entries(lockfile.packages))
  for (const [name, range] of Object.entries(owner.optionalDependencies ?? {})) {
    if (isLocked(path, name)) continue
    const fields = ['version', 'license', 'os', 'cpu', 'libc', 'engines', 'dist.integrity']
    const answer = execFileSync('npm', ['view', `${name}@${range}`, ...fields, '--json'], {
      encoding: 'utf8',
    })
    const { 'dist.integrity': integrity, version, ...rest } = published.parse(JSON.parse(answer))
    lockfile.packages[`node_modules/${name}`] = {
      version,
      integrity,
      ...rest,
      ...(owner.dev ? { dev: true } : {}),
      optional: true,
    }
    added.push(`${name}@${version}`)
  }

const { '': project, ...others } = lockfile.packages
const sorted = Object.fromEntries(Object.entries(others).sort(([a], [b]) => (a < b ? -1 : 1)))
writeFileSync(file, `${JSON.stringify({ ...lockfile, packages: { '': project, ...sorted } }, null, 2)}\n`)
console.log(added.length === 0 ? 'the lockfile is complete' : `added ${added.length}: ${added.join(', ')}`)

/** A package looks for its dependency beside itself, then ever higher. */
function isLocked(path: string, name: string): boolean {
  for (let at = path; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    if (lockfile.packages[`${at ? `${at}/` : ''}node_modules/${name}`]) return true
    if (at === '' || !at.includes('node_modules/')) return false
    if (!at.includes('/node_modules/')) return lockfile.packages[`node_modules/${name}`] !== undefined
  }
}
