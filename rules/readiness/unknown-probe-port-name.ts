import { replacing } from '../../src/message/replacing.js';
import type { Voices } from '../../src/graph/unit/voices.js';
import { usesOfName } from '../../src/k8s/services/port-guess.js';
import { portNameProblem } from '../../src/k8s/syntax/names.js';
import type { CheckedPort } from '../../src/k8s/pods/checks.js';
import { portNamed, type Container, type ContainerPort } from '../../src/k8s/pods/container.js';
import type { PodTemplate } from '../../src/k8s/workloads/workload.js';
import { defineRule, type Finding, type FixRecipe, type PlacedLabel } from '../../src/rule/rule.js';
import { closest } from '../../src/text/spelling/similar.js';
import { code, codes } from '../../src/text/words.js';
import { getList, getString, type Place } from '../../src/tree/tree.js';

/**
 * The kubelet looks up a named probe or hook port in the same container only, whatever its protocol (semantics 6.5,
 * C35, C45).
 */
export default defineRule({
  id: 'unknown-probe-port-name',
  severity: 'error',
  summary: 'A probe or hook that names a port its own container does not have',
  kinds: ['Workload'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(workload, { voices }) {
    // The port may come with another file, or from the controller of a kind that we only guess makes Pods.
    if (workload.resource.patched || workload.guessed) return;
    for (const template of workload.templates) {
      for (const container of template.containers) {
        if (container.role === 'init') continue; // probes and hooks are refused there
        const said = new Set<string>(); // a text that an anchor brings to several probes is one mistake
        for (const checked of container.checkedPorts) {
          if (typeof checked.port !== 'string' || portNameProblem(checked.port) !== undefined) continue;
          // A named entry without a number is refused; its name is not what is wrong.
          const written = getList(container.get('ports')).some((port) => getString(port, 'name') === checked.port);
          const text = originOf(container.at(...checked.path));
          if (written || said.has(text)) continue;
          said.add(text);
          yield unknownPort({ template, container, checked, name: checked.port, voices });
        }
      }
    }
  },
});

/** The text that was written, however many aliases bring it elsewhere. */
function originOf({ span, anchor }: Place): string {
  const { file, start } = anchor ?? span;
  return `${file.path}:${start}`;
}

interface Unknown {
  readonly template: PodTemplate;
  readonly container: Container;
  readonly checked: CheckedPort;
  readonly name: string;
  readonly voices: Voices;
}

function unknownPort(it: Unknown): Finding {
  const { container, checked, name, template } = it;
  const elsewhere = template.containers
    .filter((other) => other !== container)
    .flatMap((other) => portNamed(other, name) ?? [])[0];
  const names = container.ports.flatMap((port) => port.name ?? []);
  const similar = container.ports.find((port) => port.name !== undefined && port.name === closest(name, names));
  const what = elsewhere === undefined ? 'which it does not have' : 'which is a port of another container';
  return {
    message:
      `the ${checked.check} ${isHook(checked) ? 'hook ' : ''}of container ${code(container.name)} names port ` +
      `${code(name)}, ${what}`,
    at: { place: container.at(...checked.path), text: `container ${code(container.name)} has no port of this name` },
    related: otherEnd(it, similar, elsewhere),
    notes: [CONSEQUENCES[checked.check]],
    help:
      elsewhere === undefined || similar !== undefined
        ? undefined
        : `write the number ${elsewhere.number}: the containers of a Pod share one network`,
    fix: repair(it, similar, elsewhere),
  };
}

const isHook = ({ check }: CheckedPort): boolean => check === 'postStart' || check === 'preStop';

const CONSEQUENCES: Readonly<Record<CheckedPort['check'], string>> = {
  readinessProbe: 'the kubelet cannot run the probe, so the Pod never becomes ready and no Service sends it traffic',
  startupProbe:
    'the kubelet cannot run the probe, so the container never counts as started and the Pod never becomes ready',
  livenessProbe: 'the kubelet cannot run the probe and ignores it, so the container is never restarted',
  postStart: 'the kubelet cannot run the hook, so it kills the container and starts it again without end',
  preStop: 'the kubelet cannot run the hook, so the container is stopped without it',
};

function otherEnd(
  { container, name }: Unknown,
  similar: ContainerPort | undefined,
  elsewhere: ContainerPort | undefined,
): readonly PlacedLabel[] {
  if (similar !== undefined) return [{ place: similar.at('name'), text: 'this port has a similar name' }];
  if (elsewhere !== undefined)
    return [
      { place: elsewhere.at('name'), text: `container ${code(elsewhere.container.name)} declares ${code(name)}` },
    ];
  const names = container.ports.flatMap((port) => port.name ?? []);
  if (container.ports.length === 0) return [{ place: container.at('name'), text: 'the container declares no ports' }];
  return [
    {
      place: container.keyAt('ports'),
      text:
        names.length === 0
          ? 'the ports have no names'
          : `${names.length === 1 ? 'its only named port is' : 'the ports are named'} ${codes(names)}`,
    },
  ];
}

function repair(
  { container, checked, name, voices }: Unknown,
  similar: ContainerPort | undefined,
  elsewhere: ContainerPort | undefined,
): FixRecipe | undefined {
  const instead = (title: string, written: string | number): FixRecipe =>
    replacing(title, container.at(...checked.path), written);
  // What more texts say is right.
  if (similar?.name !== undefined && voices.prefersPortName(name, similar.name))
    return {
      title: 'rename the container port',
      applicability: 'unsafe',
      changes: usesOfName(similar).map((replace) => ({ replace, with: name })),
    };
  if (similar?.name !== undefined) return instead('use the name of the port', similar.name);
  if (elsewhere !== undefined) return instead(`use the number of ${code(name)}`, elsewhere.number);
  const [only] = container.ports;
  if (only === undefined || container.ports.length > 1) return undefined;
  return instead('use the only port that is declared', only.name ?? only.number);
}
