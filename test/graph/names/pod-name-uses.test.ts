import { describe, expect, it } from 'vitest';
import { graphOf, object, stream, workload, workloadsOf } from '../../support/graphs.js';

/** The text by which somebody calls a Pod of StatefulSet `db` behind a Service, or behind any. */
function use(text: string, service: string | undefined, own = ''): string | undefined {
  const containers = `[{name: main, args: ['${own}']}]`;
  const graph = graphOf({
    'a.yaml': stream(
      workload('db', { kind: 'StatefulSet', containers }),
      object('v1 ConfigMap', 'c', `data: {text: '${text}'}`),
    ),
  });
  const [db] = workloadsOf(graph);
  return db && graph.names.podNameUse(db, service)?.text;
}

describe('texts that name one Pod of a StatefulSet (semantics 8.3)', () => {
  it.each<readonly [string, string | undefined, string | undefined]>([
    ['db-0.pg', 'pg', 'db-0.pg'],
    ['db-0.pg', undefined, 'db-0.pg'],
    ['db-0.pg', 'other', undefined],
    ['http://db-1.pg.shop.svc:80/', 'pg', 'db-1.pg'],
    ['host=db-$(ORDINAL).pg', 'pg', 'db-$(ORDINAL).pg'],
    ['host=db-$i.pg', 'pg', 'db-$i.pg'],
    ['web-0.pg', 'pg', undefined],
    ['db-0', 'pg', undefined],
    ['db-0-pg', 'pg', undefined],
    // The first of several.
    ['db-2.pg,db-1.pg', 'pg', 'db-2.pg'],
  ])('%j, behind %s: %s', (text, service, expected) => {
    expect(use(text, service)).toBe(expected);
  });

  it.each<readonly [string, string | undefined, string | undefined]>([
    ['$(hostname).pg', 'pg', '$(hostname).pg'],
    ['${HOSTNAME}.pg:5432', 'pg', '${HOSTNAME}.pg'],
    ['$POD_NAME.pg', 'pg', '$POD_NAME.pg'],
    ['$(MY_POD_NAME).pg', 'pg', '$(MY_POD_NAME).pg'],
    ['$(hostname).pg', 'other', undefined],
    ['$(NODE_NAME).pg', 'pg', undefined],
    ['$(hostname).pg-peers', 'pg', undefined],
    // What a Pod says of itself counts for one Service only.
    ['$(hostname).pg', undefined, undefined],
  ])('%j, said by the Pod itself, behind %s: %s', (own, service, expected) => {
    expect(use('', service, own)).toBe(expected);
  });

  it('not what a Pod of somebody else says of itself', () => {
    const graph = graphOf({
      'a.yaml': stream(
        workload('db', { kind: 'StatefulSet' }),
        workload('web', { containers: `[{name: main, args: ['$(hostname).pg']}]` }),
      ),
    });
    const [db] = workloadsOf(graph);
    if (db === undefined) throw new Error('no workload');
    expect(graph.names.podNameUse(db, 'pg')).toBeUndefined();
  });
});
