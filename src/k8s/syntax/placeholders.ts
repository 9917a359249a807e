/**
 * Text that somebody replaces before the manifest is applied, in the spellings of many tools: `${X}`, `$(X)`, `$X`,
 * `{{ x }}`, `{X_Y}`, `<x>`, `@X@`, `%X%`, `#{x}#`, `((x))`, `$[[ x ]]`, `__X__`, `YOUR_X`, `REPLACEME`, `X_NAME`,
 * `HOSTNAME` in `shell-HOSTNAME`, words with `_` in capitals as a part of a name: `auth.VAR_DOMAIN`, a text with `_`
 * that asks for another: `overridden_by_environment`, and brackets with nothing between them.
 */
const PLACEHOLDER = new RegExp(
  [
    /\$[{([A-Za-z_]|\{\{|\{[A-Z][A-Z0-9]*_[A-Z0-9_]+\}|<[^<>\s][^<>]*>|#\{[^{}]+\}|\(\([^()]+\)\)|\[\[[^[\]]+\]\]/,
    /%[A-Za-z]\w*%|^@\w+@$|@[A-Z][A-Z0-9_]*@|^__\w+__$|__[A-Z][A-Z0-9_]*__/,
    /REPLACE_?ME|CHANGE_?ME|[A-Z]_PLACEHOLDER\b|(?<![A-Za-z0-9])YOUR_[A-Z0-9_]{1,100}$|^[A-Z][A-Z0-9_]*_NAME(SPACE)?$/,
    /(?<![A-Za-z0-9])(?:REDACTED|REPLACED?_BY_[A-Z0-9_]{1,60})(?![A-Za-z0-9])|<< ?[A-Za-z][^<>]{0,100}>>/,
    /(?<![A-Za-z0-9_])(?:provided?|over(?:rid(?:e|den)|written?)|set|replaced?|fill(?:ed)?|defined?|suppl(?:y|ied)|specif(?:y|ied)|change|insert(?:ed)?|to_be|must_be)_(?:me|this|it|in|by|at|via|through|with|from|be|during|on|set|here)(?:_[a-z0-9]{1,30}){0,8}(?![A-Za-z0-9_=])/,
    /^(?:<{1,3} ?>{1,3}|\[\[ ?\]\]|\{\{ ?\}\})$/,
    /(?<![a-z0-9])placeholder$|^(?:HOSTNAME|POD_NAME|POD_IP|NODE_NAME)(?=[.:])/,
    /(?:^|\.)[A-Z]\.[A-Z]\.[A-Z]\.[A-Z](?:\.|$)|^x(?:\.x){3}$/,
    /(?<=[a-z0-9][-.])(?:HOST|NODE|USER|FILE|CLUSTER|PROJECT)_?NAME\b|(?<=[a-z0-9][-.])(?:NAMESPACE|PLACEHOLDER|TIMESTAMP)\b/,
    /(?<=[a-z0-9][-.])[A-Z][A-Z0-9]{1,30}(?:_[A-Z0-9]{1,30}){1,5}(?![\w])|^[A-Z][A-Z0-9]{1,30}(?:_[A-Z0-9]{1,30}){1,5}(?=\.[a-z])/,
  ]
    .map(({ source }) => source)
    .join('|'),
);

/** What every placeholder has in it. Most names and labels have nothing of it, and are not searched further. */
const SIGN = /[$@%_{<([A-Z]|^x\.|placeholder$/;

/**
 * True for a value that is waiting to be filled in: nobody knows what it will be, so its syntax is not judged
 * (semantics 14.5).
 */
export function isPlaceholder(text: string): boolean {
  return SIGN.test(text) && PLACEHOLDER.test(text);
}

/**
 * As `isPlaceholder`, for a port: `PORT` or `NODE_PORT` in capitals is a word for `sed` to replace, and no port name
 * can look so.
 */
export function isPortPlaceholder(text: string): boolean {
  return isPlaceholder(text) || (/^[A-Z0-9_]+$/.test(text) && text.includes('PORT'));
}

/** Words that scripts replace in the name of an object, which is in lower case: `APP_NAME`, `CLUSTERNAMESPACE`. */
const WORDS =
  /^(?:[A-Z]+_)*(?:[A-Z]*NAME(?:SPACE)?|APP|APPLICATION|SERVICE|DEPLOYMENT|COMPONENT|PROJECT|TENANT|CLUSTER|ENV|ENVIRONMENT|RELEASE|IMAGE|TAG|VERSION|DOMAIN)$/;

/** As `isPlaceholder`, for the name of an object: `NAMESPACE`, and `shop-{env}`, where no brace can be. */
export function isNamePlaceholder(text: string): boolean {
  return isPlaceholder(text) || WORDS.test(text) || /\{[A-Za-z_][\w.]*\}/.test(text);
}

/** Words in place of a label of a host, where no capital can be: `DOMAIN_HOST`, `app.YOURDOMAIN.com`, `*.HOST`. */
const HOST_WORDS =
  /(?:^|\.)(?:[A-Z][A-Z0-9]{1,30}(?:_[A-Z0-9]{1,30}){1,5}|(?:(?:YOUR|MY|THE|BASE|ROOT|APP|INGRESS)-?)?(?:DOMAIN|HOST)(?:-?NAME)?|FQDN|PLACEHOLDER|TODO|(?:replace|change)_me)(?:\.|$)/;

/** As `isPlaceholder`, for an IP address, where no capital can be but those of hexadecimal digits: `NODE_IP`. */
export function isAddressPlaceholder(text: string): boolean {
  return isPlaceholder(text) || /^[A-Z][A-Z0-9]{0,30}(?:[_-][A-Z0-9]{1,30}){1,8}$/.test(text);
}

/** Words in capitals for a piece of a label: `NAMESPACE-web.example.com`, `web.ENV.example.com`. */
const PIECE_WORDS =
  /(?:^|[.-])(?:ACCOUNT|BRANCH|CLUSTER|CUSTOMER|ENV|ENVIRONMENT|INSTANCE|NAMESPACE|ORG|PROJECT|REGION|RELEASE|STAGE|SUBDOMAIN|TEAM|TENANT|USER|USERNAME|ZONE)(?=[.-]|$)/;

/** As `isPlaceholder`, for a host. */
export function isHostPlaceholder(text: string): boolean {
  return isPlaceholder(text) || (/[A-Z_]/.test(text) && (HOST_WORDS.test(text) || PIECE_WORDS.test(text)));
}

/** The first placeholder inside a text: `${TAG}` of `shop-${TAG}`, with a default that is one itself. */
export function placeholderIn(text: string): string | undefined {
  if (!SIGN.test(text)) return undefined;
  const written =
    /\$\{(?:[^{}]|\{[^{}]*\})*\}|\$\([^()]*\)|\$[A-Za-z_]\w*|\{\{(?:(?!\{\{).)*?\}\}|<[^<>\s][^<>]*>|#\{[^{}]+\}#?|%[A-Za-z]\w*%|@[A-Z][A-Z0-9_]*@|__[A-Z][A-Z0-9_]*__/.exec(
      text,
    )?.[0];
  return written ?? (isPlaceholder(text) ? text : undefined);
}
