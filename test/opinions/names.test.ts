import { expect, it } from 'vitest';
import { stringify } from 'yaml';
import { trace } from '../../src/index.js';
import { fc } from '../support/random.js';

/** A Service, and the Pods behind it that have names of their own. */
interface Service {
  readonly name: string;
  readonly namespace: string;
  readonly kind: 'ClusterIP' | 'headless' | 'ExternalName';
  /** So many Pods has the StatefulSet of the same name, which the Service governs; none where there is no such thing. */
  readonly replicas: number;
}

/** The Pod that asks. */
interface Caller {
  readonly namespace: string;
  readonly dnsPolicy?: 'ClusterFirst' | 'ClusterFirstWithHostNet' | 'Default' | 'None';
  readonly hostNetwork: boolean;
  readonly searches: readonly string[];
  readonly ndots?: number;
  /** The names that its own file of hosts has. */
  readonly aliases: readonly string[];
}

interface World {
  readonly services: readonly Service[];
  readonly caller: Caller;
  readonly host: string;
}

const ZONE = 'cluster.local';

/** Semantics 8.3: every name that the DNS of the cluster has, and what it is. */
function records(services: readonly Service[]): ReadonlyMap<string, string> {
  const zone = new Map<string, string>();
  for (const service of services) {
    const name = `${service.name}.${service.namespace}.svc.${ZONE}`;
    zone.set(name, `Service ${service.namespace}/${service.name}`);
    if (service.kind === 'ExternalName') continue;
    for (let ordinal = 0; ordinal < service.replicas; ordinal++)
      zone.set(`${service.name}-${ordinal}.${name}`, `Pod ${ordinal} of ${service.namespace}/${service.name}`);
  }
  return zone;
}

/** Semantics 8.2, as a resolver does it: one name after the other, until somebody has it. */
function answer({ services, caller, host }: World): string {
  if (caller.aliases.includes(host.replace(/\.$/, ''))) return 'the file of hosts';
  if (caller.dnsPolicy === 'None') return 'resolvers of its own';
  const isOnNode = caller.hostNetwork && (caller.dnsPolicy ?? 'ClusterFirst') === 'ClusterFirst';
  const zone = isOnNode || caller.dnsPolicy === 'Default' ? new Map<string, string>() : records(services);
  for (const name of tried(host, caller)) {
    const found = zone.get(name);
    if (found !== undefined) return found;
  }
  return 'nothing';
}

function tried(host: string, { namespace, searches, ndots = 5 }: Caller): readonly string[] {
  if (host.endsWith('.')) return [host.slice(0, -1)];
  const completed = [`${namespace}.svc.${ZONE}`, `svc.${ZONE}`, ZONE, ...searches].map((domain) => `${host}.${domain}`);
  return host.split('.').length - 1 >= ndots ? [host, ...completed] : [...completed, host];
}

/** What `trace` says, in the same words. */
function told({ services, caller, host }: World): string {
  const files = [...services.flatMap(manifestsOf), callerManifest(caller)].map((object, at) => ({
    path: `${at}.yaml`,
    text: stringify(object, { aliasDuplicateObjects: false }),
  }));
  const [way] = trace(files, { from: `${caller.namespace}/pod/caller`, to: `http://${host}:80` }).ways;
  const hops = way?.hops ?? [];
  const stops = hops.flatMap(({ stop }) => stop?.kind ?? []);
  if (stops.includes('host-alias')) return 'the file of hosts';
  if (stops.includes('own-resolver')) return 'resolvers of its own';
  const name = hops.find(({ kind }) => kind === 'name');
  if (name === undefined || NOWHERE.has(name.stop?.kind ?? '')) return 'nothing';
  const [, ordinal] = /is Pod `[a-z-]+(\d*)`/.exec(name.says) ?? [];
  const [, service, namespace] = /Service `([a-z]+)`(?: in `([a-z]+)`)?/.exec(name.says) ?? [];
  if (ordinal === undefined) return `Service ${namespace ?? ''}/${service ?? ''}`;
  if (stops.includes('no-pods') || stops.includes('absent-pods')) return 'nothing';
  const at = Number(name.at?.file.replace('.yaml', ''));
  const { metadata } = [...services.flatMap(manifestsOf)][at] as { metadata: Record<string, string> };
  return `Pod ${ordinal} of ${metadata['namespace'] ?? ''}/${service ?? ''}`;
}

/** Where the walk ends at the name. */
const NOWHERE: ReadonlySet<string> = new Set([
  'absent-pod-name',
  'absent-service',
  'absolute-name',
  'misshapen-name',
  'outside-host',
  'unknown-pod-name',
  'unknown-service',
]);

