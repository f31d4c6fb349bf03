import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import ts from 'typescript'

/*
 * Imported first by a process that plays schedules outside vitest: what the build does to a source, Node does not.
 * Letters are written in TSX, documents carry their fonts with them, and the towns of the tests close themselves by
 * vitest, which is not there.
 */

const NO_TEST_RUNNER = new URL('./no-test-runner.ts', import.meta.url).href

const JSX: ts.CompilerOptions = {
  jsx: ts.JsxEmit.ReactJSX,
  module: ts.ModuleKind.ESNext,
  target: ts.ScriptTarget.ESNext,
  verbatimModuleSyntax: true,
}

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'vitest' ? { url: NO_TEST_RUNNER, shortCircuit: true } : next(specifier, context),
  load: (url, context, next) => {
    const source = sourceOf(new URL(url))
    return source === null ? next(url, context) : { format: 'module', source, shortCircuit: true }
  },
})

/** @returns null for what Node runs by itself */
function sourceOf(url: URL): string | null {
  if (url.pathname.endsWith('.tsx'))
    return ts.transpileModule(readFileSync(url, 'utf8'), { compilerOptions: JSX }).outputText
  if (url.search !== '?inline') return null
  const inline = `data:application/octet-stream;base64,${readFileSync(url, 'base64')}`
  return `export default ${JSON.stringify(inline)}`
}
