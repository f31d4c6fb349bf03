import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import ts from 'typescript'

/*
 * Imported first by a process that plays schedules outside vitest. Letters are written in TSX, which Node does not run,
 * and the towns of the tests close themselves by vitest, which is not there.
 */

const NO_TEST_RUNNER = new URL('./no-test-runner.ts', import.meta.url).href

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'vitest' ? { url: NO_TEST_RUNNER, shortCircuit: true } : next(specifier, context),
  load: (url, context, next) => {
    if (!url.endsWith('.tsx')) return next(url, context)
    const { outputText } = ts.transpileModule(readFileSync(new URL(url), 'utf8'), {
      compilerOptions: {
        jsx: ts.JsxEmit.ReactJSX,
        module: ts.ModuleKind.ESNext,
        target: ts.ScriptTarget.ESNext,
        verbatimModuleSyntax: true,
      },
    })
    return { format: 'module', source: outputText, shortCircuit: true }
  },
})