function manifestsOf({ name, namespace, kind, replicas }: Service): readonly unknown[] {
  const labels = { app: name };
  const metadata = { name, namespace };
  const spec =
    kind === 'ExternalName'
      ? { type: kind, externalName: 'db.example.com' }
      : { ...(kind === 'headless' && { clusterIP: 'None' }), selector: labels, ports: [{ port: 80 }] };
  const containers = [{ name: 'main', image: 'registry.example.com/shop/part:1' }];
  const set = {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata,
    spec: {
      serviceName: name,
      replicas,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers } },
    },
  };
  return [{ apiVersion: 'v1', kind: 'Service', metadata, spec }, ...(replicas > 0 ? [set] : [])];
}

function callerManifest({ namespace, dnsPolicy, hostNetwork, searches, ndots, aliases }: Caller): unknown {
  const isNone = dnsPolicy === 'None';
  const dnsConfig = {
    ...(isNone && { nameservers: ['192.0.2.53'] }),
    ...(searches.length > 0 && { searches }),
    ...(ndots !== undefined && { options: [{ name: 'ndots', value: String(ndots) }] }),
  };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'caller', namespace, labels: { app: 'caller' } },
    spec: {
      ...(dnsPolicy !== undefined && { dnsPolicy }),
      ...(hostNetwork && { hostNetwork }),
      ...(Object.keys(dnsConfig).length > 0 && { dnsConfig }),
      ...(aliases.length > 0 && { hostAliases: [{ ip: '192.0.2.1', hostnames: aliases }] }),
      containers: [{ name: 'main', image: 'registry.example.com/shop/part:1' }],
    },
  };
}

/** Few words, so that names often meet; `ledger` is a namespace and may be a Service as well. */
const NAMESPACES = ['shop', 'ledger', 'web'];
const NAMES = ['web', 'api', 'ledger'];

const service: fc.Arbitrary<Service> = fc.record({
  name: fc.constantFrom(...NAMES),
  namespace: fc.constantFrom(...NAMESPACES),
  kind: fc.constantFrom('ClusterIP' as const, 'headless' as const, 'ExternalName' as const),
  replicas: fc.constantFrom(0, 2, 2),
});

const host = fc
  .tuple(
    fc.constantFrom(undefined, undefined, 0, 1, 7),
    fc.constantFrom(...NAMES, ...NAMES, 'gone'),
    fc.constantFrom('', ...NAMESPACES.map((namespace) => `.${namespace}`)),
    fc.constantFrom('', '', '.svc', `.svc.${ZONE}`, `.${ZONE}`),
    fc.constantFrom('', '', '', '', '', '.'),
  )
  .map(([ordinal, name, ...rest]) => `${ordinal === undefined ? '' : `${name}-${ordinal}.`}${name}${rest.join('')}`);

const caller: fc.Arbitrary<Caller> = fc
  .record({
    namespace: fc.constantFrom(...NAMESPACES),
    dnsPolicy: fc.constantFrom(
      undefined,
      undefined,
      undefined,
      'ClusterFirst',
      'ClusterFirstWithHostNet',
      'Default',
      'None',
    ),
    hostNetwork: fc.constantFrom(false, false, true),
    searches: fc.constantFrom([], [], [`ledger.svc.${ZONE}`], ['corp.example.com', `web.svc.${ZONE}`]),
    ndots: fc.constantFrom(undefined, undefined, 1, 2),
    aliases: fc.constantFrom([], [], [], [...NAMES, 'api.shop']),
  })
  .map(({ dnsPolicy, ndots, ...rest }) => ({
    ...rest,
    ...(dnsPolicy !== undefined && { dnsPolicy }),
    ...(ndots !== undefined && { ndots }),
  })) as fc.Arbitrary<Caller>;

/** `web-0.web` with domains of the Pod's own: whose Pod that is, `trace` does not say. */
function isPodInOwnDomains({ caller: { searches }, host: name }: World): boolean {
  return searches.length > 0 && /^[a-z]+-\d\.[a-z]+$/.test(name);
}

const world: fc.Arbitrary<World> = fc
  .record({
    services: fc.uniqueArray(service, {
      minLength: 3,
      maxLength: 7,
      selector: ({ name, namespace }) => `${namespace}/${name}`,
    }),
    caller,
    host,
  })
  .filter((each) => !isPodInOwnDomains(each));

it('a name leads a Pod where a second, slow opinion says', () => {
  const answers = new Map<string, number>();
  fc.assert(
    fc.property(world, (here) => {
      const expected = answer(here);
      const [kind = ''] = expected.split(' ');
      answers.set(kind, (answers.get(kind) ?? 0) + 1);
      expect({ here, says: told(here) }).toEqual({ here, says: expected });
    }),
    { numRuns: 800 },
  );
  const counts = Object.fromEntries(answers);
  expect(counts).toMatchObject({ the: expect.any(Number), resolvers: expect.any(Number) });
  for (const kind of ['Service', 'Pod', 'nothing']) expect(counts[kind], kind).toBeGreaterThan(10);
});
