import { describe, expect, it } from 'vitest';
import type { FindObject } from '../../../src/k8s/listening/config-sources.js';
import { mountsOf, type Mounts } from '../../../src/k8s/listening/mounted-files.js';
import { textOf } from '../../../src/text/source-file.js';
import { podOf } from '../../support/pods.js';
import { resourceOf } from '../../support/resources.js';

const objects = [
  resourceOf('{apiVersion: v1, kind: ConfigMap, metadata: {name: c}, data: {a.conf: one, b.conf: two}}'),
  resourceOf('{apiVersion: v1, kind: ConfigMap, metadata: {name: odd}, data: {a.conf: 80, b.conf: null, c.conf: {}}}'),
  resourceOf('{apiVersion: v1, kind: ConfigMap, metadata: {name: part}, data: {a.conf: one}}', { partial: true }),
  resourceOf('{apiVersion: v1, kind: ConfigMap, metadata: {name: twice}, data: {a.conf: one}}'),
  resourceOf('{apiVersion: v1, kind: ConfigMap, metadata: {name: twice}, data: {a.conf: two}}'),
  resourceOf(
    '{apiVersion: v1, kind: Secret, metadata: {name: s}, data: {a.conf: b25l, bad.conf: "!"}, stringData: {b.conf: two}}',
  ),
];
const find: FindObject = (kind, name) => objects.filter((object) => object.kind === kind && object.name === name);

function mounts(volume: string, mount: string): Mounts {
  const pod = podOf(`{volumes: [{name: v, ${volume}}], containers: [{name: main, volumeMounts: [${mount}]}]}`);
  const [main] = pod.containers;
  if (main === undefined) throw new Error('no container');
  return mountsOf(main, pod, find);
}

const filesOf = ({ files }: Mounts): readonly string[] => files.map(({ path, text }) => `${path} ${text}`);

describe('the files that a container finds in its mounts (semantics 6.8)', () => {
  const at = '{name: v, mountPath: /etc/app}';
  it.each<readonly [string, string, string, readonly string[]]>([
    ['every key of a ConfigMap', 'configMap: {name: c}', at, ['/etc/app/a.conf one', '/etc/app/b.conf two']],
    [
      'in a folder written with a slash',
      'configMap: {name: c}',
      '{name: v, mountPath: /etc/app/}',
      ['/etc/app/a.conf one', '/etc/app/b.conf two'],
    ],
    [
      'the keys that `items` name, under their paths',
      'configMap: {name: c, items: [{key: b.conf, path: conf.d/main.conf}]}',
      at,
      ['/etc/app/conf.d/main.conf two'],
    ],
    [
      'every key, where `items` is empty',
      'configMap: {name: c, items: []}',
      at,
      ['/etc/app/a.conf one', '/etc/app/b.conf two'],
    ],
    [
      'one file by `subPath`',
      'configMap: {name: c}',
      '{name: v, mountPath: /etc/x.conf, subPath: a.conf}',
      ['/etc/x.conf one'],
    ],
    [
      'a folder by `subPath`',
      'configMap: {name: c, items: [{key: a.conf, path: d/x.conf}, {key: b.conf, path: dd/y.conf}]}',
      '{name: v, mountPath: /etc/app, subPath: d}',
      ['/etc/app/x.conf one'],
    ],
    ['none by a `subPath` that is not there', 'configMap: {name: c}', '{name: v, mountPath: /x, subPath: c.conf}', []],
    ['the text of a Secret, decoded', 'secret: {secretName: s}', at, ['/etc/app/a.conf one', '/etc/app/b.conf two']],
    ['none of a Secret by the wrong key', 'secret: {name: s}', at, []],
    [
      'those of projected volumes, where a Secret is called by `name`',
      'projected: {sources: [{configMap: {name: c}}, {secret: {name: s, items: [{key: a.conf, path: s.conf}]}}]}',
      at,
      ['/etc/app/a.conf one', '/etc/app/b.conf two', '/etc/app/s.conf one'],
    ],
    ['none where a value is no text', 'configMap: {name: odd}', at, []],
    ['none of a volume that is called otherwise', 'configMap: {name: c}', '{name: w, mountPath: /etc/app}', []],
    ['none of a mount without a path', 'configMap: {name: c}', '{name: v}', []],
  ])('%s', (_, volume, mount, expected) => {
    expect(filesOf(mounts(volume, mount))).toEqual(expected);
  });

  it('stand where the object has them, and in plain text where it is not encoded', () => {
    const { files } = mounts('secret: {secretName: s}', at);
    expect(files.map(({ plain, keyAt, resource }) => [plain, textOf(keyAt.span), resource.name])).toEqual([
      [false, 'a.conf', 's'],
      [true, 'b.conf', 's'],
    ]);
    expect(mounts('configMap: {name: c}', at).files.map(({ plain }) => plain)).toEqual([true, true]);
  });
});

describe('mounts of which nobody knows what they hold', () => {
  it.each<readonly [string, string, readonly string[]]>([
    ['not a ConfigMap on disk', 'configMap: {name: c}', []],
    ['not a Secret on disk', 'secret: {secretName: s}', []],
    ['an object that is not on disk', 'configMap: {name: gone}', ['/etc/app']],
    ['an object that is there twice', 'configMap: {name: twice}', ['/etc/app']],
    ['an object of which a part is on disk', 'configMap: {name: part}', ['/etc/app']],
    ['one that may be missing', 'configMap: {name: c, optional: true}', ['/etc/app']],
    ['not one that may not be missing', 'configMap: {name: c, optional: false}', []],
    ['a volume of another type', 'emptyDir: {}', ['/etc/app']],
    [
      'one of several sources',
      'projected: {sources: [{configMap: {name: c}}, {configMap: {name: gone}}]}',
      ['/etc/app'],
    ],
  ])('%s', (_, volume, expected) => {
    const { unknown, paths } = mounts(volume, '{name: v, mountPath: /etc/app/}');
    expect(unknown).toEqual(expected);
    expect(paths).toEqual(['/etc/app']);
  });
});
