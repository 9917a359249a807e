/** Many findings, and many texts that silence them. */
import type { InputFile } from '../../src/index.js';
import { configMap, container, deployment, file, head, many, oneFile, service } from './manifests.js';

/** Findings of one file: fields that nobody knows, one in each item of a list. */
export function findingsOfOneFile(count: number): readonly InputFile[] {
  const variables = many(count, (at) => `            - name: A${at}\n              valeu: red\n`).join('');
  return oneFile([service('web', 'web'), deployment('web', 'web', { env: `          env:\n${variables}` })]);
}

export function findingsOfManyFiles(count: number): readonly InputFile[] {
  return many(count, (at) =>
    file(`web-${at}.yaml`, [service(`web-${at}`, `web-${at}`).replace('targetPort: http', 'targetport: http')]),
  );
}

export function unknownFields(count: number): readonly InputFile[] {
  const fields = many(count, (at) => `  field${at}: 1\n`).join('');
  return oneFile([service('web', 'web').replace('spec:\n', `spec:\n${fields}`), deployment('web', 'web')]);
}

export function duplicateKeys(count: number): readonly InputFile[] {
  return oneFile([configMap('texts', '  key: value\n'.repeat(count))]);
}

export function allowances(count: number): readonly InputFile[] {
  const ports = many(
    count,
    (at) =>
      `    - name: p${at}\n      port: ${at + 1}\n      targetPort: nobody # svclint: allow unknown-target-port-name -- not yet\n`,
  ).join('');
  return oneFile([service('web', 'web', { ports }), deployment('web', 'web')]);
}

/** Comments that silence what is not there, one in each document. */
export function unusedAllowances(count: number): readonly InputFile[] {
  return oneFile(
    many(count, (at) => `# svclint: allow unknown-target-port-name -- not yet\n${service(`web-${at}`, 'web')}`),
  );
}

export function annotations(count: number): readonly InputFile[] {
  return oneFile(
    many(count, (at) =>
      service(`web-${at}`, `web-${at}`).replace(
        'metadata:\n',
        'metadata:\n  annotations:\n    svclint.dev/allow: unmatched-service-selector -- elsewhere\n',
      ),
    ),
  );
}

/** Repairs of one file: a typo in the port name of each Service. */
export function repairsOfOneFile(count: number): readonly InputFile[] {
  const ports = many(count, (at) => `    - name: p${at}\n      port: ${at + 1}\n      targetPort: htpp\n`).join('');
  return oneFile([service('web', 'web', { ports }), deployment('web', 'web')]);
}

/** Labels of one mistake: all the objects that share it. */
export function manyRelatedPlaces(count: number): readonly InputFile[] {
  return oneFile([
    service('web', 'web', { ports: '    - name: http\n      port: 80\n      targetPort: nobody\n' }),
    ...many(count, (at) => deployment(`web-${at}`, 'web')),
  ]);
}

export function duplicateNames(count: number): readonly InputFile[] {
  const containers = many(count, () => container('web')).join('');
  return oneFile([service('web', 'web'), deployment('web', 'web', { containers })]);
}

/** Patterns of the settings, and files that they are asked about. */
export function ignorePatterns(count: number): readonly InputFile[] {
  return [
    settings(
      'ignore:',
      many(count, (at) => `  - /vendor-${at}/**\n`),
    ),
    ...someFiles(),
  ];
}

export function gitignoreLines(count: number): readonly InputFile[] {
  return [{ path: '.gitignore', text: many(count, (at) => `/vendor-${at}/**\n`).join('') }, ...someFiles()];
}

/** One pattern of so many stars, and names in which each star may stand anywhere. */
export function starsOfOnePattern(count: number): readonly InputFile[] {
  return [
    { path: '.gitignore', text: `${'*a'.repeat(count)}*b.yaml\n` },
    ...many(50, (at) => file(`${'a'.repeat(200)}-${at}.yaml`, [configMap(`settings-${at}`, '  color: red\n')])),
  ];
}

export function externalNames(count: number): readonly InputFile[] {
  return [
    settings(
      'external:',
      many(count, (at) => `  - shop-${at}/api-*\n`),
    ),
    ...someFiles(),
  ];
}

export function overrides(count: number): readonly InputFile[] {
  return [
    settings(
      'overrides:',
      many(count, (at) => `  - paths: [legacy-${at}/]\n    rules:\n      unmatched-service-selector: info\n`),
    ),
    ...someFiles(),
  ];
}

function settings(key: string, lines: readonly string[]): InputFile {
  return { path: 'svclint.yaml', text: `${key}\n${lines.join('')}` };
}

function someFiles(): readonly InputFile[] {
  return many(100, (at) =>
    file(`app-${at}/web.yaml`, [
      service(`web-${at}`, `web-${at}`),
      `${head('v1', 'ConfigMap', `settings-${at}`)}data:\n  url: http://api-${at}:80\n`,
    ]),
  );
}
