import type { Graph } from '../../../src/graph/graph.js';
import { isSlice, isWrittenByController } from '../../../src/k8s/services/endpoints.js';
import { gainedSelector } from '../../../src/k8s/services/gained-selector.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import type { Service } from '../../../src/k8s/services/service.js';
import type { PodTemplate } from '../../../src/k8s/workloads/workload.js';
import { defineRule, type Finding, type PlacedLabel } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';
import type { Place } from '../../../src/tree/tree.js';

/**
 * `commonLabels`, and `labels` with `includeSelectors`, make a selector where a Service has none (semantics 9.6). The
 * endpoints controller then writes endpoints of its own (semantics 5.1, 5.9). Many leave a selector to the common
 * labels on purpose: only endpoints written by hand show that none is wanted. An ExternalName Service ignores its
 * selector.
 */
export default defineRule({
  id: 'gained-service-selector',
  severity: 'error',
  summary: 'A Service with endpoints written by hand to which the labels of a kustomization give a selector',
  kinds: ['Service'],
  fixable: false,
  since: '0.1.0',

  *check(service, graph) {
    const gained = gainedSelector(service);
    if (gained === undefined || service.type === 'ExternalName') return;
    const [template] = graph.selection.of(service).templates;
    // Slices stay as they are beside a selector that selects nothing; Endpoints are overwritten.
    const endpoints = graph.endpoints
      .of(service)
      .find((each) => !isWrittenByController(each) && !(isSlice(each) && template === undefined));
    if (endpoints !== undefined) yield contested(service, gained, [endpoints, template], graph);
  },
});

function contested(
  service: Service,
  gained: Place,
  [endpoints, template]: readonly [Resource, PodTemplate | undefined],
  graph: Graph,
): Finding {
  const setBy = gained.setBy ?? 'commonLabels';
  return {
    message: `Service ${code(service.name)} has endpoints written by hand, and gains a selector by ${code(setBy)}`,
    at: { place: gained, text: 'this becomes its selector' },
    related: [
      { place: endpoints.at('metadata', 'name'), text: `${describe(endpoints)} has the addresses that are meant` },
      ...(template === undefined
        ? []
        : [
            {
              place: template.workload.resource.at('metadata', 'name'),
              text: `the Pods of ${describe(template.workload.resource)} become its endpoints`,
            },
          ]),
      ...others(service, gained, graph),
    ],
    notes: [
      isSlice(endpoints)
        ? 'traffic goes to the Pods with this label as well as to the addresses written by hand'
        : 'the endpoints controller overwrites the Endpoints with the Pods that have this label',
    ],
    help:
      setBy === 'labels'
        ? 'use `includeTemplates` in place of `includeSelectors`, which leaves selectors alone'
        : 'use `labels` with `includeTemplates`, which leaves selectors alone',
  };
}

/** Two of the other Services that lose their endpoints to the same label: all of them are one mistake. */
function others(service: Service, gained: Place, { selection, endpoints }: Graph): readonly PlacedLabel[] {
  return selection
    .gainedAt(gained)
    .filter((other) => other !== service && endpoints.of(other).length > 0)
    .slice(0, 2)
    .map(({ resource }) => ({ place: resource.at('metadata', 'name'), text: `${describe(resource)} gains it too` }));
}
