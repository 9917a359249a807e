/** A program that serves Ingresses or routes, as its command line starts it. */
export interface Proxy {
  readonly program: ProxyProgram;
  /** Its options in lower case, each with its value; the empty text where none is written. */
  readonly options: ReadonlyMap<string, string>;
}

export type ProxyProgram = 'ingress-nginx' | 'nginx.org' | 'traefik' | 'other';

/** Images by their last words, with what they are built from (semantics 7.22). */
const IMAGES: readonly (readonly [RegExp, ProxyProgram])[] = [
  [/(?:^|\/)(?:ingress-nginx\/controller|nginx-ingress-controller)(?:-chroot)?(?:[:@]|$)/, 'ingress-nginx'],
  [/(?:^|\/)(?:nginx|nginx-plus)-ingress(?:[:@]|$)/, 'nginx.org'],
  [/(?:^|\/)traefik(?:[:@]|$)/, 'traefik'],
  [
    /(?:^|\/)(?:haproxy-ingress|kubernetes-ingress|kong|kong-gateway|kubernetes-ingress-controller|contour|apisix-ingress-controller|aws-load-balancer-controller|cilium|operator-generic|ingress-gce|emissary|aws-alb-ingress-controller|voyager|skipper-ingress|pomerium)(?:[:@]|$)/,
    'other',
  ],
];

/** True where one of the containers is a controller of ingress-nginx. */
export function isIngressNginx({
  containers,
}: {
  readonly containers: readonly { readonly image: string }[];
}): boolean {
  return containers.some(({ image }) =>
    IMAGES.some(([form, program]) => program === 'ingress-nginx' && form.test(image)),
  );
}

/** The proxy that a container is, by its image and the words of its command and arguments. */
export function proxyOf(image: string, words: readonly string[]): Proxy | undefined {
  const program = IMAGES.find(([form]) => form.test(image))?.[1];
  if (program === undefined) return undefined;
  const options = new Map<string, string>();
  for (const [index, word] of words.entries()) {
    const [, name, value] = /^--?([A-Za-z][\w.[\]-]{0,200})(?:=(.*))?$/s.exec(word) ?? [];
    if (name === undefined) continue;
    const next = words[index + 1] ?? '-';
    options.set(name.toLowerCase(), value ?? (next.startsWith('-') ? '' : next));
  }
  return { program, options };
}

/** True for an option that is written, and not switched off. */
export function isOn({ options }: Proxy, option: string): boolean {
  const value = options.get(option);
  return value !== undefined && !/^(?:false|0|f)$/i.test(value);
}

/** True where the options name a part of Traefik, such as a provider, by itself or by one of its settings. */
export function hasPart({ options }: Proxy, part: string): boolean {
  if (options.has(part)) return options.get(part)?.toLowerCase() !== 'false';
  return [...options.keys()].some((option) => option.startsWith(`${part}.`));
}

/** The entry points that the options of Traefik make; none where they make none, which leaves the one of its own. */
export function entryPointsOf({ options }: Proxy): ReadonlySet<string> {
  return new Set([...options.keys()].flatMap((option) => /^entrypoints\.([^.]+)(?:\.|$)/.exec(option)?.[1] ?? []));
}
