import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import type { EndpointGroup, ServiceEndpoints } from '../../src/answers/endpoints/endpoints.js';
import { endpointsReporters, reporters } from '../../src/report/reporters.js';
import type { ReportOptions } from '../../src/report/formats/reporter.js';
import { sourceFile } from '../../src/text/source-file.js';
import { diagnostic, examples, label, result } from './examples.js';

const plain: ReportOptions = { color: false, width: Infinity, version: '1.0.0' };

function check(schema: string): (text: string) => unknown {
  const validate = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true }).compile(
    JSON.parse(readFileSync(new URL(`../../schema/${schema}`, import.meta.url), 'utf8')) as object,
  );
  return (text) => (validate(JSON.parse(text)) ? [] : validate.errors);
}

async function lint(format: string, diagnostics = Object.values(examples()), options = plain): Promise<string> {
  return (await reporters.get(format)?.())?.(result(diagnostics), options) ?? '';
}

async function endpoints(format: string, services: readonly ServiceEndpoints[], options = plain): Promise<string> {
  return (await endpointsReporters.get(format)?.())?.(services, options) ?? '';
}

describe('line', () => {
  it('is one line for each finding, with the one other end', async () => {
    expect((await lint('line')).split('\n')[0]).toBe(
      'shop/service.yaml:8:10: error: Service `web` selects no Pods (shop/deployment.yaml:14) [unmatched-service-selector]',
    );
    expect((await lint('line')).split('\n')).toHaveLength(7);
  });

  it('leaves out a place that is long, and places where there are several', async () => {
    const near = sourceFile('a.yaml', 'a: b\n');
    const far = sourceFile(`${'deep/'.repeat(20)}a.yaml`, 'a: b\n');
    const one = diagnostic({ primary: label(near, 1, 'b', ''), related: [label(far, 1, 'b', '')] });
    const two = diagnostic({
      primary: label(near, 1, 'b', ''),
      related: [label(near, 1, 'a', ''), label(near, 1, 'b', '')],
    });
    expect(await lint('line', [one, two])).toBe('a.yaml:1:4: error: Service `web` is odd [some-rule]\n'.repeat(2));
  });
});

describe('json', () => {
  it('fits its schema', async () => {
    const valid = check('report.schema.json');
    expect(valid(await lint('json'))).toEqual([]);
    expect(valid(await lint('json', []))).toEqual([]);
    expect(
      valid(await lint('json', [diagnostic({ primary: label(sourceFile('a', ''), 1, '', ''), subject: null })])),
    ).toEqual([]);
    expect(valid('{"version":1}')).not.toEqual([]);
    expect(valid((await lint('json')).replace('"docs"', '"doc"'))).not.toEqual([]);
  });

  it('has the keys of version 1 in their order', async () => {
    const [selector] = Object.values(examples());
    expect(await lint('json', selector === undefined ? [] : [selector])).toMatchInlineSnapshot(`
      "{
        "version": 1,
        "tool": {
          "name": "svclint",
          "version": "1.0.0"
        },
        "summary": {
          "files": 14,
          "resources": 31,
          "errors": 1,
          "warnings": 0,
          "infos": 0,
          "suppressed": 0
        },
        "diagnostics": [
          {
            "rule": "unmatched-service-selector",
            "severity": "error",
            "message": "Service \`web\` selects no Pods",
            "file": "shop/service.yaml",
            "line": 8,
            "column": 10,
            "endLine": 8,
            "endColumn": 14,
            "subject": {
              "kind": "Service",
              "namespace": null,
              "name": "web"
            },
            "related": [
              {
                "file": "shop/deployment.yaml",
                "line": 14,
                "column": 14,
                "endLine": 14,
                "endColumn": 17,
                "message": "Deployment \`web\` has a similar value here"
              }
            ],
            "notes": [
              "\`tier: frontend\` matches; \`app\` is the only label that differs",
              "a Service that selects nothing has no endpoints, so its clients get refused or time out"
            ],
            "help": null,
            "fix": {
              "title": "use the value that Deployment \`web\` has",
              "applicability": "unsafe",
              "edits": [
                {
                  "file": "shop/service.yaml",
                  "line": 8,
                  "column": 10,
                  "endLine": 8,
                  "endColumn": 14,
                  "text": "web"
                }
              ]
            },
            "docs": ""
          }
        ]
      }
      "
    `);
  });

  it('counts columns in UTF-16 units and without the byte order mark, and stays whole when quiet', async () => {
    const file = sourceFile('a', '\uFEFF🎉 中: web\n');
    const one = diagnostic({ severity: 'info', primary: label(file, 1, 'web', '') });
    const data = JSON.parse(await lint('json', [one], { ...plain, quiet: true })) as {
      readonly diagnostics: readonly object[];
    };
    expect(data.diagnostics).toMatchObject([{ line: 1, column: 7, endLine: 1, endColumn: 10, help: null, fix: null }]);
  });
});

