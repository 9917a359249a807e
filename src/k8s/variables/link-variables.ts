import { getList, getString, type Place } from '../../tree/tree.js';
import type { Resource } from '../object/resource.js';
import type { Container } from '../pods/container.js';
import type { PodTemplate } from '../workloads/workload.js';
import { containerTexts, isAssigned, linksOff, ownVariables, type ContainerText } from './container-texts.js';
import { partsOf } from '../../tree/part-of-scalar.js';
import type { FindObject } from '../listening/config-sources.js';
import { mountsOf } from '../listening/mounted-files.js';
import { portsReadBy } from './mounted-readers.js';
import { REFUSING_IMAGES, type RefusingImage } from './refusing-images.js';

/**
 * A variable `X_PORT` that a container takes for a number, where a Service `x` makes it `tcp://10.0.0.1:80` (semantics
 * 8.4).
 */
export interface LinkVariable {
  readonly variable: string;
  /** The only Service name that makes such a variable. */
  readonly service: string;
  readonly container: Container;
  /** As written; or the image, or the framework by a variable of its own, that stops where the variable is set. */
  readonly by:
    | { readonly kind: 'text'; readonly text: string }
    | { readonly kind: 'image' }
    | { readonly kind: 'framework'; readonly text: string }
    /** A mounted file, by its path in the container. */
    | { readonly kind: 'file'; readonly text: string }
    /** A variable of the same beginning, where another container of the image is given this one as a number. */
    | { readonly kind: 'told'; readonly text: string; readonly place: Place; readonly resource: Resource };
  readonly at: Place;
}

/** Variables of frameworks that read a port from one of the same beginning (semantics 8.4). */
const FRAMEWORKS: readonly (readonly [own: RegExp, variable: string, told?: RegExp])[] = [
  [/^ROCKET_(ADDRESS|PROFILE|ENV|LOG|LOG_LEVEL|WORKERS|SECRET_KEY|DATABASES|LIMITS)$/, 'ROCKET_PORT'],
  [
    /^SPRING_(PROFILES_ACTIVE|APPLICATION_NAME|DATASOURCE_URL|CONFIG_LOCATION|DATA_\w+)$/,
    'SERVER_PORT',
    /server\.port/,
  ],
];

/**
 * What a container sets by itself, or takes from objects on disk, wins over the variables of Services; Pods may switch
 * these off. Images and frameworks are asked about only where one of them reads a variable that a Service makes.
 */
export function linkVariablesAmong(
  isService: (name: string) => boolean,
): (template: PodTemplate, find: FindObject) => readonly LinkVariable[] {
  const images = REFUSING_IMAGES.filter(({ variable }) => isService(serviceOf(variable)));
  const frameworks = FRAMEWORKS.filter(([, variable]) => isService(serviceOf(variable)));
  return (template, find) => {
    const found = template.containers.flatMap((container) => {
      const takenForNumbers = [
        ...usedBy(container),
        ...refusedBy(container, images),
        ...refusedIn(container, frameworks),
        ...readIn(container, template, find),
      ];
      const own = takenForNumbers.length === 0 ? undefined : ownVariables(container, find);
      if (own === undefined) return [];
      return takenForNumbers.filter(({ variable }) => !own.has(variable) && !isTakenAway(variable, container));
    });
    return found.length === 0 || linksOff(template) !== undefined ? [] : found;
  };
}

/** The container's own order removes the variable before the program starts: `unset X_PORT`, `env -u X_PORT`. */
function isTakenAway(variable: string, container: Container): boolean {
  const words = containerTexts(container).flatMap((each) => (each.variable === undefined ? [each.text] : []));
  return [...words.join(' ').matchAll(REMOVALS)].some(([removed]) => removed.split(/\s+/).includes(variable));
}

const REMOVALS = /(?<!\S)(?:unset|-u|--unset)(?:[ \t]+[A-Z][A-Z0-9_]*)+/g;

/** Those that its own texts put in place. */
function usedBy(container: Container): readonly LinkVariable[] {
  const texts = containerTexts(container);
  const used = texts.flatMap((text) => (text.text.includes('_PORT') ? numbersIn(text, container) : []));
  return used.filter(({ variable }) => !isAssigned(variable, texts));
}

/** Code and configuration that the container finds in a mounted ConfigMap or Secret. */
function readIn(container: Container, template: PodTemplate, find: FindObject): readonly LinkVariable[] {
  if (container.get('volumeMounts') === undefined) return [];
  const { files } = mountsOf(container, template, find);
  return files
    .filter(({ plain }) => plain)
    .flatMap((file) =>
      portsReadBy(file).map(({ variable, start, end }) => ({
        variable,
        service: serviceOf(variable),
        container,
        by: { kind: 'file', text: file.path } as const,
        at: partsOf(file.scalar)(start, end),
      })),
    );
}

