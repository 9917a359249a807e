import { describe, expect, it } from 'vitest';
import { unsetBefore, unsetBelow, unsetIn } from '../../../src/charts/templates/scope.js';
import type { MapTree } from '../../../src/tree/tree.js';
import { sourceFile } from '../../../src/text/source-file.js';
import { parseAnyFile } from '../../../src/yaml/parse.js';

const VALUES = parseAnyFile(sourceFile('values.yaml', 'name: web\nimage:\n  repository: shop\n  tag: ""\nport:\n'))
  .documents[0]?.tree as MapTree;

describe('a value that nobody gives', () => {
  it.each([
    ['image: {{ .Values.imageName }}', 'imageName'],
    ['image: "{{ $.Values.image.repository }}:{{ .Values.image.tag }}"', 'image.tag'],
    ['- port: {{ .Values.port | int }}', 'port'],
    ['image: {{ .Values.image.registry | quote }}', 'image.registry'],
  ])('takes part in %s', (line, name) => {
    expect(unsetIn(line, VALUES)).toBe(name);
  });

  it.each([
    'image: {{ .Values.name }}',
    'image: {{ .Values.imageName | default "shop" }}',
    'image: {{ required "say which" .Values.imageName }}',
    'image: {{ coalesce .Values.a .Values.b }}',
    '{{- if .Values.imageName }}',
    'image: {{ .Chart.Name }}',
    'image: {{ include "shop.image" . }}',
    'image: shop',
  ])('takes none in %s', (line) => {
    expect(unsetIn(line, VALUES)).toBeUndefined();
  });
});

describe('a list that nobody gives', () => {
  const lists = parseAnyFile(sourceFile('values.yaml', 'hosts: []\npaths: [/]\nnone:\n')).documents[0]?.tree as MapTree;

  it.each([
    ['rules:\n  {{- range .Values.hosts }}', 'hosts'],
    ['rules:\n  {{- range $host := .Values.absent.hosts }}', 'absent.hosts'],
    ['rules:\n\n  {{- /* one for each */}}\n  {{- with $.Values.none }}', 'none'],
    ['rules:\n  {{- range .Values.paths }}', undefined],
    ['rules: []\n  {{- range .Values.hosts }}', undefined],
    ['rules:\n  - host: a\n  {{- range .Values.hosts }}', undefined],
    ['rules:\n  {{- if .Values.hosts }}', 'hosts'],
    ['rules:\n  {{- if not .Values.hosts }}', undefined],
  ])('below %j: %s', (template, name) => {
    expect(unsetBelow(template.split('\n'), 1, lists)).toBe(name);
  });
});

describe('a key that is there with a value of the user only', () => {
  const values = parseAnyFile(sourceFile('values.yaml', 'ports: []\npaths: [/]\n')).documents[0]?.tree as MapTree;

  it.each([
    ['{{- if .Values.ports }}\nports:\n{{ toYaml .Values.ports }}', 'ports'],
    ['{{- with .Values.absent }}\n  ports:', 'absent'],
    ['{{- if .Values.paths }}\nports:', undefined],
    ['{{- if not .Values.ports }}\nports:', undefined],
    ['{{- if .Values.ports }}\nhostPorts:', undefined],
    ['ports:', undefined],
  ])('%j: %s', (template, name) => {
    expect(unsetBefore(template, 'ports', values)).toBe(name);
  });
});
