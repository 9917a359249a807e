import { describe, expect, it } from 'vitest';
import { controllerFlags } from '../../../src/k8s/routes/controller-flags.js';
import { textOf } from '../../../src/text/source-file.js';
import { resourceOf } from '../../support/resources.js';

const CONTROLLER = 'registry.k8s.io/ingress-nginx/controller:v1.9.0';

function flags(args: string, image = CONTROLLER, field = 'args') {
  const container = `{name: c, image: "${image}", ${field}: ${args}}`;
  return controllerFlags(
    resourceOf(
      `{apiVersion: apps/v1, kind: Deployment, metadata: {name: a}, spec: {template: {spec: {containers: [{name: b}, ${container}]}}}}`,
    ),
  );
}

describe('a flag of ingress-nginx', () => {
  it.each([
    ['--default-backend-service', 'Service', 'default backend'],
    ['--publish-service', 'Service', 'published'],
    ['--tcp-services-configmap', 'ConfigMap', 'TCP'],
    ['--udp-services-configmap', 'ConfigMap', 'UDP'],
    ['--configmap', 'ConfigMap', 'settings'],
  ])('%s names a %s, %s', (flag, names, use) => {
    for (const field of ['args', 'command']) {
      const [found, ...more] = flags(`[/controller, ${flag}=shop/web.1]`, CONTROLLER, field);
      expect(more).toEqual([]);
      expect(found).toMatchObject({
        flag,
        names,
        use,
        value: 'shop/web.1',
        target: { namespace: 'shop', name: 'web.1' },
      });
      const places = [found?.at, found?.target?.namespaceAt, found?.target?.nameAt];
      expect(places.map((place) => place && textOf(place.span))).toEqual(['shop/web.1', 'shop', 'web.1']);
    }
  });

  it.each([
    ['$(POD_NAMESPACE)/web', { namespace: undefined, name: 'web' }],
    ['web', undefined],
    ['shop/web/x', undefined],
    ['Shop/web', undefined],
    ['shop/', undefined],
    ['/web', undefined],
  ])('with the value %s names %j', (value, target) => {
    const [found] = flags(`["--publish-service=${value}"]`);
    expect(found?.value).toBe(value);
    if (target === undefined) expect(found?.target).toBeUndefined();
    else expect(found?.target).toMatchObject(target);
  });

  it.each(['', '${NS}/web/x', '<ns>/web/x', '%NS%/web/x', '@ns@/web/x'])(
    'with the value "%s" is nobody’s mistake',
    (value) => {
      expect(flags(`["--publish-service=${value}"]`)).toEqual([]);
    },
  );

  it.each([
    [CONTROLLER, 1],
    ['registry.k8s.io/ingress-nginx/controller', 1],
    ['ingress-nginx/controller@sha256:abc', 1],
    ['registry.k8s.io/ingress-nginx/controller-chroot:v1', 1],
    ['quay.io/kubernetes-ingress-controller/nginx-ingress-controller:0.30', 1],
    ['nginx-ingress-controller:1', 1],
    ['registry.k8s.io/my-ingress-nginx/controller:v1', 0],
    ['ingress-nginx/controller-other:v1', 0],
    ['example.com/controller:v1', 0],
    ['', 0],
  ])('is read of a container with the image %s: %i', (image, count) => {
    expect(flags('[--publish-service=a/b]', image)).toHaveLength(count);
  });

  it('is one of its own, written with an equals sign, as a text', () => {
    expect(
      flags('[--other-service=a/b, --publish-service, a/b, 5, [--publish-service=a/b], x--publish-service=a/b]'),
    ).toEqual([]);
  });
});
