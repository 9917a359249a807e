/** Texts that are long, deep, or hard to read. */
import type { InputFile } from '../../src/index.js';
import { configMap, deployment, file, head, many, oneFile, service } from './manifests.js';

/** Flow lists that close left of their key, in the column of the key above, where a block would have ended. */
export function bracketsInColumnOfKey(count: number): readonly InputFile[] {
  const lists = many(count, (at) => `  list-${at}: [\n    one,\n    two\n]\n`).join('');
  return oneFile([`${head('example.com/v1', 'Lists', 'lists')}spec:\n${lists}`]);
}

/** The same with texts in quotes, whose lines may stand anywhere. */
export function quotesInColumnOfKey(count: number): readonly InputFile[] {
  const lists = many(count, (at) => `  text-${at}: "one\ntwo"\n`).join('');
  return oneFile([`${head('example.com/v1', 'Texts', 'texts')}spec:\n${lists}`]);
}

export function tabs(count: number): readonly InputFile[] {
  return [{ path: 'all.yaml', text: `${head('v1', 'ConfigMap', 'tabs')}data:\n${'\tkey: value\n'.repeat(count)}` }];
}

/** Tabs where they are allowed: before comments and between words. */
export function allowedTabs(count: number): readonly InputFile[] {
  return oneFile([configMap('tabs', many(count, (at) => `  key-${at}:\tvalue\t# of\ttabs\n`).join(''))]);
}

export function documentsOfOneFile(count: number): readonly InputFile[] {
  return oneFile(many(count, (at) => configMap(`settings-${at}`, '  color: red\n')));
}

export function emptyDocuments(count: number): readonly InputFile[] {
  return [{ path: 'all.yaml', text: '---\n# nothing\n'.repeat(count) }];
}

export function aliases(count: number): readonly InputFile[] {
  const uses = many(count, (at) => `  key-${at}: *color\n`).join('');
  return oneFile([configMap('aliases', `  color: &color red\n${uses}`)]);
}

/** An anchor for each alias. */
export function anchors(count: number): readonly InputFile[] {
  const uses = many(count, (at) => `  color-${at}: &color-${at} red\n  key-${at}: *color-${at}\n`).join('');
  return oneFile([configMap('anchors', uses)]);
}

export function mergeKeys(count: number): readonly InputFile[] {
  const containers = many(count, (at) => `        - <<: *web\n          name: web-${at}\n`).join('');
  const first = `        - &web\n          name: web\n          image: registry.example.com/web:1.0.0\n          command: [serve]\n`;
  return oneFile([service('web', 'web'), deployment('web', 'web', { containers: first + containers })]);
}

export function deepFlow(count: number): readonly InputFile[] {
  return oneFile([`${head('example.com/v1', 'Deep', 'deep')}spec: ${'['.repeat(count)}${']'.repeat(count)}\n`]);
}

export function oneLongLine(count: number): readonly InputFile[] {
  const ports = many(count, (at) => `{"name": "p${at}", "port": ${at + 1}, "targetPort": "nobody-${at}"}`);
  const spec = `{"selector": {"app": "web"}, "ports": [${ports.join(', ')}]}`;
  return oneFile([
    `{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "web"}, "spec": ${spec}}\n`,
    deployment('web', 'web'),
  ]);
}

export function longBlockScalar(count: number): readonly InputFile[] {
  return oneFile([configMap('text', `  text: |\n${'    a line of words: and more of them\n'.repeat(count)}`)]);
}

export function continuedScalar(count: number): readonly InputFile[] {
  return oneFile([configMap('text', `  text: word\n${'    and more of them\n'.repeat(count)}`)]);
}

export function quotedLines(count: number): readonly InputFile[] {
  return oneFile([configMap('text', `  text: "word\n${'    and more of them\n'.repeat(count)}    end"\n`)]);
}

export function placeholders(count: number): readonly InputFile[] {
  const lines = many(count, (at) => `  key-${at}: "{{ value }} \${VALUE} $(VALUE)"\n`).join('');
  return oneFile([configMap('texts', lines)]);
}

export function helmTemplate(count: number): readonly InputFile[] {
  const lines = many(
    count,
    (at) => `  key-${at}: {{ .Values.key }}\n{{- if .Values.on }}\n  on-${at}: 1\n{{- end }}\n`,
  );
  return oneFile([configMap('texts', lines.join(''))]);
}

/** Marks of templates that open and never close, in a text that is no YAML. */
export function openTemplateMarks(count: number): readonly InputFile[] {
  return oneFile([configMap('texts', many(count, (at) => `  key-${at}: {% if x\n  other-${at}: <% if x\n`).join(''))]);
}

/** Blanks within values, of which each may be where something is to be filled in. */
export function blanks(count: number): readonly InputFile[] {
  return oneFile([configMap('texts', `  key: "http://web${' '.repeat(count)}x"\n`), service('web', 'web')]);
}

export function comments(count: number): readonly InputFile[] {
  return oneFile([`# a comment\n`.repeat(count) + configMap('texts', '  key: value\n')]);
}

export function deepFolders(count: number): readonly InputFile[] {
  return many(count, (at) => file(`${'d/'.repeat(at + 1)}web.yaml`, [configMap(`settings-${at}`, '  color: red\n')]));
}

/** Charts side by side, each with sub-charts in sub-charts: whether a file is part of one is asked of each file. */
export function charts(count: number): readonly InputFile[] {
  return many(count, (at) => [
    { path: `chart-${at}/Chart.yaml`, text: `apiVersion: v2\nname: chart-${at}\nversion: 1.0.0\n` },
    { path: `chart-${at}/values.yaml`, text: 'color: red\n' },
    { path: `chart-${at}/charts/part/charts/part/templates/web.yaml`, text: 'kind: {{ .Values.kind }}\n' },
    file(`chart-${at}/examples/web.yaml`, [configMap(`settings-${at}`, '  color: red\n')]),
  ]).flat();
}

/** Commands that apply one file each, beside as many folders that are put away. */
export function commandsAndPutAwayFolders(count: number): readonly InputFile[] {
  const commands = many(count, (at) => `kubectl apply -n shop -f app-${at}/web.yaml\n`).join('');
  const folders = many(count, (at) => [
    file(`app-${at}/web.yaml`, [configMap(`settings-${at}`, '  color: red\n')]),
    file(`app-${at}/archive/web.yaml`, [configMap(`settings-${at}`, '  color: blue\n')]),
  ]);
  return [{ path: 'deploy.sh', text: commands, supporting: true }, ...folders.flat()];
}

export function wideFolders(count: number): readonly InputFile[] {
  return many(count, (at) => file(`app-${at}/web.yaml`, [configMap(`settings-${at}`, '  color: red\n')]));
}
