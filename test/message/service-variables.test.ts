import { describe, expect, it } from 'vitest';
import { serviceVariablesOf, type ServiceVariable } from '../../src/k8s/variables/service-variables.js';
import type { Resource } from '../../src/k8s/object/resource.js';
import type { Service } from '../../src/k8s/services/service.js';
import type { Finding } from '../../src/rule/rule.js';
import { textOf } from '../../src/text/source-file.js';
import {
  builtAsAnother,
  misspelled,
  misspelt,
  otherNamespace,
  switchedOff,
  unknownPort,
  withoutAddress,
} from '../../src/message/service-variables.js';
import { graphIn, graphOf, service, serviceNamed, templateOf, workload } from '../support/graphs.js';

/** The first variable that container `main` of Deployment `web` uses, and the Deployment. */
function used(container: string): readonly [Resource, ServiceVariable] {
  const graph = graphOf({ 'a.yaml': workload('web', { containers: `[{name: main, ${container}}]` }) });
  const template = templateOf(graph, 'web');
  const [first] = serviceVariablesOf(template);
  if (first === undefined) throw new Error('no variable');
  return [template.workload.resource, first];
}

const host = used('args: ["$(DB_SERVICE_HOST)"]');
const port = used('command: [sh, -c, "nc db $DB_SERVICE_PORT_PG"]');
const serviceOf = (spec: string, name = 'db', namespace?: string): Service =>
  serviceNamed(graphOf({ 'a.yaml': service(name, spec, namespace) }), name);
const db = serviceOf('{ports: [{name: http, port: 80}]}');

/** The end of the headline, the labels, and how sure it is. */
const inShort = ({ message, at, related, severity }: Finding): readonly (string | undefined)[] => [
  message.replace(/^Deployment `web` uses /, ''),
  `${textOf(at.place.span)}: ${at.text}`,
  ...(related ?? []).map(({ place, text }) => `${textOf(place.span)}: ${text}`),
  severity,
];

describe('why a variable of a Service is not set', () => {
  it.each<readonly [string, Finding, readonly string[]]>([
    [
      'a headless Service',
      withoutAddress(...host, serviceOf('{clusterIP: None}')),
      [
        '`$(DB_SERVICE_HOST)`, but Service `db` is headless',
        'DB_SERVICE_HOST: only a Service with a cluster IP sets such variables',
        'None: Service `db` has no cluster IP',
        'error',
      ],
    ],
    [
      'a name',
      withoutAddress(...host, serviceOf('{type: ExternalName, externalName: example.com}')),
      [
        '`$(DB_SERVICE_HOST)`, but Service `db` is only a name for a host outside',
        'DB_SERVICE_HOST: only a Service with a cluster IP sets such variables',
        'ExternalName: Service `db` has no cluster IP',
        'error',
      ],
    ],
    [
      'a port that it lacks, asked by a shell',
      unknownPort(...port, db),
      [
        '`$DB_SERVICE_PORT_PG`, but Service `db` has no such port',
        'DB_SERVICE_PORT_PG: the last words are the name of a Service port',
        'ports: Service `db` has no port of this name',
        'warning',
      ],
    ],
    [
      'no variables at all',
      switchedOff(...host, db.resource.at('metadata', 'name')),
      [
        '`$(DB_SERVICE_HOST)`, which its Pods are not given',
        'DB_SERVICE_HOST: a variable of a Service',
        'db: this keeps the kubelet from setting them',
        'error',
      ],
    ],
    [
      'a name that is nearly one',
      misspelled(...host, serviceOf('{ports: [{port: 80}]}', 'dbs')),
      [
        '`$(DB_SERVICE_HOST)`, but no Service is named `db`',
        'DB_SERVICE_HOST: no Service sets this variable',
        'dbs: Service `dbs` has a similar name',
        'warning',
      ],
    ],
    [
      'another namespace',
      otherNamespace(...host, serviceOf('{ports: [{port: 80}]}', 'db', 'shop')),
      [
        '`$(DB_SERVICE_HOST)`, but Service `db` is in namespace `shop`',
        'DB_SERVICE_HOST: Pods get the variables of their own namespace only',
        'shop: Service `db` is in this namespace',
        'warning',
      ],
    ],
  ])('%s', (_, finding, expected) => {
    expect(inShort(finding).map((text) => text?.replaceAll('"', ''))).toEqual(expected);
  });

  it('says what becomes of the text, and names the container', () => {
    expect(unknownPort(...port, db).notes).toEqual([
      'a shell puts nothing in the place of a variable that is not set',
      'it stands in container `main`',
    ]);
    expect(unknownPort(...host, db).notes?.[0]).toMatch(/^a variable that is not set stays in the text/);
  });
});

describe('a Service that is built under another name', () => {
  const graph = graphIn('k', {
    'k/kustomization.yaml': 'namePrefix: my-\nresources: [a.yaml]\n',
    'k/a.yaml': service('db', '{ports: [{port: 80}]}'),
  });
  const built = serviceNamed(graph, 'my-db');

  it('sets other variables', () => {
    expect(inShort(builtAsAnother(...host, built, false)).slice(0, 2)).toEqual([
      '`$(DB_SERVICE_HOST)`, but Service `db` is built as `my-db`',
      'DB_SERVICE_HOST: the kubelet sets `MY_DB_SERVICE_HOST` instead',
    ]);
    expect(builtAsAnother(...host, built, false).related?.at(-1)?.text).toBe('this changes its name');
  });

  it('is less sure, where the old name exists elsewhere', () => {
    expect([false, true].map((elsewhere) => builtAsAnother(...host, built, elsewhere).severity)).toEqual([
      'error',
      'warning',
    ]);
  });
});

describe('a variable that the kubelet spells otherwise', () => {
  it('is written as the kubelet does', () => {
    const [resource, variable] = used('args: ["$(my-db_SERVICE_HOST)"]');
    const { message, at, fix } = misspelt(resource, variable, serviceOf('{ports: [{port: 80}]}', 'my-db'));
    expect([message, at.text]).toEqual([
      'Deployment `web` uses `$(my-db_SERVICE_HOST)`, which the kubelet spells `MY_DB_SERVICE_HOST`',
      'the kubelet sets no `my-db_SERVICE_HOST`',
    ]);
    expect(fix?.applicability).toBe('unsafe');
    expect(fix?.changes.map((change) => 'replace' in change && change.with)).toEqual(['MY_DB_SERVICE_HOST']);
  });
});
