import { describe, expect, it } from 'vitest';
import { readMapping, readRouter, readStreamServices, ROUTER_KINDS } from '../../../src/k8s/references/routers.js';
import { saidReference } from '../../support/references.js';
import { resourceOf } from '../../support/resources.js';

const object = (kind: string, spec: string) => {
  const [group = '', name = ''] = kind.split('/');
  return resourceOf(`{apiVersion: ${group}/v1, kind: ${name}, metadata: {name: a}, spec: ${spec}}`);
};

describe('readRouter', () => {
  it.each([
    ['route.openshift.io/Route', '{to: {kind: Service, name: web}}', ['backend web:?']],
    ['route.openshift.io/Route', '{to: {name: web}, port: {targetPort: http}}', ['backend web:"http"']],
    ['route.openshift.io/Route', '{to: {name: web}, port: {targetPort: 8080}}', ['backend web:?']],
    ['route.openshift.io/Route', '{to: {name: web}, port: {targetPort: "8080"}}', ['backend web:?']],
    [
      'route.openshift.io/Route',
      '{to: {name: web}, alternateBackends: [{kind: Service, name: next}]}',
      ['backend web:?', 'backend next:?'],
    ],
    ['projectcontour.io/HTTPProxy', '{routes: [{services: [{name: web, port: 80}]}]}', ['backend web:80']],
    ['projectcontour.io/HTTPProxy', '{tcpproxy: {services: [{name: db, port: 5432}]}}', ['backend db:5432']],
    [
      'configuration.konghq.com/TCPIngress',
      '{rules: [{port: 9000, backend: {serviceName: db, servicePort: 5432}}]}',
      ['backend db:5432'],
    ],
    [
      'apisix.apache.org/ApisixRoute',
      '{http: [{backends: [{serviceName: web, servicePort: http}]}]}',
      ['backend web:"http"'],
    ],
    ['k8s.nginx.org/VirtualServer', '{upstreams: [{name: u, service: web, port: 80}]}', ['backend web:80']],
    ['k8s.nginx.org/VirtualServer', '{upstreams: [{name: u, service: shop/web, port: 80}]}', []],
    [
      'zalando.org/RouteGroup',
      '{backends: [{name: a, type: service, serviceName: web, servicePort: 80}, {name: b, type: shunt}]}',
      ['backend web:80'],
    ],
    ['elbv2.k8s.aws/TargetGroupBinding', '{serviceRef: {name: web, port: http}}', ['backend web:"http"']],
    [
      'gloo.solo.io/Upstream',
      '{kube: {serviceName: web, serviceNamespace: shop, servicePort: 80}}',
      ['backend shop/web:80'],
    ],
    [
      'gateway.envoyproxy.io/SecurityPolicy',
      '{extAuth: {http: {backendRefs: [{name: auth, port: 9000}, {kind: Backend, group: gateway.envoyproxy.io, name: x}]}}}',
      ['authorization auth:9000'],
    ],
    [
      'eventing.knative.dev/Trigger',
      '{subscriber: {ref: {apiVersion: v1, kind: Service, name: web}}}',
      ['backend web:80'],
    ],
    [
      'eventing.knative.dev/Trigger',
      '{subscriber: {ref: {apiVersion: serving.knative.dev/v1, kind: Service, name: w}}}',
      [],
    ],
    [
      'sources.knative.dev/PingSource',
      '{sink: {ref: {apiVersion: v1, kind: Service, name: web, namespace: b}}}',
      ['backend b/web:80'],
    ],
    ['http.keda.sh/HTTPScaledObject', '{scaleTargetRef: {service: web, port: 80}}', ['destination web:80']],
    ['http.keda.sh/HTTPScaledObject', '{scaleTargetRef: {service: web, portName: http}}', ['destination web:"http"']],
    ['http.keda.sh/HTTPScaledObject', '{scaleTargetRef: {service: web}}', ['destination web:?']],
    ['projectcontour.io/HTTPProxy', '{routes: [{services: [{name: "${WEB}", port: 80}]}]}', []],
    ['route.openshift.io/Route', '{to: {kind: Other, name: web}}', []],
    ['route.openshift.io/Route', '{to: {apiVersion: v2, name: web}}', []],
    [
      'route.openshift.io/Route',
      '{alternateBackends: [{name: next}], port: {targetPort: http}}',
      ['backend next:"http"'],
    ],
    [
      'configuration.konghq.com/UDPIngress',
      '{rules: [{backend: {serviceName: dns, servicePort: 53}}]}',
      ['backend dns:53'],
    ],
    [
      'apisix.apache.org/ApisixRoute',
      '{stream: [{backend: {serviceName: db, servicePort: 5432}}]}',
      ['backend db:5432'],
    ],
    ['k8s.nginx.org/VirtualServerRoute', '{upstreams: [{service: web, port: 80}]}', ['backend web:80']],
    ['k8s.nginx.org/TransportServer', '{upstreams: [{service: db, port: 5432}]}', ['backend db:5432']],
    ['gloo.solo.io/Upstream', '{kube: {serviceName: web, servicePort: 0}}', ['backend web:?']],
    [
      'gateway.envoyproxy.io/SecurityPolicy',
      '{extAuth: {grpc: {backendRefs: [{name: auth, namespace: b, port: 9000, group: ""}]}}}',
      ['authorization b/auth:9000'],
    ],
    [
      'security.istio.io/AuthorizationPolicy',
      '{targetRefs: [{kind: Service, group: core, name: web}, {kind: Gateway, name: g}]}',
      ['target web:?'],
    ],
    ['security.istio.io/RequestAuthentication', '{targetRefs: [{kind: Service, name: web}]}', ['target web:?']],
    ['gateway.networking.x-k8s.io/XBackendTrafficPolicy', '{targetRefs: [{name: web}]}', ['target web:?']],
    ['eventing.knative.dev/Trigger', '{delivery: {deadLetterSink: {ref: {name: lost}}}}', ['backend lost:80']],
    [
      'messaging.knative.dev/Subscription',
      '{subscriber: {ref: {name: a}}, reply: {ref: {name: b}}}',
      ['backend a:80', 'backend b:80'],
    ],
    ...['ApiServerSource', 'ContainerSource', 'PingSource', 'SinkBinding', 'KafkaSource'].map(
      (kind): [string, string, string[]] => [
        `sources.knative.dev/${kind}`,
        '{sink: {ref: {kind: Service, name: web}}}',
        ['backend web:80'],
      ],
    ),
    [
      'http.keda.sh/HTTPScaledObject',
      '{scaleTargetRef: {service: web, port: 80, portName: x}}',
      ['destination web:80'],
    ],
    ['projectcontour.io/HTTPProxy', '{routes: [{services: [{name: Web, port: 80}]}]}', []],
    ['projectcontour.io/HTTPProxy', '{routes: [{services: [{name: web, port: "${PORT}"}]}]}', ['backend web:?']],
  ])('%s %s', (kind, spec, expected) => {
    expect(readRouter(object(kind, spec)).map(saidReference)).toEqual(expected);
  });

  it.each([
    ['route.openshift.io/Route', '{to: {name: a}}', 'openshift', ['TCP']],
    ['projectcontour.io/HTTPProxy', '{tcpproxy: {services: [{name: a}]}}', 'router', ['TCP']],
    ['configuration.konghq.com/TCPIngress', '{rules: [{backend: {serviceName: a}}]}', 'router', []],
    ['apisix.apache.org/ApisixRoute', '{stream: [{backend: {serviceName: a}}]}', 'router', []],
    ['k8s.nginx.org/VirtualServer', '{upstreams: [{service: a}]}', 'router', ['TCP']],
    ['k8s.nginx.org/TransportServer', '{upstreams: [{service: a}]}', 'router', []],
    ['zalando.org/RouteGroup', '{backends: [{type: service, serviceName: a}]}', 'router', ['TCP']],
    ['elbv2.k8s.aws/TargetGroupBinding', '{serviceRef: {name: a}}', 'router', []],
    ['gloo.solo.io/Upstream', '{kube: {serviceName: a}}', 'router', ['TCP']],
    ['security.istio.io/AuthorizationPolicy', '{targetRefs: [{name: a}]}', 'gateway', []],
    ['gateway.envoyproxy.io/SecurityPolicy', '{extAuth: {http: {backendRefs: [{name: a}]}}}', 'gateway', ['TCP']],
    ['http.keda.sh/HTTPScaledObject', '{scaleTargetRef: {service: a}}', 'keda', ['TCP']],
    ['eventing.knative.dev/Trigger', '{subscriber: {ref: {name: a}}}', 'eventing', ['TCP']],
  ])('%s %s is of %s, for %j', (kind, spec, referrer, protocols) => {
    expect(readRouter(object(kind, spec))).toMatchObject([{ name: 'a', referrer, protocols }]);
  });

  it('reads no other kind', () => {
    expect(ROUTER_KINDS).not.toContain('networking.k8s.io/Ingress');
    expect(readRouter(object('networking.k8s.io/Ingress', '{to: {name: web}}'))).toEqual([]);
  });
});

