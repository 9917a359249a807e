import type { NameReference } from '../k8s/dns/name-reference.js';
import type { MadeService } from '../k8s/operators/made-services.js';
import type { Finding, PlacedLabel } from '../rule/rule.js';
import { code, list } from '../text/words.js';
import { callWords, fieldWords, namespaceWords, relabel } from './names.js';

/** The Service that a name writes, and its namespace. */
interface Wanted {
  readonly service: string;
  readonly namespace: string | undefined;
  /** The labels before it. */
  readonly before: readonly string[];
}

export const NO_NAME = 'a name that no Service has does not resolve, so the client gets an error before it connects';

export function unknownWords(reference: NameReference, { service, namespace }: Omit<Wanted, 'before'>): string {
  return `${callWords(reference)} ${code(service)}, and no Service${namespaceWords(namespace)} has that name`;
}

const madeLabel = ({ maker, name }: MadeService): PlacedLabel => ({
  place: maker.at('metadata', 'name'),
  text: `the operator makes Service ${code(name)} for this ${maker.kind}`,
});

/** A name of another chart, or one that the operator gave in another release: it makes Services of other names. */
export function misnamedMade(reference: NameReference, wanted: Wanted, made: MadeService): Finding {
  const { place, fix } = relabel(reference, wanted.before.length, made.name, 'use the name that the operator gives');
  return {
    message: unknownWords(reference, wanted),
    at: { place, text: `no Service ${code(wanted.service)} is among the linted files` },
    related: [madeLabel(made)],
    notes: [NO_NAME, `the name stands ${fieldWords(reference)}`],
    fix,
    severity: 'warning',
  };
}

/** The Service of an operator has the ports that its object says, or always the same. */
export function portNotMade(reference: NameReference, made: MadeService, number: number): Finding {
  const { name, ports } = made;
  const has = `the Service has ${ports.length === 1 ? 'port' : 'ports'} ${list(ports.map(String))} only`;
  return {
    message: `${callWords(reference)} Service ${code(name)} on port ${number}, which it does not have`,
    at: { place: reference.port.kind === 'number' ? reference.port.at : reference.hostAt, text: has },
    related: [madeLabel(made)],
    notes: [`the address stands ${fieldWords(reference)}`],
    severity: 'warning',
  };
}
