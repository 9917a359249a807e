import { describe, expect, it } from 'vitest';
import { addressWords, callWords, fieldWords, homeOf, namespaceWords, relabel, swap } from '../../src/message/names.js';
import { namesOf, type NameReference } from '../../src/k8s/dns/name-reference.js';
import { textOf } from '../../src/text/source-file.js';
import { get } from '../../src/tree/tree.js';
import { graphOf, object, resourcesOf, workload, workloadsOf } from '../support/graphs.js';
import { resourceOf } from '../support/resources.js';
import { treeOf } from '../support/trees.js';

/** The only name in the texts of one object. */
function nameIn(text: string): NameReference {
  const graph = graphOf({ 'a.yaml': text });
  const [resource] = resourcesOf(graph);
  const [only, ...more] = resource === undefined ? [] : namesOf(resource, workloadsOf(graph)[0]);
  if (only === undefined || more.length > 0) throw new Error('not one name');
  return only;
}

const inContainer = (rest: string): string => workload('web', { containers: `[{name: main, ${rest}}]` });
const variable = (value: string): string => inContainer(`env: [{name: API_URL, value: "${value}"}]`);

describe('who says a name, and where', () => {
  it.each<readonly [string, string, string, string]>([
    ['a variable', variable('http://api:8080/'), 'Deployment `web` calls', 'in variable `API_URL`'],
    [
      'an argument',
      inContainer('args: ["--url=http://api:8080/"]'),
      'Deployment `web` calls',
      'in the arguments of container `main`',
    ],
    [
      'a command',
      inContainer('command: ["curl", "http://api:8080/"]'),
      'Deployment `web` calls',
      'in the command of container `main`',
    ],
    [
      'an entry of a ConfigMap',
      object('v1 ConfigMap', 'c', 'data: {url: "http://api:8080/"}'),
      'ConfigMap `c` points to',
      'in entry `url`',
    ],
    [
      'an annotation of an Ingress',
      object(
        'networking.k8s.io/v1 Ingress',
        '{name: i, annotations: {nginx.ingress.kubernetes.io/auth-url: "http://auth.shop.svc.cluster.local:8080/x"}}',
      ),
      'Ingress `i` points to',
      'in annotation `nginx.ingress.kubernetes.io/auth-url`',
    ],
  ])('%s', (_, text, call, field) => {
    const name = nameIn(text);
    expect([callWords(name), fieldWords(name)]).toEqual([call, field]);
  });

  it.each([
    ['http://api:8080/', '`api:8080`'],
    ['http://api/', '`api`'],
    ['http://api.shop.svc:80/', '`api.shop.svc:80`'],
  ])('%s is %s', (value, words) => {
    expect(addressWords(nameIn(variable(value)))).toBe(words);
  });

  it.each([
    ['shop', ' in namespace `shop`'],
    [null, ''],
    [undefined, ''],
  ])('namespace %s: %j', (namespace, words) => {
    expect(namespaceWords(namespace)).toBe(words);
  });
});

describe('a change of a piece of a text', () => {
  const at = (value: string) => {
    const found = get(treeOf(object('v1 ConfigMap', 'c', `data: {key: ${value}}`)), 'data', 'key');
    if (found === undefined) throw new Error('no value');
    return found.place;
  };
  it.each<readonly [string, string, string, string | number, boolean]>([
    ['of a text to another', 'api', 'api', 'apis', true],
    ['not of a text that stands otherwise, as with quotes', '"api"', 'api', 'apis', false],
    ['of a number to a number', '8080', '8080', 80, true],
    ['not of a text to what is no text', 'api', 'api', 'yes', false],
    ['not of a text to digits, which are a number', 'api', 'api', '80', false],
    ['not of a text to null', 'api', 'api', 'null', false],
    ['of a text to a word that only begins so', 'api', 'api', 'yes-api', true],
  ])('%s', (_, value, was, now, expected) => {
    expect(swap(at(value), was, now) !== undefined).toBe(expected);
  });
});

describe('another label of a name', () => {
  it.each<readonly [number, string, string, string]>([
    [0, 'api', 'apis', 'api -> apis'],
    [1, 'shop', 'bank', 'shop -> bank'],
    [2, 'svc', 'srv', 'svc -> srv'],
  ])('the %i-th is %s', (index, was, now, change) => {
    const { place, fix } = relabel(nameIn(variable('http://api.shop.svc:80/')), index, now, 'title');
    expect(textOf(place.span)).toBe(was);
    expect(fix?.changes.map((it) => `${textOf(it.replace.span)} -> ${it.with}`)).toEqual([change]);
  });

  it('is no change where nothing is known to put there', () => {
    expect(relabel(nameIn(variable('http://api.shop.svc:80/')), 0, undefined, 'title').fix).toBeUndefined();
  });
});

it.each([
  ['{name: web, namespace: shop}', 'shop'],
  ['{name: web}', 'web'],
])('an object with metadata %s is at home at %s', (metadata, expected) => {
  expect(textOf(homeOf(resourceOf(object('v1 ConfigMap', metadata))).span)).toBe(expected);
});
