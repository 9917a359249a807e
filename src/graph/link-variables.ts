import { groupBy } from '../data/group.js';
import { once, remember } from '../data/once.js';
import type { FindObject } from '../k8s/listening/config-sources.js';
import type { Resource } from '../k8s/object/resource.js';
import type { Container } from '../k8s/pods/container.js';
import { untagged } from '../k8s/pods/image-names.js';
import { givenVariables, linksOff, type WrittenVariable } from '../k8s/variables/container-texts.js';
import { type LinkVariable, linkVariablesAmong } from '../k8s/variables/link-variables.js';
import type { PodTemplate } from '../k8s/workloads/workload.js';
import type { Namespaces } from './unit/namespaces.js';
import type { UnitIndex } from './unit/unit-index.js';

export interface LinkVariables {
  /** Each `X_PORT` that a container takes for a number, and does not set (semantics 8.4). */
  linkVariables(template: PodTemplate): readonly LinkVariable[];
}

export function linkVariablesIn(
  { templates, objectsNamed, servicesNamed }: Pick<UnitIndex, 'templates' | 'objectsNamed' | 'servicesNamed'>,
  namespaces: Namespaces,
): LinkVariables {
  const near = ({ workload: { resource } }: PodTemplate): FindObject => {
    return (kind, name) => objectsNamed('', kind, name).filter((other) => namespaces.same(resource, other) !== 'no');
  };
  const ownOf = linkVariablesAmong((name) => servicesNamed(name).length > 0);
  const told = once(() => portsTold(templates, near));
  return {
    linkVariables: remember((template: PodTemplate) => {
      const own = ownOf(template, near(template));
      if (told().size === 0 || linksOff(template) !== undefined) return own;
      return [...own, ...toldElsewhere(template, near(template), told())];
    }),
  };
}

interface Told extends WrittenVariable {
  readonly resource: Resource;
}

/** The variables `X_PORT` that containers of an image are given as a number. */
type PortsTold = ReadonlyMap<string, ReadonlyMap<string, Told>>;

function portsTold(templates: Iterable<PodTemplate>, near: (template: PodTemplate) => FindObject): PortsTold {
  const found = new Map<string, Map<string, Told>>();
  const runs = [...templates].flatMap((template) =>
    template.containers.map((container) => ({ template, container, image: programOf(container) })),
  );
  for (const [image, alike] of groupBy(runs, (run) => run.image)) {
    if (image === undefined || alike.length < 2) continue; // no other container says anything of it
    for (const { template, container } of alike) {
      for (const variable of givenVariables(container, near(template)) ?? []) {
        if (!/^[A-Z][A-Z0-9_]*_PORT$/.test(variable.name) || !/^\d{1,5}$/.test(variable.value ?? '')) continue;
        const known = found.get(image) ?? new Map<string, Told>();
        if (!known.has(variable.name)) known.set(variable.name, { ...variable, resource: template.workload.resource });
        found.set(image, known);
      }
    }
  }
  return found;
}

/** An `X_PORT` that another container of the same image is given, while this one has other variables `X_…` only. */
function toldElsewhere(template: PodTemplate, find: FindObject, told: PortsTold): readonly LinkVariable[] {
  return template.containers.flatMap((container) => {
    const known = told.get(programOf(container) ?? '');
    const given = known && givenVariables(container, find);
    if (known === undefined || given === undefined) return [];
    const names = new Set(given.map(({ name }) => name));
    return given.flatMap(({ name, place: at }): readonly LinkVariable[] =>
      stemsOf(name).flatMap((stem): readonly LinkVariable[] => {
        const variable = `${stem}_PORT`;
        const other = known.get(variable);
        if (other === undefined || names.has(variable)) return [];
        const service = stem.toLowerCase().replaceAll('_', '-');
        const by = { kind: 'told', text: name, place: other.place, resource: other.resource } as const;
        return [{ variable, service, container, by, at }];
      }),
    );
  });
}

/** `A` and `A_B` of `A_B_C`. */
function stemsOf(name: string): readonly string[] {
  return [...name.matchAll(/_/g)].map(({ index }) => name.slice(0, index));
}

/** The image without its tag; undefined for one of Docker's own, which runs whatever it is told. */
function programOf({ image }: Container): string | undefined {
  return image.includes('/') ? untagged(image) : undefined;
}
