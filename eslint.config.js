import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { noCircles } from './scripts/lint/no-circles.js';

/**
 * The layers of src/: what each may import (`uses`), what it may import for its types alone (`types`), and why.
 * Imports go one way; docs/architecture.md has the same table for readers.
 */
const layers = {
  data: { uses: [], why: 'data is the ground: grouping and keeping, of nothing in particular' },
  text: { uses: [], why: 'text is the base of everything and must be testable alone' },
  tree: {
    uses: ['data', 'text'],
    why: 'a located tree must not know which parser made it, nor what Kubernetes reads in it',
  },
  yaml: {
    uses: ['data', 'text', 'tree'],
    why: 'parsing must work for every YAML file, settings included, so it knows nothing of Kubernetes',
  },
  k8s: {
    uses: ['data', 'text', 'tree'],
    why: 'k8s is the meaning of one object; how objects fit together is the business of graph',
  },
  charts: {
    uses: ['data', 'text', 'tree', 'yaml'],
    why: 'what helm makes of a chart is text: its meaning is read where every other text is',
  },
  kustomize: {
    uses: ['data', 'text', 'tree', 'yaml', 'k8s'],
    why: 'kustomize builds objects out of files; which of them are applied together is the business of units',
  },
  units: {
    uses: ['data', 'text', 'tree', 'yaml', 'k8s', 'charts', 'kustomize'],
    why: 'units only decide which objects are applied together',
  },
  silence: {
    uses: ['data', 'text', 'tree', 'yaml', 'k8s'],
    why: 'a silencing is a text and what it covers; what it silences is the business of engine',
  },
  graph: { uses: ['data', 'text', 'tree', 'k8s', 'units'], why: 'the graph answers questions and never parses again' },
  diagnostic: { uses: ['data', 'text'], why: 'reporters and other programs depend on diagnostics alone' },
  settings: {
    uses: ['data', 'text', 'tree', 'yaml', 'diagnostic'],
    why: 'a settings file is read without knowing what is done with it, nor where it lies',
  },
  rule: {
    uses: [],
    types: ['text', 'tree', 'yaml', 'k8s', 'charts', 'kustomize', 'units', 'silence', 'graph', 'diagnostic'],
    why: 'the contract of a rule is a set of types, so that rules stay free of machinery',
  },
  message: {
    uses: ['data', 'text', 'tree', 'k8s', 'rule'],
    types: ['graph'],
    why: 'what several rules say in the same words is said in one place, about facts that others found',
  },
  engine: {
    uses: [
      'data',
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
      'rule',
    ],
    why: 'lint() runs in a worker, a browser or an editor, so it touches no file, no process and no output format',
  },
  answers: {
    uses: ['data', 'text', 'tree', 'yaml', 'k8s', 'units', 'graph', 'diagnostic', 'rule', 'message', 'engine'],
    why: 'an answer is pure as lint() is, and rests on the same graph and the same findings',
  },
  report: {
    uses: ['data', 'text', 'diagnostic'],
    types: ['engine', 'answers'],
    why: 'a reporter renders plain data and computes nothing about manifests',
  },
  host: {
    uses: ['data', 'text'],
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
      'answers',
      'report',
      'host',
    ],
    why: 'the command line is the top: it imports everything and nobody imports it',
  },
};

/**
 * The rooms of a layer, from the ground up: what each may import of its neighbours. Types count: two rooms that name each
 * other's types cannot be understood one after the other.
 */
