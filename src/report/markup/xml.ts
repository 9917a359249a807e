/** The first line of an XML document, with its line break. */
export const XML_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** Text between tags; what XML 1.0 cannot hold is spelled as `\u0007`. */
export function xmlText(text: string): string {
  return encoded(text).replaceAll('\r', '&#13;');
}

/** Attributes with a space before each, in the order given; line breaks and tabs survive the reader's normalisation. */
export function xmlAttributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(
      ([name, value]) =>
        ` ${name}="${encoded(String(value)).replace(/["\t\n\r]/g, (char) => `&#${char.charCodeAt(0)};`)}"`,
    )
    .join('');
}

function encoded(text: string): string {
  return text
    .replace(OUTSIDE_XML, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;'); // of `]]>`, which must not stand in text
}

/** What is no Char of XML 1.0: control characters but tab and line breaks, lone surrogates, U+FFFE, U+FFFF. */
const OUTSIDE_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
