import { nameOf } from '../../text/paths.js';
import { partsOf } from '../../tree/part-of-scalar.js';
import { getList, getString, isString, type Place } from '../../tree/tree.js';
import { settingsByPath } from '../configuration/setting-paths.js';
import { imageDefaults } from '../programs/images.js';
import type { MountedFile } from './mounted-files.js';
import type { Container, Variable } from '../pods/container.js';

/** A server that a program has for its health checks and metrics alone, beside that for everything else. */
export interface ManagementPort {
  readonly port: number;
  readonly at: Place;
  /** The text that says so. */
  readonly said: string;
  /** What is answered there, and nowhere else. */
  readonly paths: RegExp;
}

/** A program with such a server once a setting gives it a port. */
interface Row {
  readonly paths: RegExp;
  readonly variable: string;
  /** As a setting of `application.yaml` or `application.properties`, and as a flag. */
  readonly setting: string;
}

/** Each row by the manual of the framework (semantics 6.5). */
const ROWS: readonly Row[] = [
  { paths: /^\/actuator(?:\/|$)/, variable: 'MANAGEMENT_SERVER_PORT', setting: 'management.server.port' },
  { paths: /^\/health(?:\/|$)/, variable: 'ENDPOINTS_ALL_PORT', setting: 'endpoints.all.port' },
];

/** Keycloak answers there from 25 on, whoever asks, on 9000. */
const KEYCLOAK = /^(?:quay\.io\/)?keycloak\/keycloak(?:[:@]|$)/;
const KEYCLOAK_PATHS = /^\/(?:auth\/)?(?:health|metrics)(?:\/|$)/;
/** What moves that server, or does away with it. */
const KEYCLOAK_OTHERWISE = /legacy.observability|management.port|management.health|management.relative|KC_CONFIG_FILE/i;

/**
 * Where the management server of a container's program listens; undefined for programs that have none, or whose port
 * is not known. Variables go before files (semantics 6.5).
 */
export function managementPort(
  container: Container,
  given: () => readonly Variable[],
  files: () => readonly MountedFile[],
): ManagementPort | undefined {
  if (KEYCLOAK.test(container.image)) return ofKeycloak(container, given());
  for (const { paths, variable, setting } of ROWS) {
    const named = [...container.variables, ...given()].find(({ name }) => name === variable);
    if (named !== undefined)
      return known({ text: named.value, at: named.scalar.place, said: `${variable}=${named.value}`, paths });
    const flag = wordsOf(container).find(
      ({ value }) => /^(?:--|-D)/.test(value) && value.slice(2).startsWith(`${setting}=`),
    );
    if (flag !== undefined)
      return known({ text: flag.value.slice(setting.length + 3), at: flag.place, said: flag.value, paths });
    const written = inFiles(files(), setting);
    if (written !== undefined) return known({ ...written, paths });
  }
  return undefined;
}

function known({
  text,
  ...told
}: Omit<ManagementPort, 'port'> & { readonly text: string }): ManagementPort | undefined {
  const port = Number(/^\d{2,5}$/.exec(text)?.[0]);
  return Number.isNaN(port) ? undefined : { ...told, port };
}

function inFiles(
  files: readonly MountedFile[],
  setting: string,
): (Omit<ManagementPort, 'port' | 'paths'> & { readonly text: string }) | undefined {
  for (const file of files) {
    const name = nameOf(file.path);
    if (!/^application\.(?:ya?ml|properties)$/.test(name) || !file.text.includes('port')) continue;
    const found = settingsByPath(name, file.text).find(({ path }) => path === setting);
    if (found === undefined) continue;
    const at = file.plain ? partsOf(file.scalar)(found.start, found.end) : file.scalar.place;
    return { text: found.value, at, said: setting };
  }
  return undefined;
}

function ofKeycloak(container: Container, given: readonly Variable[]): ManagementPort | undefined {
  const texts = [
    ...wordsOf(container).map(({ value }) => value),
    ...[...container.variables, ...given].map(({ name }) => name),
    ...getList(container.get('volumeMounts')).map((mount) => getString(mount, 'mountPath') ?? ''),
  ];
  const isNew = imageDefaults(container)?.switched.has(9000) === true;
  if (!isNew || texts.some((text) => KEYCLOAK_OTHERWISE.test(text) || /\/conf(?:\/|$)/.test(text))) return undefined;
  return { port: 9000, at: container.at('image'), said: 'Keycloak from 25 on', paths: KEYCLOAK_PATHS };
}

const wordsOf = (container: Container): readonly { readonly value: string; readonly place: Place }[] =>
  ['command', 'args'].flatMap((field) =>
    getList(container.get(field)).flatMap((item) => (isString(item) ? [item] : [])),
  );
