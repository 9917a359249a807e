import { type PartOf, partsOf } from '../../tree/part-of-scalar.js';
import { get, getList, getString, isString, type Path, type Place } from '../../tree/tree.js';
import { isPlaceholder } from '../syntax/placeholders.js';
import type { Resource } from '../object/resource.js';

const INJECT = 'cert-manager.io/inject-ca-from';

/** The Certificate whose authority cert-manager writes into the object: `namespace/name` (semantics 7.24). */
export interface Trusted {
  readonly namespace: string;
  readonly name: string;
  readonly at: Place;
}

export function trustedCertificate(resource: Resource): Trusted | undefined {
  const value = get(resource.tree, 'metadata', 'annotations', INJECT);
  if (value === undefined || !isString(value)) return undefined;
  const [namespace = '', name = '', ...rest] = value.value.split('/');
  if (namespace === '' || name === '' || rest.length > 0 || isPlaceholder(value.value)) return undefined;
  return { namespace, name, at: resource.at('metadata', 'annotations', INJECT) };
}

/** One of the names that a Certificate is for. */
export interface CertifiedName {
  readonly name: string;
  readonly path: Path;
  readonly part: PartOf;
}

export function certifiedNames(certificate: Resource): readonly CertifiedName[] {
  return getList(certificate.tree, 'spec', 'dnsNames').flatMap((item, index) =>
    isString(item) ? [{ name: item.value.toLowerCase(), path: ['spec', 'dnsNames', index], part: partsOf(item) }] : [],
  );
}

/** A server shows it: it is no authority that signs others, and all its names can be read. */
export function isServed(certificate: Resource): boolean {
  const names = getList(certificate.tree, 'spec', 'dnsNames');
  return (
    get(certificate.tree, 'spec', 'isCA') === undefined &&
    names.length > 0 &&
    names.every((item) => isString(item) && !isPlaceholder(item.value) && !/[A-Z_]/.test(item.value))
  );
}

/** The Secret that cert-manager writes the certificate into. */
export function secretOf(certificate: Resource): string {
  return getString(certificate.tree, 'spec', 'secretName') ?? '';
}
