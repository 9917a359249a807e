import { largest } from '../../data/largest.js';
import type { Diagnostic } from '../../diagnostic/diagnostic.js';
import type { Resource } from '../../k8s/object/resource.js';
import { describe } from '../../k8s/object/resource.js';
import { bestOf, ingressPathRule, matchPath, type PathRule } from '../../k8s/entries/path-rule.js';
import { covers, tlsHostsOf } from '../../k8s/routes/ingress-hosts.js';
import { httpPathsOf, ingressClassOf, isIngress, onlyRedirects } from '../../k8s/routes/ingress.js';
import { groupBy } from '../../data/group.js';
import { code, codes } from '../../text/words.js';
import { getEntries, getString, type Path, type Place } from '../../tree/tree.js';
import { hop, type Hop, remark, remarkBy, type Remark, stopAt, stopBy } from '../walk/hop.js';
import { kubectl } from '../walk/kubectl.js';
import { refusalOf, saidOf, shows } from '../walk/said.js';
import { type Entry, type OuterRequest, referenceAt, type Standing } from './entry.js';

/** A rule of an Ingress for the host, or its default backend. */
interface Claim {
  readonly ingress: Resource;
  /** The rule, and the path in it; undefined for the default backend. */
  readonly path: Path | undefined;
  readonly hostAt: Place;
  /** How well the host fits: itself, a wildcard, any host. */
  readonly fit: number;
  readonly rule: PathRule;
}

const RULES = [
  'unknown-ingress-class',
  'unruled-tls-host',
  'duplicate-ingress-path',
  'unknown-rewrite-group',
  'path-rewritten-away',
  'split-route-rule',
  'unknown-middleware',
];

/** What ingress-nginx asks before it passes a request on. */
const AUTHORIZATION = 'nginx.ingress.kubernetes.io/auth-url';
const AUTHORIZATION_RULES = ['unknown-service-name', 'unknown-port-in-address', 'short-name-across-namespaces'];

const PATH_RULES = ['unread-path-pattern', 'wildcard-in-path'];

/** By an Ingress: controllers take the rules of all Ingresses of one class together (semantics 7.1). */
export function ingressEntries(request: OuterRequest, standing: Standing): readonly Entry[] {
  const ingresses = standing.world.unit.objects.map(({ resource }) => resource).filter(isIngress);
  const claims = ingresses.flatMap((ingress) => claimsOf(ingress, request.host));
  const named = claims.filter(({ fit }) => fit > 0);
  const meant = named.length > 0 || request.takesAny ? claims : [];
  return [...groupBy(meant, ({ ingress }) => `${ingressClassOf(ingress) ?? ''} ${isCanary(ingress)}`).values()].flatMap(
    (ofClass) => entryOf(ofClass, request, standing),
  );
}

function claimsOf(ingress: Resource, host: string): readonly Claim[] {
  const rules = httpPathsOf(ingress).flatMap((path): readonly Claim[] => {
    const hostPath = [...path.slice(0, 3), 'host'];
    const written = (getString(ingress.tree, ...hostPath) ?? '').toLowerCase();
    if (written !== '' && !covers(written, host)) return [];
    const fit = written === '' ? 0 : 1 + Number(written === host);
    return [{ ingress, path, hostAt: ingress.at(...hostPath), fit, rule: ingressPathRule(ingress, path) }];
  });
  const byDefault = ingress.get('spec', 'defaultBackend') ?? ingress.get('spec', 'backend');
  const all: PathRule = { kind: 'prefix', text: '/' };
  return byDefault === undefined || rules.length === 0
    ? rules
    : [...rules, { ingress, path: undefined, hostAt: ingress.at('spec', 'defaultBackend'), fit: -1, rule: all }];
}

function isCanary(ingress: Resource): boolean {
  return getEntries(ingress.tree, 'metadata', 'annotations').some(({ key }) => /(^|\/)canary$/.test(key));
}

function entryOf(claims: readonly Claim[], request: OuterRequest, standing: Standing): readonly Entry[] {
  const best = largest(claims.map(({ fit }) => fit));
  const own = claims.filter(({ fit }) => fit === best);
  const fallback = claims.filter(({ fit }) => fit === -1);
  const taken = bestOf(own, request.path) ?? fallback[0];
  const [first] = own;
  const shown = taken ?? first;
  if (shown === undefined) return [];
  const { ingress } = shown;
  const title = `${describe(ingress)}${isCanary(ingress) ? ', a canary' : ''}`;
  const base = { title, world: standing.world };
  const listener = listenerHop(shown, request, standing);
  if (listener.stop !== null) return [{ ...base, hops: [listener] }];
  if (taken === undefined) return [{ ...base, hops: [listener, pathless(own, shown, request, standing)] }];
  return [{ ...base, ...routed(taken, listener, standing) }];
}