function refusedBy(container: Container, images: readonly RefusingImage[]): readonly LinkVariable[] {
  if (images.length === 0) return [];
  const image = container.image;
  const refusing = images.filter(({ image: pattern }) => pattern.test(image));
  if (refusing.length === 0) return [];
  const command = ['command', 'args'].flatMap((field) =>
    getList(container.get(field)).map((item) => getString(item) ?? ''),
  );
  if (borrowsImage(container, command)) return [];
  return refusing
    .filter(
      ({ inCommand, kept, told, where }) =>
        (where === undefined || where[1].test(valueOf(container, where[0]))) &&
        (inCommand !== true || command.length === 0 || command.some((text) => kept?.test(text) === true)) &&
        !command.some((text) => told?.test(text) === true),
    )
    .map(({ variable }) => ({
      variable,
      service: serviceOf(variable),
      container,
      by: { kind: 'image' },
      at: container.at('image'),
    }));
}

/** An init container that runs something else than the program of the image: `sh -c "pip install …; cp …"`. */
function borrowsImage({ role, image }: Container, command: readonly string[]): boolean {
  if (role !== 'init' || command.length === 0) return false;
  const program = /([^/:@]+)(?:[:@]|$)/.exec(image.slice(image.lastIndexOf('/') + 1))?.[1] ?? image;
  return !command.some((text) => text.includes(program));
}

/** A variable of the container tells which framework its program is made with. */
function refusedIn(container: Container, frameworks: typeof FRAMEWORKS): readonly LinkVariable[] {
  if (frameworks.length === 0) return [];
  const names = getList(container.get('env')).flatMap((item) => getString(item, 'name') ?? []);
  const texts = containerTexts(container);
  return frameworks.flatMap(([pattern, variable, told]) => {
    const telling = names.find((name) => pattern.test(name));
    const at = telling === undefined ? undefined : variableAt(container, telling);
    return telling === undefined || at === undefined || texts.some(({ text }) => told?.test(text))
      ? []
      : [{ variable, service: serviceOf(variable), container, by: { kind: 'framework', text: telling }, at } as const];
  });
}

/** As written; empty where it comes from elsewhere. */
function valueOf(container: Container, name: string): string {
  const item = getList(container.get('env')).find((each) => getString(each, 'name') === name);
  return getString(item, 'value') ?? '';
}

function variableAt(container: Container, name: string): Place | undefined {
  const item = getList(container.get('env')).find((each) => getString(each, 'name') === name);
  return item?.type === 'map' ? item.entries.get('name')?.value.place : undefined;
}

/** `$(X_PORT)` for the kubelet; `$X_PORT`, `${X_PORT}` and `${X_PORT:-6379}` for a shell. */
const BY_KUBELET = /(?<!\$)\$\(([A-Z][A-Z0-9_]*_PORT)\)/g;
const BY_SHELL = /(?<![\\$])\$(?:([A-Z][A-Z0-9_]*_PORT)(?![A-Za-z0-9_])|\{([A-Z][A-Z0-9_]*_PORT)(?:(:?[-=])(\d+))?\})/g;

/** What stands before a port number: a host and a colon, or an option or variable that is called so. */
const BEFORE = /(?:[\w.)}\]]:|port['"]?[ =:]+['"]?)$/i;

function numbersIn(
  { scalar, text, variable: owner, inShell }: ContainerText,
  container: Container,
): readonly LinkVariable[] {
  const matches = [...text.matchAll(BY_KUBELET), ...(inShell ? text.matchAll(BY_SHELL) : [])];
  return matches.flatMap((match): readonly LinkVariable[] => {
    const variable = match[1] ?? match[2] ?? '';
    const whole = match[0] === text && /(^|_)PORT$/.test(owner ?? '');
    const isNumber =
      match[4] !== undefined || whole || BEFORE.test(text.slice(Math.max(0, match.index - 20), match.index));
    // `X_SERVICE_PORT` is a number, and so is what stands behind `_TCP_PORT`.
    if (!isNumber || /_SERVICE_PORT$|_(TCP|UDP|SCTP)_PORT$/.test(variable)) return [];
    return [
      {
        variable,
        service: serviceOf(variable),
        container,
        by: { kind: 'text', text: match[0] },
        at: partsOf(scalar)(match.index, match.index + match[0].length),
      },
    ];
  });
}

function serviceOf(variable: string): string {
  return variable.slice(0, -'_PORT'.length).toLowerCase().replaceAll('_', '-');
}
