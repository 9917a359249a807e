import { remember, rememberEach } from '../../data/once.js';
import type { Resource } from '../../k8s/object/resource.js';
import { type BasePath, basePathsOf } from '../../k8s/listening/base-paths.js';
import { configuredBy, type Configured } from '../../k8s/listening/configured.js';
import { type FindObject, sourcesOf } from '../../k8s/listening/config-sources.js';
import { isToldOf, listensOn, mayListen } from '../../k8s/listening/listens-on.js';
import { SCRAPE_PORT } from '../../k8s/monitors/scrape-port.js';
import { judgedTemplates, runningPorts } from '../../k8s/listening/running.js';
import { type GuessPort, isPublic, portGuesser } from '../../k8s/services/port-guess.js';
import type { Container } from '../../k8s/pods/container.js';
import { type Given, givenTo, textEntries } from '../../k8s/variables/given.js';
import { allocatesNodePorts, type Service, type ServicePort } from '../../k8s/services/service.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import type { Namespaces } from '../unit/namespaces.js';
import type { UnitObjects } from '../unit/objects.js';
import type { NodePortWish, UnitIndex } from '../unit/unit-index.js';
import { declaredPorts, findPort, type Resolution } from './find-port.js';
import type { Selections } from '../selection/selection.js';
import { swapsOf, type Swaps } from './swaps.js';

/** Which port leads where. */
export interface Ports extends Swaps {
  /** FindPort for one Service port and one Pod template. */
  resolve(port: ServicePort, template: PodTemplate): Resolution;
  /** The container port that a name which no container has was probably meant for. */
  readonly guess: GuessPort;
  /**
   * The selected templates on whose declared ports a verdict can stand; none where one of them is not known in full.
   */
  judged(service: Service): readonly PodTemplate[];
  /** True where a container of the template declares the number, or a text that its containers read has it. */
  listensOn(template: PodTemplate, number: number): boolean;
  /** The same without the probes, for those who doubt them. */
  isToldOf(template: PodTemplate, number: number): boolean;
  /**
   * True where a text of the Pods other than a probe has the number, or may have it: what they declare does not count,
   * nor what the image of a container opens that was told another port.
   */
  isMentioned(template: PodTemplate, number: number, moved?: Container): boolean;
  /** True where a text of the Pods other than a probe has the number, or their image is known to open it. */
  isWritten(template: PodTemplate, number: number): boolean;
  /** Where mounted files make the program of a container listen. */
  configured(template: PodTemplate, container: Container): Configured;
  /**
   * What ConfigMaps and Secrets give to the environment of a container; what several workloads take as a whole is left
   * out, since it says nothing of any one of them.
   */
  given(template: PodTemplate, container: Container): Given;
  /** Below which path its program answers, as its texts, those given to it and its mounted files say. */
  basePaths(template: PodTemplate, container: Container): readonly BasePath[];
  /**
   * True where every template declares ports, but none declares `number` or has it in a text that its containers read.
   * `containerPort` is documentation (semantics 6.1), so this makes a mistake likely, never certain.
   */
  contradicts(templates: readonly PodTemplate[], number: number): boolean;
  /** The same of one template, without its own annotation for scrapers, which is what is asked about. */
  isScrapedInVain(template: PodTemplate, number: number): boolean;
  /**
   * How many texts around the Pods say the number: declarations, probes, and the Services that reach them. Where a
   * Service and a declaration disagree, the one that others say too is mostly right.
   */
  voicesFor(templates: readonly PodTemplate[], number: number): number;
  /**
   * True where no port of the Service leads its Pods to the number, and they declare others; asked of who dials the
   * Pods themselves.
   */
  isDialledInVain(service: Service, number: number): boolean;
  /** Another Service that allocates the node port before this one does; undefined where this one gets it. */
  takenBefore(service: Service, nodePort: number): NodePortWish | undefined;
}

/** What the answers about ports rest on. */
interface Ground {
  readonly index: Pick<UnitIndex, 'nodePorts'>;
  readonly namespaces: Namespaces;
  readonly objects: Pick<UnitObjects, 'find'>;
  readonly selections: Pick<Selections, 'of' | 'servicesOf'>;
  readonly clientsOf: (service: Service) => readonly { readonly port: number | string | undefined }[];
  readonly readersOf: (resource: Resource) => readonly PodTemplate[];
  /** The minor version of the cluster. */
  readonly minor: number;
}

