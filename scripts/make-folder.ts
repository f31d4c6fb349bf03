import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Makes a folder and those above it. Node's own way of doing so hides why a disk refuses, and in /proc never ends.
 *
 * @throws the system's error (EROFS, EACCES, ENOTDIR and so on)
 */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  makeFolder(dirname(folder))
  mkdirSync(folder)
}
