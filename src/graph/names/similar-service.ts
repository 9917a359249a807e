import { isSlip } from '../../text/slip.js';
import type { Service } from '../../k8s/services/service.js';
import { edits } from '../../text/similar.js';

/** The Service of which a name is probably a slip, among those that `fits` accepts; the nearest one, ties in alphabetical order. */
export type FindSlip = (name: string, fits: (service: Service) => boolean) => Service | undefined;

/** An edit changes two letters of a name at most; names further apart are told by their sets of letters, without comparing them. */
const LETTERS_APART = 4;

/** A configuration may name thousands of hosts beside thousands of Services: comparing letter sets keeps that cheap. */
export function slipsAmong(services: readonly Service[]): FindSlip {
  const known = services.map((service) => ({
    service,
    letters: lettersOf(service.name),
    digitless: withoutDigits(service.name),
  }));
  return (name, fits) => {
    const letters = lettersOf(name);
    const digitless = withoutDigits(name);
    let best: { readonly service: Service; readonly distance: number } | undefined;
    for (const { service, letters: own, digitless: bare } of known) {
      if (Math.abs(service.name.length - name.length) > 2 || bitsOf(letters ^ own) > LETTERS_APART) continue;
      if (bare === digitless) continue; // `web-1` and `web-2` are two names, and there may be thousands of them
      if (!isSlip(name, service.name) || !fits(service)) continue;
      const distance = edits(name, service.name);
      const nearer =
        best === undefined ||
        distance < best.distance ||
        (distance === best.distance && service.name < best.service.name);
      if (nearer) best = { service, distance };
    }
    return best?.service;
  };
}

function withoutDigits(name: string): string {
  return name.replace(/\d/g, '');
}

/** One bit for each letter that the name has; digits and `-` share the last one. */
function lettersOf(name: string): number {
  let bits = 0;
  for (let at = 0; at < name.length; at++) {
    const letter = name.charCodeAt(at) - 97;
    bits |= 1 << (letter >= 0 && letter < 26 ? letter : 26);
  }
  return bits;
}

function bitsOf(set: number): number {
  let rest = set;
  let count = 0;
  for (; rest !== 0; count++) rest &= rest - 1;
  return count;
}
