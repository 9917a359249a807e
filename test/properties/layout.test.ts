import { describe, expect, it } from 'vitest';
import type { InputFile } from '../../src/index.js';
import {
  appsOf,
  fileEach,
  flowStyle,
  gist,
  objectsOf,
  oneFile,
  reversedKeys,
  serviceOf,
  withAliases,
  workloadOf,
  type App,
} from '../support/apps.js';
import { judge } from '../support/judge.js';
import { fc } from '../support/random.js';

const healthy = appsOf(fc.constant('none' as const));
const known = new Map<string, readonly string[]>();

/** Most properties compare another layout of the same random objects with the same plain one, which is judged once. */
function found(files: readonly InputFile[]): readonly string[] {
  const state = JSON.stringify(files);
  const gists = known.get(state) ?? gist(judge(files).diagnostics);
  known.set(state, gists);
  return gists;
}

describe('the layout of the files changes nothing', () => {
  it('documents in another order', () => {
    fc.assert(
      fc.property(
        appsOf().chain((apps) =>
          fc.tuple(
            fc.constant(objectsOf(apps)),
            fc.shuffledSubarray([...objectsOf(apps)], { minLength: apps.length * 2 }),
          ),
        ),
        ([objects, shuffled]) => {
          expect(found(oneFile(shuffled))).toEqual(found(oneFile(objects)));
        },
      ),
    );
  });

  it('a file for each document', () => {
    fc.assert(
      fc.property(appsOf(), (apps) => {
        expect(found(fileEach(objectsOf(apps)))).toEqual(found(oneFile(objectsOf(apps))));
      }),
    );
  });

  it('flow style', () => {
    fc.assert(
      fc.property(appsOf(), (apps) => {
        expect(found(flowStyle(objectsOf(apps)))).toEqual(found(oneFile(objectsOf(apps))));
      }),
    );
  });

  it('anchors and aliases', () => {
    fc.assert(
      fc.property(appsOf(), (apps) => {
        expect(found(withAliases(objectsOf(apps)))).toEqual(found(oneFile(objectsOf(apps))));
      }),
    );
  });

  it('JSON', () => {
    fc.assert(
      fc.property(appsOf(), (apps) => {
        const json = objectsOf(apps).map((object, index) => ({
          path: `object-${index}.json`,
          text: JSON.stringify(object, null, 2),
        }));
        expect(found(json)).toEqual(found(fileEach(objectsOf(apps))));
      }),
    );
  });

  it('keys and labels in another order', () => {
    fc.assert(
      fc.property(appsOf(), (apps) => {
        const reversed = objectsOf(apps).map((object) => reversedKeys(object) as Record<string, unknown>);
        expect(found(oneFile(reversed))).toEqual(found(oneFile(objectsOf(apps))));
      }),
    );
  });

  it('CRLF, and a byte order mark', () => {
    fc.assert(
      fc.property(appsOf(), (apps) => {
        const files = oneFile(objectsOf(apps));
        const windows = files.map(({ path, text }) => ({ path, text: `\uFEFF${text.replaceAll('\n', '\r\n')}` }));
        expect(found(windows)).toEqual(found(files));
      }),
    );
  });
});

describe('a mistake is what is found', () => {
  it('healthy applications are silent', () => {
    fc.assert(
      fc.property(healthy, (apps) => {
        expect(found(oneFile(objectsOf(apps)))).toEqual([]);
      }),
    );
  });

  it('each breach is found, in its own application alone', () => {
    fc.assert(
      fc.property(appsOf(), (apps) => {
        const { diagnostics } = judge(oneFile(objectsOf(apps)));
        const named = new Set(diagnostics.map(({ subject }) => subject?.name));
        expect([...named].sort()).toEqual(
          apps
            .filter(({ breach }) => breach !== 'none')
            .map(({ name }) => name)
            .sort(),
        );
      }),
    );
  });

  it('an unrelated object adds no finding', () => {
    const unrelated: App = {
      name: 'zebra',
      kind: 'Deployment',
      labels: { app: 'zebra' },
      ports: [{ name: 'http', number: 8000 }],
      byName: true,
      headless: false,
      breach: 'none',
    };
    const others = [
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'shop' }, data: { a: 'b' } },
      { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'robot', namespace: 'shop' } },
      workloadOf(unrelated),
      {
        apiVersion: 'policy/v1',
        kind: 'PodDisruptionBudget',
        metadata: { name: 'zebra', namespace: 'shop' },
        spec: { maxUnavailable: 1, selector: { matchLabels: { app: 'zebra' } } },
      },
    ];
    fc.assert(
      fc.property(appsOf(), fc.constantFrom(...others.map((_, index) => index)), (apps, last) => {
        const added = [...oneFile(objectsOf(apps)), ...fileEach(others.slice(0, last + 1))];
        expect(found(added)).toEqual(found(oneFile(objectsOf(apps))));
      }),
    );
  });

  it('a Service whose workload is taken away is exactly one finding', () => {
    fc.assert(
      fc.property(healthy, (apps) => {
        const [first, ...rest] = apps;
        if (first === undefined) return;
        const { diagnostics } = judge(oneFile([serviceOf(first), ...objectsOf(rest)]));
        expect(diagnostics.map(({ rule, subject }) => `${rule} ${subject?.name}`)).toEqual([
          `unmatched-service-selector ${first.name}`,
        ]);
      }),
    );
  });
});
