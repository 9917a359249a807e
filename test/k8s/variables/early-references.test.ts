import { describe, expect, it } from 'vitest';
import { earlyReferencesOf } from '../../../src/k8s/variables/early-references.js';
import { textOf } from '../../../src/text/source-file.js';
import { podOf } from '../../support/pods.js';

/** `OWNER uses X` for each, with the text that says it. */
function early(container: string): readonly string[] {
  return earlyReferencesOf(podOf(`{containers: [{name: main, ${container}}]}`)).map(
    ({ owner, variable, at, definedAt }) => `${owner} uses ${variable}: ${textOf(at.span)}, ${textOf(definedAt.span)}`,
  );
}

/** Variables in a row: `NAME=value`. */
const env = (...pairs: readonly string[]): string =>
  `env: [${pairs.map((pair) => `{name: ${pair.split('=')[0]}, value: "${pair.slice(pair.indexOf('=') + 1)}"}`).join(', ')}]`;

describe('a variable that stands above what it is made of (semantics 8.4)', () => {
  const found = ['URL uses HOST: $(HOST), HOST'];
  it.each<readonly [string, string, readonly string[]]>([
    ['is not set in it', env('URL=http://$(HOST)', 'HOST=db'), found],
    ['is not, by its own name', env('DB_HOST=$(HOST)', 'HOST=db'), ['DB_HOST uses HOST: $(HOST), HOST']],
    ['is not, by a host with a port', env('A=x:$(PORT)', 'PORT=1'), ['A uses PORT: $(PORT), PORT']],
    ['is not, by a host before a port', env('A=$(HOST):1', 'HOST=db'), ['A uses HOST: $(HOST), HOST']],
    ['is not, by a host before a domain', env('A=$(HOST).example', 'HOST=db'), ['A uses HOST: $(HOST), HOST']],
    [
      'is not, by a name of the cluster',
      env('A=$(NS) x.$(NS).svc', 'NS=shop'),
      ['A uses NS: $(NS), NS', 'A uses NS: $(NS), NS'],
    ],
    [
      'is not, twice',
      env('URL=http://$(HOST):$(PORT)', 'PORT=1', 'HOST=db'),
      ['URL uses HOST: $(HOST), HOST', 'URL uses PORT: $(PORT), PORT'],
    ],
    ['is, below', env('HOST=db', 'URL=http://$(HOST)'), []],
    ['is, where it is defined above, too', env('HOST=a', 'URL=http://$(HOST)', 'HOST=b'), []],
    ['is no variable that is defined nowhere', env('URL=http://$(HOST)'), []],
    ['is not itself', env('URL=http://$(URL)'), []],
    ['is no text that is no address', env('GREETING=hello $(HOST)', 'HOST=db'), []],
    ['is no escaped one', env('URL=http://$$(HOST)', 'HOST=db'), []],
    ['is one behind an escaped dollar', env('URL=http://$$$(HOST)', 'HOST=db'), ['URL uses HOST: $$$(HOST), HOST']],
    ['is no variable of a shell', env('URL=http://$HOST ${HOST}', 'HOST=db'), []],
    [
      'is no value from elsewhere',
      'env: [{name: URL, valueFrom: {fieldRef: {fieldPath: x}}}, {name: HOST, value: db}]',
      [],
    ],
    [
      'is known where the other comes from elsewhere',
      'env: [{name: URL, value: "http://$(HOST)"}, {name: HOST, valueFrom: {fieldRef: {fieldPath: x}}}]',
      found,
    ],
    ['may come from `envFrom`', `${env('URL=http://$(HOST)', 'HOST=db')}, envFrom: [{configMapRef: {name: c}}]`, []],
    ['may not come from an empty `envFrom`', `${env('URL=http://$(HOST)', 'HOST=db')}, envFrom: []`, found],
    ['is no number', 'env: [{name: URL, value: 80}, {name: HOST, value: db}]', []],
    ['is no item that is none', 'env: [x, {name: URL}, null]', []],
  ])('%s', (_, container, expected) => {
    expect(early(container)).toEqual(expected);
  });
});
