import type { Place } from '../../tree/tree.js';
import type { Container } from '../pods/container.js';
import type { PodTemplate } from '../workloads/workload.js';
import { containerTexts, isAssigned, linksOff, ownVariables, type ContainerText } from './container-texts.js';
import { partsOf } from '../../tree/part-of-scalar.js';

/**
 * One `$(X_SERVICE_HOST)` or `$(X_SERVICE_PORT_NAME)` that the kubelet is to expand, or `$X_SERVICE_HOST` for a shell
 * (semantics 8.4).
 */
export interface ServiceVariable {
  readonly variable: string;
  /** The only Service name that makes such a variable: `X` in lower case, `_` read as `-`. */
  readonly service: string;
  /** As the kubelet would write it: in capitals, with `_`. */
  readonly right: string;
  /** `HOST`, or the port: by its name in capitals, or the first one. */
  readonly wants: { readonly kind: 'host' } | { readonly kind: 'port'; readonly name: string | undefined };
  readonly container: Container;
  /** Who puts the value in place; a shell has the variables of the image, too. */
  readonly by: 'kubelet' | 'shell';
  /** As written: `$(X)`, `$X`, `${X}`. */
  readonly text: string;
  /** Where the Pods switch the variables of Services off. */
  readonly linksOff: Place | undefined;
  readonly at: Place;
}

/**
 * Every reference to a variable that only a Service gives; variables that the container defines, or may take from
 * elsewhere, are none.
 */
export function serviceVariablesOf(template: PodTemplate): readonly ServiceVariable[] {
  return template.containers.flatMap((container) => {
    const texts = containerTexts(container);
    const found = texts.flatMap((text) =>
      MENTION.test(text.text) ? variablesIn(text, container, linksOff(template)) : [],
    );
    const own = found.length === 0 ? undefined : ownVariables(container);
    if (own === undefined) return [];
    return found.filter(({ variable, by }) => !own.has(variable) && !(by === 'shell' && isAssigned(variable, texts)));
  });
}

/** What each of them has. */
const MENTION = /_SERVICE_/i;

/** `$$(` is an escape: the kubelet leaves it alone. */
const EXPANDED = /(?<!\$)(\$+)\(([A-Za-z0-9_.-]+)_SERVICE_(HOST|PORT)(?:_([A-Za-z0-9_.-]+))?\)/gi;

/** `${X:-default}` is no such reference: the author knows that it may not be set. */
const IN_SHELL =
  /(?<![\\$])()\$(?:(?=[A-Z])|\{(?=[A-Z0-9_]+\}))([A-Z][A-Z0-9_]*)_SERVICE_(HOST|PORT)(?:_([A-Z0-9_]+))?(?![A-Za-z0-9_])\}?/g;

function variablesIn(
  { scalar, text, inShell }: ContainerText,
  container: Container,
  off: Place | undefined,
): readonly ServiceVariable[] {
  const read = (pattern: RegExp, by: ServiceVariable['by']): readonly ServiceVariable[] =>
    [...text.matchAll(pattern)].flatMap((match): ServiceVariable[] => {
      const [whole, dollars = '', stem = '', kind = '', port] = match;
      const variable = /[A-Za-z0-9_.-]+/.exec(whole.slice(dollars.length))?.[0] ?? '';
      const isHost = kind.toUpperCase() === 'HOST';
      if ((by === 'kubelet' && dollars.length % 2 === 0) || (isHost && port !== undefined)) return [];
      const start = match.index + whole.indexOf(variable);
      return [
        {
          variable,
          service: stem.toLowerCase().replaceAll('_', '-'),
          right: variable.toUpperCase().replace(/[.-]/g, '_'),
          wants: isHost ? { kind: 'host' } : { kind: 'port', name: port },
          container,
          by,
          text: by === 'kubelet' ? `$(${variable})` : whole,
          linksOff: off,
          at: partsOf(scalar)(start, start + variable.length),
        },
      ];
    });
  return [...read(EXPANDED, 'kubelet'), ...(inShell ? read(IN_SHELL, 'shell') : [])];
}
