/**
 * Writes the four parts of a new rule as honest placeholders, which fail until they are filled in: `npm run new-rule --
 * CATEGORY/ID`.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { HEADINGS } from './generate/headings.js';

const place = process.argv[2] ?? '';
const id = path.posix.basename(place);
const folder = path.posix.dirname(place);
if (!/^[a-z]+(-[a-z]+)+$/.test(id) || !existsSync(path.join('rules', folder)) || folder === '.') {
  console.error(
    'usage: npm run new-rule -- CATEGORY/ID\n' +
      'CATEGORY is a folder of rules/: ports, validity/fields\n' +
      'ID names the bad thing in kebab-case, so that "allow ID" reads well: unmatched-service-selector',
  );
  process.exit(2);
}

const root = path.posix.relative(path.posix.join('rules', folder), '.');
const rule = `import type { Service } from '${root}/src/k8s/services/service.js';
import { defineRule, type Finding } from '${root}/src/rule/rule.js';
import { code } from '${root}/src/text/words.js';

/**
 * The fact of Kubernetes that makes this a mistake, and where it is written (controller and function, or API
 * reference).
 */
export default defineRule({
  id: '${id}',
  severity: 'warning',
  summary: 'one line that says what is wrong',
  kinds: ['Service'],
  fixable: false,
  since: '0.1.0',

  *check(service, graph) {
    if (graph.isRefused(service.resource)) return; // another finding says why
    yield placeholder(service);
  },
});

function placeholder(service: Service): Finding {
  return {
    message: \`Service \${code(service.name)} has no message yet?\`,
    at: { place: service.resource.at('metadata', 'name'), text: 'the text that proves it' },
    notes: ['what happens in the cluster'],
    help: 'what to do',
  };
}
`;

const page = `# ${id}

<!-- generated head: begin -->
<!-- generated head: end -->

${HEADINGS[0]}

${HEADINGS[1]}

${HEADINGS[2]}

\`\`\`yaml bad file=service.yaml
\`\`\`

\`\`\`text output
\`\`\`

${HEADINGS[3]}

\`\`\`yaml ok file=service.yaml
\`\`\`

${HEADINGS[4]}
`;

const service = (marker: string): string => `apiVersion: v1
kind: Service
metadata:
  name: replace-me
spec:
  selector:
    app: replace-me
  ports:
    - port: 80${marker}
`;

const files: readonly (readonly [string, string])[] = [
  [`rules/${folder}/${id}.ts`, rule],
  [`docs/rules/${id}.md`, page],
  // The markers stand where they must not, and the ok- cases hold the mistake: nothing passes by accident.
  [`fixtures/rules/${id}/first-mistake/service.yaml`, service(` # expect: ${id}`)],
  [`fixtures/rules/${id}/second-mistake/service.yaml`, service(` # expect: ${id}`)],
  [`fixtures/rules/${id}/ok-near-the-mistake/service.yaml`, service('')],
  [`fixtures/rules/${id}/ok-another-pattern/service.yaml`, service('')],
];

const taken = files.filter(([file]) => existsSync(file));
if (taken.length > 0) {
  console.error(`already there: ${taken.map(([file]) => file).join(', ')}`);
  process.exit(2);
}
for (const [file, text] of files) {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  console.log(`wrote ${file}`);
}
console.log('\nnext: npm run generate && npx vitest run test/rules.test.ts test/rules-meta.test.ts test/docs.test.ts');
