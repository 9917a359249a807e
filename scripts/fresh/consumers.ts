const MANIFEST = 'apiVersion: v1\\nkind: Service\\nmetadata: {name: s}\\nspec: {ports: [{port: 0}]}\\n';

/** What a program does with svclint, and what it then writes. */
export const program = {
  use: `const result = lint([{ path: 'a.yaml', text: '${MANIFEST}' }]);\nconsole.log(result.diagnostics.map(({ rule }) => rule).join());\n`,
  says: /^invalid-port-number/m,
};

/** The same with types that must be known: an answer of any kind would make the annotations hold by themselves. */
const TYPED =
  `const result: LintResult = lint([{ path: 'a.yaml', text: '' }]);\n` +
  'const severities: readonly Severity[] = result.diagnostics.map(({ severity }) => severity);\n' +
  '// @ts-expect-error a summary has no such count\n' +
  'export const nothing = [severities, result.summary.nothing];\n';

/** The programs, by the names of their files. */
export const CONSUMERS: readonly { readonly file: string; readonly text: string }[] = [
  { file: 'use.cjs', text: `const { lint } = require('svclint');\n${program.use}` },
  { file: 'use.mjs', text: `import { lint } from 'svclint';\n${program.use}` },
  { file: 'module.mts', text: `import { lint, type LintResult, type Severity } from 'svclint';\n${TYPED}` },
  { file: 'common.cts', text: `import { lint, type LintResult, type Severity } from 'svclint';\n${TYPED}` },
];

/** How TypeScript looks for modules, and which of the programs can be written so. */
export const settings = [
  { resolution: 'node16', module: 'node16', files: ['module.mts', 'common.cts'] },
  { resolution: 'nodenext', module: 'nodenext', files: ['module.mts', 'common.cts'] },
  { resolution: 'bundler', module: 'esnext', files: ['module.mts'] },
] as const;
