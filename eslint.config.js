import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/**
 * The layers of src/: what each may import (`uses`), what it may import for its types alone (`types`), and why.
 * Imports go one way; docs/architecture.md has the same table for readers.
 */
const layers = {
  text: { uses: [], why: 'text is the base of everything and must be testable alone' },
  tree: { uses: ['text'], why: 'a located tree must not know which parser made it, nor what Kubernetes reads in it' },
  yaml: {
    uses: ['text', 'tree'],
    why: 'parsing must work for every YAML file, settings included, so it knows nothing of Kubernetes',
  },
  k8s: {
    uses: ['text', 'tree'],
    why: 'k8s is the meaning of one object; how objects fit together is the business of graph',
  },
  charts: {
    uses: ['text', 'tree', 'yaml'],
    why: 'what helm makes of a chart is text: its meaning is read where every other text is',
  },
  kustomize: {
    uses: ['text', 'tree', 'yaml', 'k8s'],
    why: 'kustomize builds objects out of files; which of them are applied together is the business of units',
  },
  units: {
    uses: ['text', 'tree', 'yaml', 'k8s', 'charts', 'kustomize'],
    why: 'units only decide which objects are applied together',
  },
  silence: {
    uses: ['text', 'tree', 'yaml', 'k8s'],
    why: 'a silencing is a text and what it covers; what it silences is the business of engine',
  },
  graph: { uses: ['text', 'tree', 'k8s', 'units'], why: 'the graph answers questions and never parses again' },
  diagnostic: { uses: ['text'], why: 'reporters and other programs depend on diagnostics alone' },
  settings: {
    uses: ['text', 'tree', 'yaml', 'diagnostic'],
    why: 'a settings file is read without knowing what is done with it, nor where it lies',
  },
  rule: {
    uses: [],
    types: ['text', 'tree', 'yaml', 'k8s', 'charts', 'kustomize', 'units', 'silence', 'graph', 'diagnostic'],
    why: 'the contract of a rule is a set of types, so that rules stay free of machinery',
  },
  engine: {
    uses: ['text', 'tree', 'yaml', 'k8s', 'charts', 'kustomize', 'units', 'silence', 'graph', 'diagnostic', 'rule'],
    why: 'lint() runs in a worker, a browser or an editor, so it touches no file, no process and no output format',
  },
  report: {
    uses: ['text', 'diagnostic'],
    types: ['engine'],
    why: 'a reporter renders plain data and computes nothing about manifests',
  },
  host: {
    uses: ['text'],
    types: ['engine'],
    why: 'host is the only side effect, and knows nothing of what is done with the bytes',
  },
  cli: {
    uses: [
      'text',
      'tree',
      'yaml',
      'k8s',
      'charts',
      'kustomize',
      'units',
      'silence',
      'graph',
      'diagnostic',
      'settings',
      'rule',
      'engine',
      'report',
      'host',
    ],
    why: 'the command line is the top: it imports everything and nobody imports it',
  },
};

const folders = Object.keys(layers);
const within = (names) => `^(\\.\\./)+(src/)?(${names.join('|')})/`;

/** Restrictions for files that may import the folders `uses`, and types of the folders `types`. */
function restrict({ uses, types = [], why, self, yamlPackage = false, node = false, publicApi = false }) {
  const others = folders.filter((name) => name !== self && !uses.includes(name));
  const forbidden = others.filter((name) => !types.includes(name));
  const patterns = [
    {
      regex: '^(\\.\\./)+rules/(?!index\\.js$)',
      message: 'Rules are reached through rules/index.js, and no rule knows another.',
    },
    ...(forbidden.length > 0 ? [{ regex: within(forbidden), message: `Wrong direction: ${why}.` }] : []),
    ...(types.length > 0 ? [{ regex: within(types), allowTypeImports: true, message: `Types only: ${why}.` }] : []),
    ...(publicApi
      ? []
      : [
          {
            regex: '^(\\.\\./)+(src/)?index\\.js$',
            message: 'src/index.ts is for those who use svclint, not for its parts.',
          },
        ]),
    ...(yamlPackage
      ? []
      : [
          {
            regex: '^yaml(/|$)',
            message: 'Only src/yaml knows the parser, so that all positions are made in one place.',
          },
        ]),
    ...(node
      ? []
      : [
          {
            regex: '^node:|^(fs|path|process|os|url)(/|$)',
            message: 'Files and the process are reached through src/host, so that lint() stays pure.',
          },
        ]),
  ];
  return { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] };
}

const layerRules = Object.entries(layers).map(([self, layer]) => ({
  name: `layer ${self}`,
  files: [`src/${self}/**/*.ts`],
  rules: restrict({
    ...layer,
    self,
    yamlPackage: self === 'yaml',
    node: self === 'host' || self === 'cli',
    publicApi: self === 'cli',
  }),
}));

const readable = {
  'max-lines': ['error', { max: 400 }],
  'max-lines-per-function': ['error', { max: 70 }],
  'no-console': 'error',
  'no-control-regex': 'error',
  eqeqeq: 'error',
  'no-restricted-globals': ['error', { name: 'process', message: 'Only src/host and src/cli know the process.' }],
  'no-restricted-syntax': [
    'error',
    { selector: 'TSEnumDeclaration', message: 'A union of strings says the same without code at run time.' },
  ],
  '@typescript-eslint/consistent-type-imports': 'error',
};

export default defineConfig([
  globalIgnores([
    'dist/',
    'coverage/',
    '.tmp/',
    'src/k8s/schema/validators.*',
    'src/k8s/schema/fields.ts',
    'src/settings/validators.*',
    'src/settings/fields.ts',
  ]),
  { name: 'sources', files: ['**/*.ts', 'action/*.mjs'], extends: [tseslint.configs.strict], rules: readable },
  {
    name: 'types of the sources',
    files: ['src/**/*.ts', 'rules/*.ts'],
    extends: [tseslint.configs.strictTypeCheckedOnly],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // No object here has a `this`: methods are closures, and may be passed on.
      '@typescript-eslint/unbound-method': 'off',
      // Code points are what is meant where a string is spread; graphemes have a function of their own in src/text.
      '@typescript-eslint/no-misused-spread': 'off',
    },
  },
  ...layerRules,
  {
    name: 'the engine may import the list of all rules',
    files: ['src/index.ts'],
    rules: restrict({
      uses: folders.filter((name) => !['cli', 'host', 'report'].includes(name)),
      why: 'the public API does no I/O and no rendering',
    }),
  },
  {
    name: 'layer rules',
    files: ['rules/*.ts'],
    ignores: ['rules/index.ts'],
    rules: {
      ...restrict({
        uses: ['rule', 'text', 'tree', 'k8s'],
        types: ['graph', 'yaml', 'charts', 'kustomize', 'silence', 'diagnostic'],
        why: 'a rule sees one subject and the graph, and returns data',
      }),
      'max-lines': ['error', { max: 190 }],
    },
  },
  {
    name: 'what has a process',
    files: [
      'src/host/**/*.ts',
      'src/cli/**/*.ts',
      'scripts/**/*.ts',
      'bench/**/*.ts',
      'test/**/*.ts',
      '*.ts',
      'action/*.mjs',
    ],
    rules: { 'no-restricted-globals': 'off' },
  },
  {
    name: 'tools and tests',
    files: ['scripts/**/*.ts', 'bench/**/*.ts', 'test/**/*.ts', 'action/*.mjs'],
    rules: { 'no-console': 'off', 'max-lines': ['error', { max: 500 }], 'max-lines-per-function': 'off' },
  },
]);
