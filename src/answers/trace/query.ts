import { defaultPort, transportOf } from '../../k8s/hosts/schemes.js';
import { code } from '../../text/words.js';
import type { AskedPort } from '../serving/port.js';

/** From where a request is sent, as it was written. */
export type FromQuery =
  | { readonly kind: 'outside' }
  | { readonly kind: 'namespace'; readonly namespace: string }
  | {
      readonly kind: 'workload';
      readonly namespace: string | undefined;
      /** In lower case, as kubectl takes it: `deploy`, `deployments`, `sts`. */
      readonly type: string;
      readonly name: string;
    };

/** Where it is sent to. */
export interface ToQuery {
  readonly scheme: string | undefined;
  /** In lower case, without a dot at its end. */
  readonly host: string;
  readonly isAbsolute: boolean;
  readonly port: AskedPort;
  /** Begins with a slash. */
  readonly path: string;
}

/** `outside`, `shop`, `deploy/web`, `shop/deploy/web`; throws RangeError for what is none of them. */
export function readFrom(text: string): FromQuery {
  const parts = text.split('/');
  if (parts.some((part) => part === '') || parts.length > 3)
    throw new RangeError(
      `${code(text)} is no place to start from: write \`outside\`, a namespace, \`deploy/web\` or \`shop/deploy/web\``,
    );
  const [first = '', second, third] = parts;
  if (second === undefined) return first === 'outside' ? { kind: 'outside' } : { kind: 'namespace', namespace: first };
  return third === undefined
    ? { kind: 'workload', namespace: undefined, type: first.toLowerCase(), name: second }
    : { kind: 'workload', namespace: first, type: second.toLowerCase(), name: third };
}

const TO = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(?:[^@/?#\s]*@)?(\[[^\]\s]+\]|[^:/?#\s]+)(?::([a-z0-9-]+))?([/?#]\S*)?$/i;

/** `http://checkout`, `checkout.shop:80`, `https://shop.example.com/cart`, `svc/checkout`; throws RangeError. */
export function readTo(text: string): ToQuery {
  const [, scheme, host = '', port, path] = TO.exec(asHost(text)) ?? [];
  if (host === '')
    throw new RangeError(
      `${code(text)} is no address: ` +
        'write `http://checkout`, `checkout.shop:80` or `https://shop.example.com/cart`',
    );
  const name = host.toLowerCase().replace(/\.$/, '');
  return {
    scheme: scheme?.toLowerCase(),
    host: name,
    isAbsolute: host.endsWith('.'),
    port: portOf(port, scheme?.toLowerCase(), text),
    path: (path ?? '/').replace(/[?#].*$/, '') || '/',
  };
}

/** `svc/checkout` and `shop/svc/checkout:80`, as kubectl names a Service. */
function asHost(text: string): string {
  const [, namespace, name, port = ''] = /^(?:([^/:]+)\/)?(?:svc|services?)\/([^/:]+)(:[a-z0-9-]+)?$/i.exec(text) ?? [];
  return name === undefined ? text : `${name}${namespace === undefined ? '' : `.${namespace}`}${port}`;
}

function portOf(written: string | undefined, scheme: string | undefined, text: string): AskedPort {
  const transport = scheme === undefined ? undefined : transportOf(scheme);
  const protocol = transport ?? 'TCP';
  const isOpen = transport === undefined;
  if (written === undefined) {
    const number = scheme === undefined ? undefined : defaultPort(scheme);
    return { number, name: undefined, protocol, isOpen };
  }
  if (!/^\d+$/.test(written)) return { number: undefined, name: written.toLowerCase(), protocol, isOpen };
  const number = Number(written);
  if (number < 1 || number > 65535) throw new RangeError(`${code(text)} names no port: it must be 1 to 65535`);
  return { number, name: undefined, protocol, isOpen };
}
