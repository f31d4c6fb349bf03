import { basename, dirname } from 'node:path'
import { build } from 'vite'

/**
 * Builds a program that runs in Node, as the worker does: what is in packages stays there.
 *
 * @param entry the source of the program
 * @param file where the program goes; whatever else is in its folder is removed
 */
export async function buildForNode(root: string, entry: string, file: string): Promise<void> {
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      ssr: true,
      outDir: dirname(file),
      emptyOutDir: true,
      target: 'node24',
      rollupOptions: { input: { index: entry }, output: { entryFileNames: basename(file) } },
    },
  })
}