const rooms = {
  text: {
    ignoring: [],
    spelling: [],
  },
  yaml: {
    values: [],
    plain: ['values'],
    stream: [],
  },
  k8s: {
    syntax: [],
    object: ['syntax'],
    kinds: ['object'],
    definitions: [],
    schema: ['definitions'],
    deployers: ['object', 'syntax'],
    labels: ['object', 'syntax'],
    pods: ['object'],
    policies: ['labels', 'object', 'syntax'],
    routes: ['labels', 'object', 'syntax'],
    workloads: ['labels', 'object', 'pods'],
    images: ['pods'],
    programs: ['images', 'pods'],
    configuration: [],
    servers: [],
    listening: ['configuration', 'object', 'pods', 'programs', 'routes', 'servers', 'workloads'],
    spoken: ['configuration', 'listening', 'pods', 'programs'],
    services: ['labels', 'listening', 'object', 'pods', 'syntax', 'workloads'],
    hosts: ['syntax'],
    dns: ['configuration', 'hosts', 'object', 'pods', 'programs', 'routes', 'services', 'syntax', 'workloads'],
    monitors: ['labels', 'listening', 'object', 'pods', 'services', 'workloads'],
    references: ['object', 'routes', 'syntax', 'workloads'],
    companions: ['object', 'syntax'],
    operators: ['object'],
    refusals: ['object', 'syntax'],
    entries: ['object', 'routes'],
    slips: ['pods', 'references', 'services'],
    variables: ['listening', 'object', 'pods', 'workloads'],
    annotations: ['object', 'routes', 'syntax'],
    fields: ['kinds', 'monitors', 'object', 'pods', 'policies', 'references', 'routes', 'schema', 'services', 'syntax'],
  },
  graph: {
    unit: [],
    selection: ['unit'],
    ports: ['selection', 'unit'],
    closure: ['selection', 'unit'],
    labelled: ['selection', 'unit'],
    references: ['closure', 'selection', 'unit'],
    'near-names': ['references', 'unit'],
    names: ['closure', 'near-names', 'references', 'selection', 'unit'],
    policies: ['labelled', 'selection', 'unit'],
    passages: ['policies', 'ports', 'selection', 'unit'],
    protocols: ['ports', 'selection', 'unit'],
    sharing: ['ports', 'selection', 'unit'],
    mesh: ['labelled', 'ports', 'selection', 'unit'],
    routes: ['unit'],
  },
  charts: {
    templates: [],
    parts: [],
    values: ['parts', 'templates'],
    renderings: ['templates', 'values'],
    complaints: ['parts', 'templates'],
  },
  kustomize: {
    schema: [],
    build: ['schema'],
    objects: ['build', 'schema'],
    fields: ['build', 'objects'],
    configuration: ['fields', 'objects'],
    kustomization: ['build', 'configuration', 'fields', 'schema'],
    generators: ['build', 'kustomization', 'objects'],
    transformers: ['build', 'configuration', 'fields', 'kustomization', 'objects', 'schema'],
    patches: ['build', 'fields', 'kustomization', 'objects', 'schema', 'transformers'],
    references: [
      'build',
      'configuration',
      'fields',
      'generators',
      'kustomization',
      'objects',
      'patches',
      'transformers',
    ],
  },
  units: {
    instructions: [],
    unit: ['instructions'],
    files: ['unit'],
    deployments: ['unit'],
    builds: ['deployments', 'files', 'instructions', 'unit'],
    folders: ['deployments', 'instructions', 'unit'],
    usage: ['builds', 'deployments', 'files', 'instructions'],
  },
  engine: {
    input: [],
    findings: ['input'],
    runs: ['findings', 'input'],
    repairs: ['input'],
  },
  answers: {
    evidence: [],
    endpoints: ['evidence'],
    connections: ['evidence'],
    difference: ['connections', 'endpoints', 'evidence'],
    contract: ['endpoints', 'evidence'],
    walk: ['evidence'],
    resolving: ['evidence', 'walk'],
    serving: ['endpoints', 'evidence', 'walk'],
    entries: ['evidence', 'serving', 'walk'],
    trace: ['endpoints', 'entries', 'evidence', 'resolving', 'serving', 'walk'],
  },
  report: {
    markup: [],
    frame: ['markup'],
    formats: ['frame', 'markup'],
    graphs: ['formats', 'markup'],
    pages: ['formats', 'frame', 'graphs', 'markup'],
    listings: ['formats', 'markup'],
  },
  host: {
    process: [],
    disk: ['process'],
    files: ['disk', 'process'],
    output: ['files', 'process'],
  },
  cli: {
    program: [],
    arguments: ['program'],
    sources: ['program'],
    configuration: ['arguments', 'program', 'sources'],
    manual: ['arguments', 'configuration', 'program'],
    commands: ['arguments', 'configuration', 'program', 'sources'],
  },
};

const folders = Object.keys(layers);
const within = (names) => `^(\\.\\./)+(src/)?(${names.join('|')})/`;

