import { partsOf } from '../../tree/part-of-scalar.js';
import type { Place } from '../../tree/tree.js';
import { calledBy } from '../hosts/client-commands.js';
import { addressesIn } from '../hosts/scan.js';
import type { Check } from '../pods/checks.js';
import type { Container } from '../pods/container.js';
import { checkTexts } from './word-texts.js';

/** A port of localhost that the command of a probe or hook asks: `curl http://localhost:8080/health`. */
export interface AskedOnLoopback {
  readonly check: Check['name'];
  readonly port: number;
  /** Where the digits stand. */
  readonly at: Place;
}

/** The ports that the commands of probes and hooks ask in their own Pod. */
export function askedOnLoopback(container: Container): readonly AskedOnLoopback[] {
  return container.view(readAsked);
}

function readAsked(container: Container): readonly AskedOnLoopback[] {
  return checkTexts(container).flatMap(({ text, part, scalar, key, joined }) =>
    [...(joined === true ? [] : addressesIn(text)), ...calledBy(text)].flatMap(({ host, port }) => {
      if (port === undefined || !/^(localhost|127\.0\.0\.1)$/.test(text.slice(host.start, host.end))) return [];
      const at = (part ?? partsOf(scalar))(port.start, port.end);
      return [{ check: key as Check['name'], port: Number(text.slice(port.start, port.end)), at }];
    }),
  );
}