describe('readStreamServices', () => {
  const map = (name: string, data: string) =>
    resourceOf(`{apiVersion: v1, kind: ConfigMap, metadata: {name: ${name}}, data: ${data}}`);

  it.each([
    ['tcp-services', '{"3306": "shop/mysql:3306"}', ['backend shop/mysql:3306']],
    ['udp-services', '{"53": "kube-system/dns:dns"}', ['backend kube-system/dns:"dns"']],
    ['edge-ingress-nginx-tcp', '{"22": "git/ssh:22:PROXY"}', ['backend git/ssh:22']],
    ['tcp-services', '{"22": "git/ssh:22::PROXY"}', ['backend git/ssh:22']],
    ['tcp-services', '{"22": "git/ssh"}', []],
    ['tcp-services', '{"list": "shop/mysql:3306"}', []],
    ['settings', '{"3306": "shop/mysql:3306"}', []],
  ])('%s %s', (name, data, expected) => {
    expect(readStreamServices(map(name, data)).map(saidReference)).toEqual(expected);
  });

  it('knows the protocol by the name', () => {
    const protocols = (name: string) => readStreamServices(map(name, '{"53": "a/dns:53"}')).map((one) => one.protocols);
    expect([protocols('tcp-services'), protocols('udp-services')]).toEqual([[['TCP']], [['UDP']]]);
  });
});

describe('readMapping', () => {
  it.each([
    ['web', ['backend web:?']],
    ['"web:8080"', ['backend web:8080']],
    ['"https://web:8443"', ['backend web:8443']],
    ['"web.shop.svc.cluster.local:80"', ['backend shop/web:80']],
    ['"web.shop.svc:80"', ['backend shop/web:80']],
    ['httpbin.org', []],
    ['"web.shop:80"', []],
    ['localhost:8500', []],
  ])('%s', (service, expected) => {
    expect(readMapping(object('getambassador.io/Mapping', `{service: ${service}}`)).map(saidReference)).toEqual(
      expected,
    );
  });

  it('leaves other resolvers alone', () => {
    expect(readMapping(object('getambassador.io/Mapping', '{service: web, resolver: consul-dc1}'))).toEqual([]);
  });
});
