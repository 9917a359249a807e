import { getBoolean, getList, getString, isString, type Place, type ScalarTree, type Tree } from '../../tree/tree.js';
import type { FindObject } from '../listening/config-sources.js';
import type { Container } from '../pods/container.js';
import type { PodTemplate } from '../workloads/workload.js';
import { broughtBy } from './given.js';

/**
 * A text of a container in which variables are put in place: by the kubelet as `$(X)`, in the script of a shell as `$X`
 * too.
 */
export interface ContainerText {
  readonly scalar: ScalarTree;
  readonly text: string;
  /** The variable whose value it is; undefined for words of the command. */
  readonly variable: string | undefined;
  readonly inShell: boolean;
}

/** The values of variables, and the words of command and arguments. */
export function containerTexts(container: Container): readonly ContainerText[] {
  return container.view(readTexts);
}

function readTexts(container: Container): readonly ContainerText[] {
  const words = ['command', 'args'].flatMap((field) => getList(container.get(field)));
  const inShell = runsShell(words);
  const texts: ContainerText[] = [];
  for (const { name, value, scalar } of container.variables)
    texts.push({ scalar, text: value, variable: name, inShell: false });
  for (const item of words)
    if (isString(item)) texts.push({ scalar: item, text: item.value, variable: undefined, inShell });
  return texts;
}

/** `sh -c`, `/bin/bash -ec`: what follows is a script. */
function runsShell(items: readonly Tree[]): boolean {
  const words = items.flatMap((item) => (item.type === 'scalar' ? [String(item.value)] : []));
  return words.some(
    (word, at) =>
      /(^|\/)(ba|a|da|k|z)?sh$/.test(word) &&
      /^-\w*c$/.test(words.slice(at + 1).find((next) => !/^-\w*[^c\W]$/.test(next)) ?? ''),
  );
}

/** A variable that a container is given by the manifests. */
export interface WrittenVariable {
  readonly name: string;
  /** Undefined where it is not written in place. */
  readonly value: string | undefined;
  readonly place: Place;
}

/**
 * The variables of `env`, and those of the objects on disk that `envFrom` names; undefined where some may come from
 * elsewhere.
 */
export function givenVariables(container: Container, find: FindObject): readonly WrittenVariable[] | undefined {
  const brought = getList(container.get('envFrom')).map((item) => broughtBy(item, find));
  if (brought.includes(undefined)) return undefined;
  const own = getList(container.get('env')).flatMap((item): readonly WrittenVariable[] => {
    const name = getString(item, 'name');
    return name === undefined ? [] : [{ name, value: getString(item, 'value'), place: item.place }];
  });
  const others = brought.flatMap((variables) => variables ?? []);
  return [...own, ...others.map(({ name, value, scalar: { place } }) => ({ name, value, place }))];
}

/** The names of the variables that the container is given; undefined where some may come from elsewhere. */
export function ownVariables(container: Container, find: FindObject = () => []): ReadonlySet<string> | undefined {
  const brought = getList(container.get('envFrom')).map((item) => broughtBy(item, find));
  if (brought.includes(undefined)) return undefined;
  const own = getList(container.get('env')).flatMap((item) => getString(item, 'name') ?? []);
  return new Set([...own, ...brought.flatMap((variables) => (variables ?? []).map(({ name }) => name))]);
}

/** Where the Pods switch the variables of Services off. */
export function linksOff({ workload: { resource }, path }: PodTemplate): Place | undefined {
  const field = [...path, 'spec', 'enableServiceLinks'];
  return getBoolean(resource.tree, ...field) === false ? resource.at(...field) : undefined;
}

/** True if a script sets the variable. */
export function isAssigned(variable: string, texts: readonly ContainerText[]): boolean {
  const assignment = new RegExp(
    `(^|[^\\w$])${variable}=|\\b(read|for|export|local|declare)\\s+(-\\w+\\s+)*${variable}\\b`,
  );
  return texts.some(({ text, inShell }) => inShell && assignment.test(text));
}
