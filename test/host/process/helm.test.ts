import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { helmTemplate } from '../../../src/host/process/helm.js';
import { tree } from '../tree.js';

describe('helmTemplate', () => {
  it.skipIf(process.platform === 'win32')('hands a hostile name to helm as a name, never as an option', async () => {
    const bin = tree({});
    writeFileSync(path.join(bin, 'helm'), '#!/bin/sh\nfor each in "$@"; do echo "$each"; done\n');
    chmodSync(path.join(bin, 'helm'), 0o755);
    const request = {
      folder: '/charts/shop',
      release: '--post-renderer=./evil',
      namespace: '--debug',
      kubernetesVersion: '1.36',
      apiVersions: ['v1', 'v1/Service'],
      valuesFiles: ['/a.yaml'],
    };
    const outcome = await helmTemplate(request, { PATH: `${bin}:${process.env['PATH'] ?? ''}` });
    const printed = 'output' in outcome ? outcome.output.trimEnd().split('\n') : [];
    expect(printed.slice(-3)).toEqual(['--', '--post-renderer=./evil', '/charts/shop']);
    expect(printed).toContain('--values=/a.yaml');
    expect(printed).toContain('--api-versions=v1,v1/Service');
  });
});
