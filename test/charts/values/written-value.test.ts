import { describe, expect, it } from 'vitest';
import { readValues } from '../../../src/charts/values/values.js';
import { writtenValue } from '../../../src/charts/values/written-value.js';
import { textOf } from '../../../src/text/source-file.js';

const VALUES = `port: 8080
name: web
other: web
image: {name: shop, tag: "1.0"}
service:
  port: 80
  ports:
    - {name: http, port: 80}
    - {name: metrics, port: 9090}
probes:
  readinessProbe:
    httpGet: {path: /, port: http}
  livenessProbe:
    httpGet: {path: /live, port: http}
labels:
  tier: front
hosts: [a.example.com, b.example.com]
`;

/** What `^` of a template names, if it came out as `line`, of which `token` is asked for. */
function named(marked: string, line: string, token: string): string | undefined {
  const values = readValues([{ path: 'values.yaml', text: VALUES }], [], (file) => file)('a/templates/b.yaml');
  const offset = marked.indexOf('^');
  const made = line.slice(line.indexOf(': ') + 2);
  const found = values && writtenValue({ template: marked.replace('^', ''), offset, made, line, token }, values);
  return found === undefined ? undefined : `${found.name}=${textOf(found.span)}`;
}

describe('writtenValue', () => {
  it.each([
    ['port: ^{{ .Values.port }}', 'port: 8080', '8080', 'port=8080'],
    ['port: ^{{ $.Values.port | quote }}', 'port: "8080"', '"8080"', 'port=8080'],
    ['port: ^{{ .Values.port | default 80 }}', 'port: 8080', '8080', 'port=8080'],
    ['port: ^{{ required "no .Values.name" .Values.port }}', 'port: 8080', '8080', 'port=8080'],
    ['tag: ^{{ .Values.image.tag | quote }}', 'tag: "1.0"', '"1.0"', 'image.tag="1.0"'],
    ['^{{- toYaml .Values.service | nindent 2 }}', '    - name: metrics', 'metrics', 'service.ports[1].name=metrics'],
    ['^{{- toYaml .Values.labels | nindent 2 }}', '  tier: front', 'tier', 'labels.tier=tier'],
    ['^{{- toYaml .Values.hosts | nindent 2 }}', '  - a.example.com', 'a.example.com', 'hosts[0]=a.example.com'],
    ['{{ with .Values.service }}port: ^{{ .port }}{{ end }}', 'port: 80', '80', 'service.port=80'],
    ['{{ with .Values.none }}a{{ else }}port: ^{{ .Values.port }}{{ end }}', 'port: 8080', '8080', 'port=8080'],
    [
      '{{ range .Values.service.ports }}\n- port: ^{{ .port }}{{ end }}',
      '- port: 9090',
      '9090',
      'service.ports[1].port=9090',
    ],
    [
      '{{ range $i, $p := .Values.service.ports }}\n- port: ^{{ $p.port }}{{ end }}',
      '- port: 9090',
      '9090',
      'service.ports[1].port=9090',
    ],
    [
      '{{ range $host := .Values.hosts }}\n- host: ^{{ $host | quote }}{{ end }}',
      '- host: "b.example.com"',
      '"b.example.com"',
      'hosts[1]=b.example.com',
    ],
    ['{{- $s := .Values.service -}}{{ if true }}port: ^{{ $s.port }}{{ end }}', 'port: 80', '80', 'service.port=80'],
    ['{{ range .Values.hosts }}x: ^{{ $.Values.port }}{{ end }}', 'x: 8080', '8080', 'port=8080'],
    ['{{ define "a" }}port: ^{{ .Values.port }}{{ end }}', 'port: 8080', '8080', 'port=8080'],
    [
      '^{{ include "tpl" (dict "value" .Values.labels "context" $) | nindent 2 }}',
      '  tier: front',
      'front',
      'labels.tier=front',
    ],
  ])('finds the value behind %j', (template, line, token, expected) => {
    expect(named(template, line, token)).toBe(expected);
  });

  it.each([
    ['a text that is not the value', 'port: ^{{ add .Values.port 1 }}', 'port: 8081', '8081'],
    ['one of two values that read alike', 'a: ^{{ .Values.name | default .Values.other }}', 'a: web', 'web'],
    ['one of two entries that read alike', '^{{- toYaml .Values.probes | nindent 2 }}', '      port: http', 'http'],
    ['what is not in the values', 'a: ^{{ .Values.nowhere }}', 'a: 8080', '8080'],
    ['what is no value', 'a: ^{{ .Release.Name }}', 'a: web', 'web'],
    ['a variable that is not known', 'a: ^{{ $port }}', 'a: 8080', '8080'],
    ['a value in a text', 'a: ^{{ "80" }}', 'a: 80', '80'],
  ])('does not guess at %s', (_, template, line, token) => {
    expect(named(template, line, token)).toBeUndefined();
  });
});
