import { describe, expect, it } from 'vitest';
import {
  containerTexts,
  givenVariables,
  isAssigned,
  linksOff,
  ownVariables,
} from '../../../src/k8s/variables/container-texts.js';
import type { FindObject } from '../../../src/k8s/listening/config-sources.js';
import { containerOf, podOf } from '../../support/pods.js';
import { resourceOf } from '../../support/resources.js';

describe('containerTexts', () => {
  it.each([
    ['a variable', '{env: [{name: A, value: "$(B)"}]}', ['A $(B)']],
    ['no variable from elsewhere', '{env: [{name: A, valueFrom: {fieldRef: {fieldPath: status.podIP}}}]}', []],
    ['command and arguments', '{command: [web], args: [--port=80]}', ['- web', '- --port=80']],
    ['no number', '{args: [80]}', []],
  ])('%s', (_, container, expected) => {
    const texts = containerTexts(containerOf(container));
    expect(texts.map(({ variable, text }) => `${variable ?? '-'} ${text}`)).toEqual(expected);
  });

  it.each([
    ['[sh, -c, "echo $A"]', true],
    ['[/bin/bash, -ec, "echo $A"]', true],
    ['[bash, -e, -c, "echo $A"]', true],
    ['[sh, script.sh]', false],
    ['[bash]', false],
    ['[web, -c, config]', false],
  ])('%s is run by a shell: %s', (command, expected) => {
    const texts = containerTexts(containerOf(`{name: web, command: ${command}, env: [{name: A, value: b}]}`));
    expect(texts.at(-1)?.inShell).toBe(expected);
    expect(texts.at(0)?.inShell).toBe(false);
  });
});

describe('ownVariables', () => {
  it.each([
    ['{env: [{name: A, value: b}, {name: C, valueFrom: {}}]}', ['A', 'C']],
    ['{name: web}', []],
    ['{env: [{name: A, value: b}], envFrom: [{configMapRef: {name: x}}]}', undefined],
  ])('%s', (container, expected) => {
    const own = ownVariables(containerOf(container));
    expect(own && [...own]).toEqual(expected);
  });
});

describe('what envFrom brings', () => {
  const links = resourceOf('{apiVersion: v1, kind: ConfigMap, metadata: {name: links}, data: {DB_PORT: "5432"}}');
  const secret = resourceOf(
    '{apiVersion: v1, kind: Secret, metadata: {name: links}, data: {DB_PORT: NTQzMg==}, stringData: {DB: db}}',
  );
  const find: FindObject = (kind, name) => (name === 'links' ? [kind === 'Secret' ? secret : links] : []);

  it.each([
    ['[{configMapRef: {name: links}}]', ['DB_PORT=5432']],
    ['[{prefix: MY_, configMapRef: {name: links}}]', ['MY_DB_PORT=5432']],
    ['[{secretRef: {name: links}}]', ['DB_PORT=5432', 'DB=db']],
    ['[{configMapRef: {name: links}}, {secretRef: {name: other}}]', undefined],
  ])('%s', (envFrom, expected) => {
    const given = givenVariables(containerOf(`{name: web, envFrom: ${envFrom}}`), find);
    expect(given?.map(({ name, value }) => `${name}=${value ?? '-'}`)).toEqual(expected);
  });
});

describe('linksOff', () => {
  it.each([
    ['{enableServiceLinks: false}', true],
    ['{enableServiceLinks: true}', false],
    ['{}', false],
  ])('%s: %s', (spec, expected) => {
    expect(linksOff(podOf(spec)) !== undefined).toBe(expected);
  });
});

describe('isAssigned', () => {
  it.each([
    ['DB_PORT=5432', true],
    ['export DB_PORT', true],
    ['read -r DB_PORT', true],
    ['for DB_PORT in 1 2', true],
    ['echo $DB_PORT', false],
    ['MY_DB_PORT=5432', false],
    ['echo $DB_PORT=1', false],
    ['export DB_PORTS', false],
  ])('`%s`: %s', (script, expected) => {
    const texts = (command: string) => containerTexts(containerOf(`{name: web, command: ${command}}`));
    expect(isAssigned('DB_PORT', texts(`[sh, -c, "${script}"]`))).toBe(expected);
    expect(isAssigned('DB_PORT', texts(`["${script}"]`))).toBe(false);
  });
});
