import type { ServiceReference, WantedPort } from '../../k8s/references/reference.js';
import type { Service } from '../../k8s/services/service.js';
import type { ServiceLookup, WantedName } from '../references/service-lookup.js';
import type { Namespaces } from '../unit/namespaces.js';
import type { UnitIndex } from '../unit/unit-index.js';
import { onlyOne, sameWordsAmong } from './same-words.js';

/** The Service that a reference which leads nowhere was probably meant for: its name has more words, or fewer. */
export function kindredOf(
  index: UnitIndex,
  namespaces: Namespaces,
  lookup: (wanted: WantedName) => ServiceLookup,
): (reference: ServiceReference) => Service | undefined {
  const sameWords = sameWordsAmong(index.services, ({ resource }) => namespaces.of(resource) ?? undefined);
  return (reference) => {
    const { name, from, all } = reference;
    const port = askedPort(reference.port);
    const found = lookup(reference);
    if (port === undefined || found.kind !== 'missing' || !found.closed) return undefined;
    const namespace = reference.namespace ?? namespaces.of(from) ?? undefined;
    const called = (there: string | undefined): Service | undefined =>
      onlyOne(sameWords({ name, namespace: there, port }));
    const meant = called(namespace) ?? called(undefined);
    if (meant === undefined || all.some((other) => other.name === meant.name)) return undefined;
    const isBeside = from.file.folder === meant.resource.file.folder;
    return isBeside || index.isOneApply ? meant : undefined;
  };
}

function askedPort(port: WantedPort): number | string | undefined {
  return port.kind === 'name' ? port.name : port.number;
}
