// The arrows that this codebase allows. Every rule is a sentence; its comment says why.
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

const SERVER = '\\.server\\.tsx?$'
const TYPES_ONLY = { dependencyTypesNot: ['type-only'] }

// Domain modules, ground floor first. A module may import only from floors below its own.
const FLOORS = [
  ['ledger', 'outbox'],
  ['users', 'districts'],
  ['organisations'],
  ['campaigns'],
  ['match-funding', 'in-kind'],
  ['pledges'],
  ['receipts', 'brakes'],
  ['payments'],
  ['debts'],
  ['disputes'],
  ['closings'],
  ['payouts', 'campaign-updates'],
  ['bank'],
  ['accountability', 'stewardship'],
  ['oversight', 'reconciliation'],
  ['months'],
]

const looksDownOnly = FLOORS.flatMap((floor, index) =>
  floor.map(module => {
    const above = [...floor.filter(peer => peer !== module), ...FLOORS.slice(index + 1).flat()]
    return rule(
      `${module}-looks-down-only`,
      'Reading from the top floor down must never lead back up.',
      { path: `^app/domain/${module}/` },
      { path: `^app/domain/(${above.join('|') || '-'})/` },
    )
  }),
)

module.exports = {
  forbidden: [
    rule(
      'no-cycles',
      'A cycle means that two modules are really one.',
      {},
      { circular: true, viaOnly: TYPES_ONLY },
    ),
    rule(
      'every-import-resolves',
      'A rule cannot judge a path that it cannot find.',
      {},
      { couldNotResolve: true },
    ),
    rule(
      'nobody-imports-remix',
      'The package `remix` is a stub that throws; use @remix-run/*.',
      {},
      { path: 'node_modules/remix/' },
    ),
    rule(
      'only-app-stripe-knows-stripe',
      'One folder speaks to Stripe; the sandbox knows its types, since it plays Stripe, and is compared with it.',
      { path: '^(app|db|emails|scripts)/', pathNot: '^(app/stripe|scripts/sandbox-verify)/' },
      { path: 'node_modules/stripe/', ...TYPES_ONLY },
    ),
    rule(
      'the-sandbox-is-a-stranger',
      'It stands in for the world outside: it knows the application only by its webhooks.',
      { path: '^scripts/sandbox/' },
      { path: '^(app|db|emails|tests)/' },
    ),
    rule(
      'the-auditor-is-a-stranger',
      'A model of the books that is written with the code it judges makes the same mistakes.',
      { path: '^tests/auditor(/|\\.ts$)', pathNot: '\\.test\\.ts$' },
      { path: '^(app|db|emails|scripts|tests/(?!auditor(/|\\.ts$)))' },
    ),
    rule(
      'only-mail-renders-emails',
      'Others know a letter by its type, not by its markup.',
      { path: '^(app|db)/', pathNot: '^app/mail/' },
      { path: '^emails/', ...TYPES_ONLY },
    ),
    rule(
      'emails-are-pure',
      'Props in, markup out.',
      { path: '^emails/' },
      {
        path: '.',
        pathNot: [
          '^emails/',
          '^app/i18n/(?!.*\\.server)',
          '^app/domain/money\\.ts$',
          'node_modules/(react|react-email|@react-email|@types/react)/',
        ],
      },
    ),
    rule(
      'db-is-the-floor',
      'Tables know nothing of the house above.',
      { path: '^db/' },
      { path: '^(app|emails|tests)/', pathNot: '^app/domain/(money|ids)\\.ts$' },
    ),
    rule(
      'domain-knows-no-http',
      'Rules outlive frameworks.',
      { path: '^app/domain/' },
      {
        path: ['^app/(routes|http|ui|jobs|stripe|bank|mail)/', 'node_modules/(@remix-run|react|react-dom)/'],
      },
    ),
    rule(
      'pure-means-pure',
      'A domain file without .server imports only pure domain files, types and zod; ids are made by uuid.',
      { path: '^app/domain/', pathNot: [SERVER, '^app/domain/ids\\.ts$'] },
      { path: '.', pathNot: ['^app/domain/(?!.*\\.server\\.ts$)', 'node_modules/zod/'], ...TYPES_ONLY },
    ),
    rule(
      'enter-by-the-front-door',
      'Another module is reached through <module>.server.ts.',
      { path: '^app/domain/([^/]+)/' },
      {
        path: '^app/domain/[^/]+/.+' + SERVER,
        pathNot: ['^app/domain/$1/', '^app/domain/([^/]+)/\\1\\.server\\.ts$'],
        ...TYPES_ONLY,
      },
    ),
    rule(
      'edges-enter-by-the-front-door',
      'Routes and jobs see a door, its queries and its pure files.',
      { path: '^app/(routes|http|jobs)/' },
      {
        path: '^app/domain/[^/]+/.+' + SERVER,
        pathNot: [
          '^app/domain/([^/]+)/\\1\\.server\\.ts$',
          '^app/domain/([^/]+)/[^/]+-queries\\.server\\.ts$',
        ],
        ...TYPES_ONLY,
      },
    ),
    rule(
      'in-kind-is-not-money',
      'Hours and skills never enter the ledger.',
      { path: '^app/domain/in-kind/' },
      { path: '^app/domain/(ledger|payments|payouts)/' },
    ),
    rule(
      'routes-are-islands',
      'Share through ui, http or the domain, never sideways.',
      { path: '^app/routes/([^/]+/[^/]+)/' },
      { path: '^app/routes/', pathNot: '^app/routes/$1/' },
    ),
    rule(
      'only-route-modules-call-the-server',
      'Pieces of a page take props.',
      { path: '^app/routes/', pathNot: ['/route\\.tsx?$', SERVER] },
      { path: SERVER, ...TYPES_ONLY },
    ),
    rule(
      'ui-is-plain',
      'Components draw what they are given.',
      { path: '^app/ui/' },
      { path: [SERVER, '^(db|emails)/', '^app/(routes|stripe|mail|jobs)/'], ...TYPES_ONLY },
    ),
    rule(
      'stripe-folder-is-an-adapter',
      "It answers to the domain's interface and to nobody's screen.",
      { path: '^app/stripe/' },
      { path: ['^app/(routes|http|ui|jobs|mail)/', '^emails/'] },
    ),
    rule(
      'bank-folder-is-pure',
      'Bytes in, statements out; payments in, text out. What becomes of them is decided elsewhere.',
      { path: '^app/bank/' },
      {
        path: '.',
        pathNot: [
          '^app/bank/',
          '^app/domain/(money|clock|ids)\\.ts$',
          'node_modules/(saxes|ibantools)/',
          '^(buffer|crypto)$',
        ],
      },
    ),
    rule(
      'exports-write-what-they-are-given',
      'Entries in, files out; only what opens a book asks the database.',
      { path: '^app/exports/', pathNot: SERVER },
      { path: ['^(db|emails)/', '^app/(routes|http|jobs|stripe|bank|mail|ui)/', SERVER], ...TYPES_ONLY },
    ),
    rule(
      'mail-folder-is-an-adapter',
      'It renders and sends what the outbox promised.',
      { path: '^app/mail/' },
      { path: ['^app/(routes|http|ui|jobs|stripe)/', '^app/domain/(?!outbox/|money|clock)'] },
    ),
    rule(
      'nothing-ships-tests-or-scripts',
      'Fakes stay in tests; commands are for people.',
      { path: '^(app|db|emails)/' },
      { path: '^(tests|scripts)/' },
    ),
    rule(
      'every-module-has-a-floor',
      'A module outside FLOORS would be ruled by nobody.',
      { path: `^app/domain/(?!(${FLOORS.flat().join('|')})/)[^/]+/` },
      { path: '.' },
    ),
    ...looksDownOnly,
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
}