function listenerHop({ ingress, hostAt }: Claim, { host, scheme }: OuterRequest, standing: Standing): Hop {
  const name = ingressClassOf(ingress);
  const says = `${describe(ingress)}${name === undefined ? '' : ` of class ${code(name)}`} lets ${code(host)} in`;
  const command = kubectl(standing.graph.namespaces.of(ingress), ['get', 'ingress', ingress.name]);
  if (standing.graph.unit.isRefused(ingress)) {
    const finding = refusalOf(ingress, standing);
    const stop =
      finding === undefined
        ? stopAt('refused-entry', 'it never gets into the cluster', hostAt)
        : stopBy('refused-entry', finding);
    return hop('listener', says, hostAt, { stop, command });
  }
  if (onlyRedirects(ingress))
    return hop('listener', says, hostAt, {
      stop: stopAt('redirected', 'an annotation answers with a redirect', ingress.at('metadata', 'annotations')),
      command,
    });
  const findings = saidOf(ingress, RULES, standing).filter(({ severity }) => severity !== 'info');
  const failed = saidOf(ingress, AUTHORIZATION_RULES, standing).find(
    (finding) => finding.severity === 'error' && shows(finding, ingress.get('metadata', 'annotations', AUTHORIZATION)),
  );
  return hop('listener', says, hostAt, {
    stop: failed && stopBy('failed-authorization', failed),
    remarks: [...findings.map(remarkBy), ...certificate(ingress, host, scheme)],
    command,
  });
}

function certificate(ingress: Resource, host: string, scheme: string | undefined): readonly Remark[] {
  const isShown = tlsHostsOf(ingress).some((each) => covers(each.host, host));
  return scheme !== 'https' || isShown || ingress.get('spec', 'tls') !== undefined
    ? []
    : [remark('no `tls` is written: the controller shows a certificate of its own', ingress.at('metadata', 'name'))];
}

function pathless(own: readonly Claim[], { ingress }: Claim, { path }: OuterRequest, standing: Standing): Hop {
  const paths = [...new Set(own.map(({ rule }) => rule.text))];
  const place = own[0]?.path === undefined ? ingress.at('spec') : ingress.at(...own[0].path, 'path');
  const note = `the paths of the host are ${codes(paths)}: the controller answers 404`;
  const [finding] = own.flatMap((claim) =>
    claim.path === undefined ? [] : pathFindings(claim.ingress, claim.path, standing),
  );
  const stop = finding === undefined ? stopAt('unknown-path', note, place) : stopBy('unknown-path', finding);
  return hop('route', `path ${code(path)} is asked for`, place, { stop });
}

function routed({ ingress, path, rule }: Claim, listener: Hop, standing: Standing): Pick<Entry, 'hops' | 'reference'> {
  const backend = path === undefined ? defaultPath(ingress) : [...path, 'backend'];
  const isOld = ingress.get(...backend, 'service') === undefined;
  const nameAt = ingress.at(...backend, ...(isOld ? ['serviceName'] : ['service', 'name']));
  const reference = referenceAt(ingress, nameAt, standing);
  const place = path === undefined ? ingress.at(...backend) : ingress.at(...path, 'path');
  const by =
    path === undefined ? 'the default backend' : `path ${code(rule.text)}${rule.kind === 'exact' ? ', exactly' : ''}`;
  const says = `${by} leads to ${reference === undefined ? 'another backend' : `Service ${code(reference.name)}`}`;
  if (reference === undefined)
    return {
      hops: [
        listener,
        hop('route', says, place, {
          stop: stopAt('custom-backend', 'an action or a resource of the controller', place),
        }),
      ],
    };
  const open =
    matchPath(rule, '/') === 'open'
      ? stopAt('open-match', `${code(rule.text)} is a regular expression, which is not run`, place)
      : undefined;
  const remarks = path === undefined ? [] : pathFindings(ingress, path, standing).map(remarkBy);
  const unopened = saidOf(ingress, ['unexposed-alb-backend'], standing).find(
    (finding) => finding.severity === 'error' && shows(finding, ingress.get(...backend)),
  );
  const stop = unopened === undefined ? open : stopBy('unopened-node', unopened);
  return {
    hops: [listener, hop('route', says, place, { stop, remarks })],
    reference: unopened === undefined ? reference : undefined,
  };
}

function pathFindings(ingress: Resource, path: Path, standing: Standing): readonly Diagnostic[] {
  return saidOf(ingress, PATH_RULES, standing).filter((finding) => shows(finding, ingress.get(...path, 'path')));
}

function defaultPath(ingress: Resource): Path {
  return ingress.get('spec', 'defaultBackend') === undefined ? ['spec', 'backend'] : ['spec', 'defaultBackend'];
}
