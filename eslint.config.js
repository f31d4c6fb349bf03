import jsxA11y from 'eslint-plugin-jsx-a11y'
import tseslint from 'typescript-eslint'

/** Time, chance and the network come in as parameters, so that a test or a simulation can own them. */
const FROM_OUTSIDE = [
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Take the time from a Clock.',
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Take the time from a Clock.',
  },
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: 'Take chance from a parameter.',
  },
  { selector: "CallExpression[callee.name='fetch']", message: 'The network is for adapters.' },
  {
    selector:
      "MemberExpression[object.object.name='process'][object.property.name='env'], MemberExpression[object.name='process'][property.name='env']",
    message: 'Only app/config.server.ts reads the environment.',
  },
  { selector: 'TSEnumDeclaration', message: 'Node runs the files as they are: no enums.' },
  {
    selector: 'Literal[value=/sandbox/i], TemplateElement[value.raw=/sandbox/i]',
    message: 'The application does not know whether it speaks to Stripe or to the sandbox.',
  },
]

export default tseslint.config(
  {
    ignores: [
      'build/**',
      'node_modules/**',
      'public/**',
      '.data/**',
      'scripts/sandbox/stripe/schema/**',
      '*.cjs',
    ],
  },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/require-await': 'off',
      // Cents is a number; an interface of ours never needs `this`; a handler may be asynchronous.
      '@typescript-eslint/no-unsafe-unary-minus': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
      '@typescript-eslint/no-unnecessary-type-assertion': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/only-throw-error': 'off',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }],
      'no-restricted-syntax': ['error', ...FROM_OUTSIDE],
    },
  },
  {
    // Remix gives an action's answer as `any` when a branch of it is a redirect; tsc still checks what is made of it.
    files: ['app/routes/**', 'tests/**', 'app/mail/render.server.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    // One door to a database, which looks at its schema first; nobody can forget to.
    files: ['app/**', 'scripts/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: '#db/database.server.ts',
              importNames: ['openDatabase'],
              message: 'Open it by openChecked.',
            },
          ],
        },
      ],
    },
  },
  { files: ['*.js'], ...tseslint.configs.disableTypeChecked },
  { files: ['**/*.tsx'], ...jsxA11y.flatConfigs.recommended },
  {
    // The adapters: each owns one thing from outside.
    files: [
      'app/clock/**',
      'app/config.server.ts',
      'scripts/**',
      'tests/**',
      '*.config.{ts,js}',
      'app/entry.server.tsx',
    ],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['tests/**', '**/*.tsx'],
    rules: { 'max-lines-per-function': 'off' },
  },
  {
    files: ['db/migrations/**', 'db/schema.ts', 'tests/**', 'app/i18n/messages/**'],
    rules: { 'max-lines': 'off' },
  },
)