/** What a room of a layer may not import: the rooms that its row does not name, and what joins the rooms. */
function neighbours(layer, room) {
  const others = Object.keys(rooms[layer]).filter((name) => name !== room && !rooms[layer][room].includes(name));
  return [
    {
      regex: `^\\.\\./(${others.join('|')})/`,
      message: `${room} stands below these rooms, or apart from them: see the table of rooms.`,
    },
    { regex: '^\\.\\./[^./]+\\.js$', message: 'What joins the rooms imports them; no room imports it.' },
  ];
}

/** Restrictions for files that may import the folders `uses`, and types of the folders `types`. */
function restrict({ uses, types = [], why, self, yamlPackage = false, node = false, publicApi = false, room }) {
  const others = folders.filter((name) => name !== self && !uses.includes(name));
  const forbidden = others.filter((name) => !types.includes(name));
  const patterns = [
    ...(room === undefined ? [] : neighbours(self, room)),
    ...(self === 'rules'
      ? [
          {
            regex: '^\\.{1,2}/(?!(\\.\\./)*src/)',
            message: 'No rule knows another: what two need is a fact or a question.',
          },
        ]
      : []),
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
            message: 'src/index.ts is for the command line and src/library.ts, not for their parts.',
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

/** What a layer may do that no other may. */
const allowances = {
  yaml: { yamlPackage: true },
  host: { node: true },
  cli: { node: true, publicApi: true },
};

const layerRules = Object.entries(layers).map(([self, layer]) => ({
  name: `layer ${self}`,
  files: [`src/${self}/**/*.ts`],
  rules: restrict({ ...layer, ...allowances[self], self }),
}));

const roomRules = Object.entries(rooms).flatMap(([self, names]) =>
  Object.keys(names).map((room) => ({
    name: `room ${self}/${room}`,
    files: [`src/${self}/${room}/**/*.ts`],
    rules: restrict({ ...layers[self], ...allowances[self], self, room }),
  })),
);

const readable = {
  'max-lines': ['error', { max: 400 }],
  'max-lines-per-function': ['error', { max: 70 }],
  'no-console': 'error',
  'no-control-regex': 'error',
  'max-params': ['error', 5],
  'no-nested-ternary': 'error',
  eqeqeq: 'error',
  'no-restricted-globals': ['error', { name: 'process', message: 'Only src/host and src/cli know the process.' }],
  'no-restricted-syntax': [
    'error',
    { selector: 'TSEnumDeclaration', message: 'A union of strings says the same without code at run time.' },
  ],
  '@typescript-eslint/consistent-type-imports': 'error',
};

const SYNTAX = [
  ...readable['no-restricted-syntax'].slice(1),
  {
    selector: "CallExpression[callee.object.name='Math'] > SpreadElement",
    message: 'A call takes some 120,000 arguments at most: use `largest` or `smallest` of src/data.',
  },
];

/** What a module keeps outlives a run, and `lint()` twice may no longer say the same. */
const MEMORY = [
  {
    selector: ":matches(Program, ExportNamedDeclaration) > VariableDeclaration[kind='let']",
    message: 'A variable of a module outlives a run: lint() keeps nothing from one run to the next.',
  },
  {
    selector:
      ':matches(Program, ExportNamedDeclaration) > VariableDeclaration > VariableDeclarator' +
      ':not([id.typeAnnotation.typeAnnotation.typeName.name=/^(Readonly|Labels|AddedLabels)/]) > ' +
      ':matches(NewExpression[callee.name=/^(Weak)?(Map|Set)$/][arguments.length=0], CallExpression[callee.name=/^remember/])',
    message: 'A memo of a module outlives a run: keep it in the graph, or where the run begins.',
  },
  {
    selector: 'PropertyDefinition[static=true] > :matches(NewExpression, CallExpression)',
    message: 'What a class keeps outlives a run: keep it in the graph, or where the run begins.',
  },
];

/**
 * Memos that may: each is keyed by a text that was read, which never changes, by what a run gives out, or by the rows of
 * a table, and holds only what follows from its key. `test/cases/pure.ts` holds them to it, over all fixtures.
 */
const REMEMBERING = [
  'src/engine/input/sources.ts',
  'src/k8s/images/facts.ts',
  'src/k8s/object/first-placeholder.ts',
  'src/k8s/schema/field-types.ts',
  'src/k8s/schema/fits.ts',
  'src/kustomize/accumulate.ts',
  'src/kustomize/evaluate.ts',
  'src/kustomize/kustomization/choose-schema.ts',
  'src/kustomize/objects/one-value.ts',
  'src/kustomize/objects/quotes.ts',
  'src/library.ts',
  'src/text/width.ts',
  'src/yaml/parse.ts',
  'src/yaml/plain/names.ts',
];

export default defineConfig([
  globalIgnores([
    'dist/',
    'coverage/',
    '.tmp/',
    'src/k8s/schema/validators.*',
    'src/k8s/schema/fields.ts',
    'src/report/pages/client-files.ts',
    'src/settings/validators.*',
    'src/settings/fields.ts',
  ]),
  {
    name: 'sources',
    files: ['**/*.ts', 'action/*.mjs', 'scripts/*.mjs', 'scripts/lint/*.js'],
    extends: [tseslint.configs.strict],
    rules: readable,
  },
  {
    name: 'types of the sources',
    files: ['src/**/*.ts', 'rules/**/*.ts'],
    extends: [tseslint.configs.strictTypeCheckedOnly],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // Prettier keeps code narrow, but leaves comments and texts as they are. A regular expression cannot be cut, and
      // a row of a table is read best on one line.
      'max-len': ['error', { code: 120, ignoreRegExpLiterals: true, ignoreUrls: true, ignorePattern: "^  \\['" }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      'no-restricted-syntax': ['error', ...SYNTAX, ...MEMORY],
      // Code points are what is meant where a string is spread; graphemes have a function of their own in src/text.
      '@typescript-eslint/no-misused-spread': 'off',
    },
  },
  {
    name: 'memos of texts outlive a run',
    files: REMEMBERING,
    rules: { 'no-restricted-syntax': ['error', ...SYNTAX] },
  },
  {
    name: 'a line of a page is as long as it is',
    files: ['src/report/pages/*.ts'],
    rules: { 'max-len': ['error', { code: 120, ignoreTemplateLiterals: true, ignoreStrings: true }] },
  },
  {
    name: 'no circles',
    files: ['src/**/*.ts', 'rules/**/*.ts'],
    plugins: { svclint: { rules: { 'no-circles': noCircles } } },
    rules: { 'svclint/no-circles': ['error', { root: import.meta.dirname }] },
  },
  {
    name: 'answers of the graph are closures without a `this`, and may be passed on',
    files: ['src/graph/**/*.ts'],
    rules: { '@typescript-eslint/unbound-method': 'off' },
  },
  ...layerRules,
  ...roomRules,
  {
    name: 'the engine may import the list of all rules',
    files: ['src/index.ts'],
    rules: restrict({
      uses: folders.filter((name) => !['cli', 'host', 'report'].includes(name)),
      why: 'what judges does no I/O and no rendering',
    }),
  },
  {
    name: 'what programs import',
    files: ['src/library.ts'],
    rules: restrict({
      uses: folders.filter((name) => !['cli', 'host'].includes(name)),
      why: 'the public API does no I/O',
      publicApi: true,
    }),
  },
  {
    name: 'layer rules',
    files: ['rules/**/*.ts'],
    ignores: ['rules/index.ts'],
    rules: {
      ...restrict({
        self: 'rules',
        uses: ['data', 'text', 'tree', 'k8s', 'rule', 'message'],
        types: ['graph', 'yaml', 'charts', 'kustomize', 'silence', 'diagnostic'],
        why: 'a rule sees one subject and the graph, and returns data',
      }),
      'max-lines': ['error', { max: 200, skipComments: true, skipBlankLines: true }],
    },
  },
  {
    name: 'a list of all rules is as long as there are rules',
    files: ['rules/index.ts'],
    rules: { 'max-lines': 'off' },
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
      'scripts/*.mjs',
    ],
    rules: { 'no-restricted-globals': 'off' },
  },
  {
    name: 'tools and tests',
    files: ['scripts/**/*.ts', 'scripts/*.mjs', 'scripts/lint/*.js', 'bench/**/*.ts', 'test/**/*.ts', 'action/*.mjs'],
    rules: { 'no-console': 'off', 'max-lines': ['error', { max: 500 }], 'max-lines-per-function': 'off' },
  },
  {
    name: 'a row of a table of cases is a list of parameters',
    files: ['test/**/*.ts'],
    rules: { 'max-params': 'off' },
  },
]);
