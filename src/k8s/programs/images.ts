import { scalarsIn, type Tree } from '../../tree/tree.js';
import { factsOf, portsOfNamesakes, type ImageFacts } from '../images/facts.js';
import type { Container } from '../pods/container.js';
import { untagged } from '../pods/image-names.js';
import { openedPorts } from './opened-ports.js';

/** The facts of the image itself, not of one that somebody built from it; undefined for others. */
export function imageDefaults(container: Container): ImageFacts | undefined {
  return container.view(readDefaults);
}

function readDefaults(container: Container): ImageFacts | undefined {
  const { image } = container;
  // The variants of PHP for a web server of its own speak FastCGI, on 9000.
  return /[:-]fpm(?:[-@]|$)/.test(image) ? undefined : factsOf(image);
}

/** True where an image of that name, whoever built it, opens the port without being told. */
export function isOpenedBy(container: Container, number: number): boolean {
  // The very image is known better than one that has the last part of its name in common.
  const known = imageDefaults(container);
  if (known !== undefined) return opens(known, number, container);
  const { image } = container;
  return (
    portsOfNamesakes(image).includes(number) ||
    openedPorts(untagged(image)).includes(number) ||
    FAMILIES.some(([pattern, ports]) => ports.includes(number) && pattern.test(image))
  );
}

/** True where the ports of an image of that name are known, whoever built it. */
export function isKnownImage(container: Container): boolean {
  const { image } = container;
  return (
    imageDefaults(container) !== undefined ||
    portsOfNamesakes(image).length > 0 ||
    openedPorts(untagged(image)).length > 0 ||
    FAMILIES.some(([pattern]) => pattern.test(image))
  );
}

/** True where the image opens the port by itself, or may by a setting. */
function opens({ ports, maybe, unlessArguments, switched }: ImageFacts, number: number, container: Container): boolean {
  return (
    ports.includes(number) ||
    maybe.includes(number) ||
    (unlessArguments.includes(number) && container.get('args') === undefined) ||
    isSwitchedOn(container, switched.get(number))
  );
}

/** True where a text of the container has the words without which the image does not open a port. */
function isSwitchedOn(container: Container, words: RegExp | undefined): boolean {
  return words !== undefined && ['command', 'args', 'env'].some((field) => saysAny(container.get(field), words));
}

function saysAny(tree: Tree | undefined, words: RegExp): boolean {
  return [...scalarsIn(tree)].some((text) => words.test(text));
}

/** Families of images that open the same ports. */
const FAMILIES: readonly (readonly [image: RegExp, ports: readonly number[]])[] = [
  [
    /jaeger.{0,100}\/(all-in-one|jaeger|jaeger-collector|collector)([:@]|$)|[/-]jaeger([:@]|$)/,
    [4317, 4318, 5775, 5778, 6831, 6832, 9411, 14_250, 14_268, 14_269, 16_685, 16_686],
  ],
  [/knative.{0,100}webhook([:@]|$)/, [8008, 8443, 9090]],
  [/knative.{0,100}in_memory\/channel_dispatcher([:@]|$)/, [8080, 8443, 9090]],
  [/(^|\/)consul([:@]|$)/, [8300, 8301, 8302, 8500, 8501, 8502, 8503, 8600]],
  [/(^|\/)vault([:@]|$)/, [8200, 8201]],
  [/(^|\/)etcd([:@]|$)/, [2379, 2380]],
  [/(^|\/)(cp-)?kafka([:@]|$)/, [9092, 9093]],
  [/(^|\/)minio([:@]|$)/, [9000, 9001]],
  [/(^|\/)haproxytech\/kubernetes-ingress([:@]|$)/, [1024, 1042, 8080, 8443]],
  [/(^|\/)(clickhouse-server|clickhouse)([:@]|$)/, [8123, 9000, 9009]],
  [/(^|\/)opensearch([:@]|$)/, [9200, 9300, 9600]],
  [/(^|\/)(activemq|activemq-classic|activemq-artemis)([:@]|$)/, [1883, 5672, 8161, 61_613, 61_614, 61_616]],
  [/(^|\/)(opentelemetry-collector(-contrib|-k8s)?|otelcol)([:@]|$)/, [4317, 4318, 8888, 13_133, 55_678, 55_679]],
];
