import { describe, expect, it } from 'vitest';
import { servicesMadeFor } from '../../../src/k8s/operators/made-services.js';
import { resourceOf } from '../../support/resources.js';

const made = (apiVersion: string, kind: string, spec = '{}'): readonly string[] =>
  (
    servicesMadeFor(resourceOf(`apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: shop}\nspec: ${spec}\n`))
      ?.services ?? []
  ).map(({ name, ports, scheme }) => [name, ports.join(','), scheme ?? ''].join(' ').trim());

describe('the Services that an operator makes (semantics 3.8)', () => {
  it.each<readonly [string, string, string, readonly string[]]>([
    ['postgresql.cnpg.io/v1', 'Cluster', '{}', ['shop-rw 5432', 'shop-ro 5432', 'shop-r 5432']],
    ['kibana.k8s.elastic.co/v1', 'Kibana', '{}', ['shop-kb-http 5601 https']],
    ['apm.k8s.elastic.co/v1', 'ApmServer', '{}', ['shop-apm-http 8200 https']],
    [
      'kibana.k8s.elastic.co/v1',
      'Kibana',
      '{http: {tls: {selfSignedCertificate: {disabled: true}}}}',
      ['shop-kb-http 5601 http'],
    ],
    [
      'kibana.k8s.elastic.co/v1',
      'Kibana',
      '{http: {tls: {selfSignedCertificate: {disabled: "${PLAIN}"}}}}',
      ['shop-kb-http 5601'],
    ],
    [
      'psmdb.percona.com/v1',
      'PerconaServerMongoDB',
      '{replsets: [{name: rs0}, {name: rs1}]}',
      ['shop-rs0 27017', 'shop-rs1 27017', 'shop-mongos 27017', 'shop-cfg 27017'],
    ],
    [
      'kafka.strimzi.io/v1beta2',
      'Kafka',
      '{kafka: {listeners: [{port: 9092}, {port: 9093}]}}',
      [
        'shop-kafka-bootstrap 9092,9093',
        'shop-kafka-brokers 9092,9093',
        'shop-zookeeper-client 2181',
        'shop-zookeeper-nodes 2181,2888,3888',
      ],
    ],
    [
      'cassandra.datastax.com/v1beta1',
      'CassandraDatacenter',
      '{clusterName: Ring}',
      ['ring-shop-service 9042,9142,8080,9103,9160'],
    ],
    ['shop.example/v1', 'Kafka', '{}', []],
  ])('%s %s %s', (apiVersion, kind, spec, expected) => expect(made(apiVersion, kind, spec)).toEqual(expected));
});
