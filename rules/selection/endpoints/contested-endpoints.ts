import {
  isSlice,
  isWrittenByController,
  servedName,
  SERVICE_NAME_LABEL,
  ENDPOINT_KINDS,
} from '../../../src/k8s/services/endpoints.js';
import { gainedSelector } from '../../../src/k8s/services/gained-selector.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { readService } from '../../../src/k8s/services/service.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';

/**
 * The endpoints of a Service with selector belong to a controller: it overwrites Endpoints, and stands beside other
 * slices (semantics 5.9, 5.10, D03).
 */
export default defineRule({
  id: 'contested-endpoints',
  severity: 'warning',
  summary: 'hand-written endpoints for a Service whose selector makes its own',
  kinds: ENDPOINT_KINDS,
  fixable: false,
  since: '0.1.0',

  *check(resource, { unit, cluster, selection }) {
    const name = servedName(resource);
    if (name === undefined || isWrittenByController(resource)) return;
    const services = unit
      .find('', 'Service', name, resource)
      .flatMap((found) => readService(found, cluster.serverSide) ?? []);
    const [service] = services;
    if (
      service === undefined ||
      !services.every(({ selector, type }) => selector !== undefined && type !== 'ExternalName')
    )
      return;
    if (gainedSelector(service) !== undefined) return; // the Service, which never asked for it, is another finding
    // Without Pods on disk the slices are all that the Service has, and nothing is mixed.
    if (isSlice(resource) && selection.of(service).scope === 'nowhere') return;
    yield contested(resource, service.resource, name);
  },
});

function contested(resource: Resource, service: Resource, name: string): Finding {
  const slice = isSlice(resource);
  return {
    message: slice
      ? `${describe(resource)} adds addresses to Service ${code(name)}, which selects its own Pods`
      : `${describe(resource)} is written by hand, but Service ${code(name)} has a selector`,
    at: slice
      ? {
          place: resource.at('metadata', 'labels', SERVICE_NAME_LABEL),
          text: 'the Service gets these addresses beside its Pods',
        }
      : { place: resource.at('metadata', 'name'), text: 'the endpoints controller writes an object of this name too' },
    related: [
      {
        place: service.keyAt('spec', 'selector'),
        text: `because of this selector, a controller keeps the endpoints of Service ${code(name)}`,
      },
    ],
    notes: [
      slice
        ? 'kube-proxy merges all slices of a Service, so traffic goes to these addresses as well as to the Pods'
        : 'two writers for one object: the controller overwrites these addresses, an apply overwrites its own',
    ],
    help: 'drop the selector, or drop these endpoints',
  };
}