const group = (ports: EndpointGroup['ports'], ...pods: EndpointGroup['pods']): EndpointGroup => ({ ports, pods });
const http = { name: 'http', port: 8080, protocol: 'TCP' };
const web = { kind: 'Deployment', name: 'web', readiness: 'probe' } as const;
const base: ServiceEndpoints = {
  unit: 'shop',
  namespace: 'shop',
  name: 'web',
  file: 'shop/service.yaml',
  line: 4,
  type: 'ClusterIP',
  headless: false,
  ports: [{ name: 'http', port: 80, protocol: 'TCP', target: 8080 }],
  source: 'selector',
  groups: [group([http], web)],
  lack: null,
};
const lack = (text: string): ServiceEndpoints['lack'] => ({
  text,
  file: 'shop/service.yaml',
  line: 7,
  column: 5,
  rule: null,
});
const services: readonly ServiceEndpoints[] = [
  base,
  {
    ...base,
    name: 'all',
    groups: [
      group(
        [http, { name: '', port: 53, protocol: 'UDP' }],
        web,
        { kind: 'StatefulSet', name: 'db', readiness: 'always' },
        { kind: 'Pod', name: 'p', readiness: 'never' },
      ),
      group([], { kind: 'DaemonSet', name: 'logs', readiness: 'always' }),
    ],
  },
  { ...base, namespace: null, name: 'lost', groups: [], lack: lack('Service `lost` selects no Pods') },
  { ...base, name: 'db', type: 'ExternalName', source: 'external-name', groups: [] },
  { ...base, name: 'bad', source: 'rejected', groups: [], lack: lack('the API server refuses the Service') },
  { ...base, name: 'bare', source: 'none', groups: [], lack: lack('no selector, and no endpoints among the files') },
  {
    ...base,
    name: 'hand',
    source: 'endpoints',
    groups: [group([http], { kind: 'Endpoints', name: 'hand', readiness: 'always' })],
  },
  { ...base, name: 'empty', source: 'endpointslice', groups: [], lack: lack('no address is written by hand') },
  { ...base, name: 'evil\u001B[2J\n', groups: [group([{ ...http, name: '\u202E' }], { ...web, name: 'x\u0007' })] },
];

