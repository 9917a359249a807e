import { isSlip } from '../../text/spelling/slip.js';
import { FAMILIES } from './known-annotations.js';

/** Prefixes that their controllers no longer read, or never did, and the one that they read (semantics 7.15). */
const FORMER: readonly { readonly prefix: string; readonly now: string }[] = [
  { prefix: 'certmanager.k8s.io/', now: 'cert-manager.io/' },
  { prefix: 'external-dns.beta.kubernetes.io/', now: 'external-dns.alpha.kubernetes.io/' },
  { prefix: 'service.kubernetes.io/aws-load-balancer-', now: 'service.beta.kubernetes.io/aws-load-balancer-' },
  { prefix: 'service.alpha.kubernetes.io/aws-load-balancer-', now: 'service.beta.kubernetes.io/aws-load-balancer-' },
  { prefix: 'service.beta.kubernetes.io/alb-', now: 'service.beta.kubernetes.io/aws-load-balancer-' },
];

const DOMAINS = [...new Set(FAMILIES.map(({ prefix }) => prefix.split('/')[0] ?? ''))];

/** Parts of prefixes that everybody has. */
const isKnown = (domain: string): boolean => DOMAINS.includes(domain) || !domain.includes('.');

/** `nginx.ingress.k8s.io`, `ingress.nginx.kubernetes.io` and `nginx.ingress.kubernets.io` for one and the same. */
function isNear(domain: string, known: string): boolean {
  const spelled = domain.replace(/(^|\.)k8s\.io$/, '$1kubernetes.io');
  const sorted = (text: string): string => text.split('.').sort().join('.');
  return spelled === known || sorted(spelled) === sorted(known) || isSlip(known, spelled);
}

/** The key that was meant where the prefix of an annotation is misspelt, or no longer read. */
export function keyWithPrefix(key: string): string | undefined {
  const former = FORMER.find(({ prefix }) => key.startsWith(prefix));
  if (former !== undefined) return knownKey(former.now + key.slice(former.prefix.length));
  const unslashed = FAMILIES.find(({ prefix }) => isWithoutSlash(key, prefix));
  if (unslashed !== undefined) return knownKey(unslashed.prefix + key.slice(unslashed.prefix.length));
  const [domain = '', name] = key.split('/');
  if (name === undefined || isKnown(domain)) return undefined;
  const near = DOMAINS.filter((known) => isNear(domain, known)).flatMap((known) => knownKey(`${known}/${name}`) ?? []);
  return near.length === 1 ? near[0] : undefined;
}

/** `nginx.ingress.kubernetes.io.rewrite-target`. */
function isWithoutSlash(key: string, prefix: string): boolean {
  return prefix.endsWith('/') && new RegExp(`^${prefix.slice(0, -1).replace(/\./g, '\\.')}[.:-]`).test(key);
}

/** Only a name that its controller knows proves what was meant. */
function knownKey(key: string): string | undefined {
  return FAMILIES.some(({ prefix, names }) => key.startsWith(prefix) && names.includes(key.slice(prefix.length)))
    ? key
    : undefined;
}
