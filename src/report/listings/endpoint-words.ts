import type { EndpointOwner, ServiceEndpoints } from '../../answers/endpoints/endpoints.js';
import { visible } from '../markup/visible.js';

/** Why a Service has no endpoints, with the place that shows it; null where it has some, or needs none. */
export function lackWords({ lack }: ServiceEndpoints): string | null {
  return lack === null ? null : `${visible(lack.text)} (${visible(lack.file)}:${lack.line}:${lack.column})`;
}

/** The unit, where several kustomizations build a Service of one text. */
export function unitWords({ unit }: ServiceEndpoints): string {
  return ` in ${visible(unit)}`;
}

export function readyWords(pod: EndpointOwner, { source }: ServiceEndpoints): string {
  return source === 'selector' || pod.readiness === 'never' ? READY[pod.readiness] : 'written by hand';
}

const READY: Readonly<Record<EndpointOwner['readiness'], string>> = {
  never: 'never ready',
  probe: 'ready by probe',
  always: 'ready as soon as it runs',
};