describe('endpoints', () => {
  it('are text for people', async () => {
    expect(await endpoints('pretty', services)).toMatchInlineSnapshot(`
      "NAMESPACE  SERVICE              TYPE          PORTS                    PODS                READY               PLACE
      shop       web                  ClusterIP     http 80 -> 8080/TCP      Deployment web      by probe            shop/service.yaml:4
      shop       all                  ClusterIP     http 80 -> 8080/TCP      Deployment web      by probe            shop/service.yaml:4
                                                    none -> 53/UDP           StatefulSet db      as soon as it runs
                                                                             Pod p               never
                                                    http 80 -> 8080?/TCP     DaemonSet logs      as soon as it runs
      -          lost                 ClusterIP     http 80 -> 8080/TCP      -                                       shop/service.yaml:4
        ^ Service \`lost\` selects no Pods (shop/service.yaml:7:5)
      shop       db                   ExternalName  http 80/TCP              -                                       shop/service.yaml:4
      shop       bad                  ClusterIP     http 80 -> 8080/TCP      -                                       shop/service.yaml:4
        ^ the API server refuses the Service (shop/service.yaml:7:5)
      shop       bare                 ClusterIP     http 80 -> 8080/TCP      -                                       shop/service.yaml:4
        ^ no selector, and no endpoints among the files (shop/service.yaml:7:5)
      shop       hand                 ClusterIP     http 80 -> 8080/TCP      Endpoints hand      written by hand     shop/service.yaml:4
      shop       empty                ClusterIP     http 80 -> 8080/TCP      -                                       shop/service.yaml:4
        ^ no address is written by hand (shop/service.yaml:7:5)
      shop       evil\\u001b[2J\\u000a  ClusterIP     http 80 -> 8080?/TCP     Deployment x\\u0007  by probe            shop/service.yaml:4
                                                    none -> \\u202e 8080/TCP
      "
    `);
  });

  it('are told one by one where the table is too wide', async () => {
    expect(await endpoints('pretty', services, { ...plain, width: 70 })).toMatchInlineSnapshot(`
      "shop/web  ClusterIP  (shop/service.yaml:4)
        http 8080/TCP  <-  Deployment web (ready by probe)

      shop/all  ClusterIP  (shop/service.yaml:4)
        http 8080/TCP, 53/UDP  <-  Deployment web (ready by probe)
                               <-  StatefulSet db (ready as soon as it runs)
                               <-  Pod p (never ready)
        addresses without ports: no Service port leads to them
          <-  DaemonSet logs (ready as soon as it runs)

      lost  ClusterIP  (shop/service.yaml:4)
        Service \`lost\` selects no Pods (shop/service.yaml:7:5)

      shop/db  ExternalName  (shop/service.yaml:4)
        external name: DNS answers with another name, no endpoints

      shop/bad  ClusterIP  (shop/service.yaml:4)
        the API server refuses the Service (shop/service.yaml:7:5)

      shop/bare  ClusterIP  (shop/service.yaml:4)
        no selector, and no endpoints among the files
        (shop/service.yaml:7:5)

      shop/hand  ClusterIP  (shop/service.yaml:4)
        http 8080/TCP  <-  Endpoints hand (written by hand)

      shop/empty  ClusterIP  (shop/service.yaml:4)
        no address is written by hand (shop/service.yaml:7:5)

      shop/evil\\u001b[2J\\u000a  ClusterIP  (shop/service.yaml:4)
        \\u202e 8080/TCP  <-  Deployment x\\u0007 (ready by probe)
      "
    `);
  });

  it('wrap in a narrow window', async () => {
    expect(await endpoints('pretty', services.slice(1, 2), { ...plain, width: 40 })).toMatchInlineSnapshot(`
      "shop/all ClusterIP (shop/service.yaml:4)
        http 8080/TCP, 53/UDP
          <-  Deployment web (ready by probe)
          <-  StatefulSet db (ready as soon as
              it runs)
          <-  Pod p (never ready)
        addresses without ports: no Service
        port leads to them
          <-  DaemonSet logs (ready as soon as
              it runs)
      "
    `);
  });

  it('are one line for each group', async () => {
    expect(await endpoints('line', services)).toMatchInlineSnapshot(`
      "shop/service.yaml:4: shop/web: http 8080/TCP <- Deployment web (ready by probe)
      shop/service.yaml:4: shop/all: http 8080/TCP, 53/UDP <- Deployment web (ready by probe), StatefulSet db (ready as soon as it runs), Pod p (never ready)
      shop/service.yaml:4: shop/all: addresses without ports: no Service port leads to them <- DaemonSet logs (ready as soon as it runs)
      shop/service.yaml:4: lost: Service \`lost\` selects no Pods (shop/service.yaml:7:5)
      shop/service.yaml:4: shop/db: external name: DNS answers with another name, no endpoints
      shop/service.yaml:4: shop/bad: the API server refuses the Service (shop/service.yaml:7:5)
      shop/service.yaml:4: shop/bare: no selector, and no endpoints among the files (shop/service.yaml:7:5)
      shop/service.yaml:4: shop/hand: http 8080/TCP <- Endpoints hand (written by hand)
      shop/service.yaml:4: shop/empty: no address is written by hand (shop/service.yaml:7:5)
      shop/service.yaml:4: shop/evil\\u001b[2J\\u000a: \\u202e 8080/TCP <- Deployment x\\u0007 (ready by probe)
      "
    `);
  });

  it('name the unit where the place does not tell', async () => {
    const roots = ['overlays/dev', 'overlays/prod'].map((unit) => ({ ...base, unit, file: 'base/web.yaml' }));
    expect(await endpoints('line', [...roots, base])).toMatchInlineSnapshot(`
      "base/web.yaml:4: shop/web in overlays/dev: http 8080/TCP <- Deployment web (ready by probe)
      base/web.yaml:4: shop/web in overlays/prod: http 8080/TCP <- Deployment web (ready by probe)
      shop/service.yaml:4: shop/web: http 8080/TCP <- Deployment web (ready by probe)
      "
    `);
    expect(
      (await endpoints('pretty', [...roots, base], { ...plain, width: 60 }))
        .split('\n')
        .filter((line) => line.startsWith('shop/')),
    ).toMatchInlineSnapshot(`
      [
        "shop/web  ClusterIP  (base/web.yaml:4 in overlays/dev)",
        "shop/web  ClusterIP  (base/web.yaml:4 in overlays/prod)",
        "shop/web  ClusterIP  (shop/service.yaml:4)",
      ]
    `);
  });

  it('fit their schema', async () => {
    const valid = check('endpoints.schema.json');
    expect(valid(await endpoints('json', services))).toEqual([]);
    expect(valid(await endpoints('json', []))).toEqual([]);
    expect(valid((await endpoints('json', services)).replace('"probe"', '"maybe"'))).not.toEqual([]);
    expect(await endpoints('json', services.slice(0, 1))).toMatchInlineSnapshot(`
      "{
        "version": 1,
        "services": [
          {
            "unit": "shop",
            "namespace": "shop",
            "name": "web",
            "file": "shop/service.yaml",
            "line": 4,
            "type": "ClusterIP",
            "headless": false,
            "ports": [
              {
                "name": "http",
                "port": 80,
                "protocol": "TCP",
                "target": 8080
              }
            ],
            "source": "selector",
            "groups": [
              {
                "ports": [
                  {
                    "name": "http",
                    "port": 8080,
                    "protocol": "TCP"
                  }
                ],
                "pods": [
                  {
                    "kind": "Deployment",
                    "name": "web",
                    "readiness": "probe"
                  }
                ]
              }
            ],
            "lack": null
          }
        ]
      }
      "
    `);
  });

  it('colour without changing a character', async () => {
    // eslint-disable-next-line no-control-regex -- SGR is what is removed
    const bare = (await endpoints('pretty', services, { ...plain, color: true })).replace(/\u001B\[\d+m/g, '');
    expect(bare).toBe(await endpoints('pretty', services));
  });

  it('say that there is nothing', async () => {
    expect(await endpoints('pretty', [])).toBe('no Services\n');
    expect(await endpoints('line', [])).toBe('');
  });
});