export function portsOf({
  index: { nodePorts },
  namespaces,
  objects: { find },
  selections,
  clientsOf,
  readersOf,
  minor,
}: Ground): Ports {
  const near =
    (resource: Resource) =>
    (kind: 'ConfigMap' | 'Secret', name: string): readonly Resource[] =>
      find('', kind, name, resource);
  const declared = remember(declaredPorts);
  // Many ports, names and policies ask about few numbers, and each answer reads every text of the Pods.
  const listens = rememberEach((template: PodTemplate, number: number) =>
    listensOn(template, number, near(template.workload.resource)),
  );
  // Versions of one Service in several files: only one of them will be applied.
  const isSameObject = (a: Service, b: Service): boolean =>
    a.name === b.name && namespaces.same(a.resource, b.resource) !== 'no';
  const readsUnknown = remember((template: PodTemplate) =>
    sourcesOf(template).some(
      ({ kind, name }) => kind === 'ConfigMap' && find('', kind, name, template.workload.resource).length === 0,
    ),
  );
  const isWritten = writtenIn(near);
  const resolve = (port: ServicePort, template: PodTemplate): Resolution =>
    findPort(port, template, minor, declared(template));
  const judged = remember((service: Service) => judgedTemplates(selections.of(service).templates));
  const contradicts = (templates: readonly PodTemplate[], number: number): boolean =>
    templates.length > 0 &&
    templates.every((template) => runningPorts(template).length > 0 && !listens(template, number));
  const leadsTo = (service: Service, number: number): boolean =>
    service.ports.some(
      (port) =>
        port.target.kind !== 'default' && judged(service).some((template) => resolve(port, template).number === number),
    );
  return {
    resolve,
    guess: portGuesser(),
    judged,
    ...swapsOf(clientsOf, judged, contradicts),
    voicesFor: (templates, number) =>
      templates.reduce((sum, template) => sum + saidAround(template, selections.servicesOf(template), number), 0),
    listensOn: listens,
    isToldOf: rememberEach((template: PodTemplate, number: number) =>
      isToldOf(template, number, near(template.workload.resource)),
    ),
    contradicts,
    isScrapedInVain: (template, number) => isSilent(template, number, near(template.workload.resource)),
    isDialledInVain: rememberEach(
      (service: Service, number: number) =>
        !leadsTo(service, number) &&
        contradicts(judged(service), number) &&
        !isListedBeside(service, number, judged(service), resolve),
    ),
    isMentioned: (template, number, moved) => readsUnknown(template) || isWritten(template, number, moved),
    isWritten,
    ...toldOutside(near, givenNear(near, readersOf)),
    takenBefore(service, nodePort) {
      for (const owner of nodePorts.get(nodePort) ?? []) {
        if (owner.service === service) return undefined;
        if (allocatesNodePorts(owner.service) && !isSameObject(owner.service, service)) return owner;
      }
      return undefined;
    },
  };
}

/**
 * Whether a headless Service lists the number beside all ports that the Pods declare: none of those is what the number
 * should have been.
 */
function isListedBeside(
  { headless, ports }: Service,
  number: number,
  templates: readonly PodTemplate[],
  resolve: Ports['resolve'],
): boolean {
  const leadsTo = (template: PodTemplate, declared: number): boolean =>
    ports.some((port) => resolve(port, template).number === declared);
  return (
    headless &&
    ports.length > 1 &&
    ports.some((port) => port.port === number) &&
    templates.every((template) => runningPorts(template).every((each) => leadsTo(template, each.number)))
  );
}

/** What other objects tell the program of a container. */
function toldOutside(
  near: (resource: Resource) => FindObject,
  given: Ports['given'],
): Pick<Ports, 'configured' | 'given' | 'basePaths'> {
  const configured = rememberEach((template: PodTemplate, container: Container) =>
    configuredBy(container, template, near(template.workload.resource)),
  );
  return {
    configured,
    given,
    basePaths: (template, container) =>
      basePathsOf(
        container,
        () => given(template, container).variables,
        () => configured(template, container).files,
      ),
  };
}

/** True where the Pods declare ports, and nothing but the annotation for scrapers says the number. */
function isSilent(template: PodTemplate, number: number, find: FindObject): boolean {
  return runningPorts(template).length > 0 && !listensOn(template, number, find, SCRAPE_PORT);
}

/** The declarations and probes of a Pod, and the ports of the Services that reach it, that name a number. */
function saidAround(template: PodTemplate, services: readonly Service[], number: number): number {
  const declared = runningPorts(template).filter((port) => port.number === number);
  const checked = template.containers.flatMap(({ checkedPorts }) => checkedPorts.filter(({ port }) => port === number));
  return services.reduce((sum, service) => sum + saidBy(service, number), declared.length + checked.length);
}

/**
 * The ports of a Service that name a number as theirs or as their target; what the world calls says nothing of the
 * Pods.
 */
function saidBy({ ports }: Service, number: number): number {
  const targets = ports.filter(({ target }) => target.kind === 'number' && target.number === number);
  const own = ports.filter(({ port, target }) => port === number && target.kind !== 'default' && !isPublic(port));
  return targets.length + own.length;
}

type FindNear = (resource: Resource) => FindObject;

function givenNear(near: FindNear, readersOf: Ground['readersOf']): Ports['given'] {
  const entriesIn = remember(textEntries); // many containers may read one object
  return rememberEach((template, container) => {
    const { variables, known } = givenTo(container, near(template.workload.resource), entriesIn);
    return { variables: variables.filter(({ asked, resource }) => asked || readersOf(resource).length < 2), known };
  });
}

/** Whether a text of the Pods has the number; the image of a container that was told another port does not count. */
function writtenIn(near: FindNear): (template: PodTemplate, number: number, moved?: Container) => boolean {
  const mayAnswer = rememberEach((template: PodTemplate, number: number) =>
    mayListen(template, number, near(template.workload.resource)),
  );
  return (template, number, moved) =>
    moved === undefined
      ? mayAnswer(template, number)
      : mayListen(template, number, near(template.workload.resource), undefined, moved);
}
