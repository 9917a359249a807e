/** How far back a line is read: lines of minified texts are as long as the text. */
const REACH = 300;

/** The line up to `offset`, or its last few hundred characters. */
export function lineBefore(text: string, offset: number): string {
  const reach = text.slice(Math.max(0, offset - REACH), offset);
  return reach.slice(reach.lastIndexOf('\n') + 1);
}

/** True in a comment of the usual configuration languages, and in a sentence of documentation. */
export function isRemark(text: string, offset: number): boolean {
  const line = lineBefore(text, offset);
  return (
    /^\s*(#|\/\/|;|--\s|\*\s|rem\s|<!--)/i.test(line) ||
    /\s(#|\/\/)\s/.test(line) ||
    /(^|[\s"'{])(description|summary|help|usage|example)["']?\s*[:=]/i.test(line)
  );
}

/** A comparison in a query of Prometheus, `instance=~"`; quotes are escaped where the query stands in JSON. */
const SERIES = /\binstance\s*(?:=~?|!=|!~)\s*\\*["']$/;

const KEYS_OF_IDENTIFIERS =
  /(?:service-account-issuer|service-url-tls|(?:jwt|token|valid)[-_]?issuers?|(?:valid[-_]?)?audiences?|jwks-uri|trust-domain|entity-?id|dns-names?|(?:tls|cert|extra|alt)-sans?|common-name)["']?(?:\s*[=:]\s*|\s+)["']?(?:(?:https?|pulsar\+ssl):\/\/)?$/i;

/**
 * True behind a flag or key whose value only has the form of an address: an issuer or audience of tokens, or a name in
 * a certificate, which nobody calls; the label of a series, which a query of Prometheus compares; the address with TLS
 * that Pulsar is told to hand out beside the one without, whether it has TLS or not.
 */
export function isIdentifier(text: string, offset: number): boolean {
  const line = lineBefore(text, offset);
  return SERIES.test(line) || KEYS_OF_IDENTIFIERS.test(line) || isIssuerBesideKey(text, offset, line);
}

/**
 * The issuer of tokens in a section of JSON that has the key by which they are signed: whoever checks them compares the
 * text, and asks nobody for keys.
 */
function isIssuerBesideKey(text: string, offset: number, line: string): boolean {
  if (!/"issuer"\s*:\s*"(?:https?:\/\/)?$/i.test(line)) return false;
  const [before, behind] = [text.slice(Math.max(0, offset - SECTION), offset), text.slice(offset, offset + SECTION)];
  const section = before.slice(before.lastIndexOf('{') + 1) + (behind.split('}', 1)[0] ?? '');
  return (
    /"(?:jwt|signing|security|secret|token)*(?:key|secret)"\s*:/i.test(section) &&
    !/"(?:authority|metadata_?address|jwks_?(?:uri|url)|well_?known)"/i.test(section)
  );
}

/** Characters before and behind a value within which its section is looked for. */
const SECTION = 1000;

/** True where `word:number` is an image with its tag, or a user with a group. */
export function isTagOrOwner(text: string, offset: number): boolean {
  return /image|\bFROM\s|\bdocker\b|\bchown\b|\bchgrp\b|--user[= ]|runas/i.test(lineBefore(text, offset));
}

/** Texts whose short names are meant for other Pods than those that read them: manifests, compose files. */
export function isForOthers(text: string): boolean {
  // A file that counts its versions, as those of Grafana do, is no manifest.
  return /^[ \t]*["']?apiVersion["']?:[ \t]*["']?[a-z]/m.test(text) || isCompose(text);
}

/** The services of Compose have an image, or are built; those of a gateway have addresses. */
function isCompose(text: string): boolean {
  return /^services:[ \t]*(?:#.*)?$/m.test(text) && /^[ \t]+(?:image|build|extends):/m.test(text);
}

/**
 * Entries of a ConfigMap or Secret that people read, or that are certificates, by their key; Knative documents every
 * setting under `_example`.
 */
export function isProse(key: string): boolean {
  return (
    /\.(md|txt|html?|css|svg|adoc|rst|crt|pem|cer|example|sample|dist|orig|bak|disabled)$|dashboard[^/]{0,250}\.json$/i.test(
      key,
    ) || /^(_example$|readme|notes|license)/i.test(key)
  );
}

/**
 * Variables that list names without calling them, or tell where the process itself listens. What it advertises is what
 * others call.
 */
export function isNoCall(variable: string): boolean {
  return (
    /(^|_)NO_PROXY$|^TS_HOSTNAME$/i.test(variable) ||
    /(?<!ADVERTISED_)LISTEN|BIND|AUDIENCE|ISSUER|ALLOWED_|CORS|_SANS?$|COMMON_NAME/i.test(variable) ||
    /(?:WHITE|ALLOW)_?LIST|TRUSTED_|_ORIGINS?$/i.test(variable) ||
    // Elasticsearch and OpenSearch compare them with the names of nodes.
    /(^|[._])initial_(?:master|cluster_manager)_nodes$/i.test(variable)
  );
}

/**
 * Words of variables, keys and flags whose URL a browser opens, or a page is called from: there `localhost` is the
 * machine of whoever looks at it.
 */
const BROWSERS =
  /PUBLIC|EXTERNAL|REDIRECT|CALLBACK|ORIGIN|CORS|FRONTEND|BROWSER|SITE|ROOT_?URL|DOMAIN|REACT_APP|VITE|VUE_APP|ADVERTISE|COOKIE|LOGOUT|LOGIN/i;

export function isForBrowsers(variable: string): boolean {
  return BROWSERS.test(variable);
}

/** The same of the word before a URL: `--external-url=http://`. */
export function isShownToBrowsers(text: string, offset: number): boolean {
  const words = lineBefore(text, offset).split(/[\s"'=:]+/);
  const key = words.at(-3) ?? ''; // behind it stand the scheme and `//`
  return isForBrowsers(key.replaceAll('-', '_'));
}
