import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { htmlText } from '../markup/html-text.js';
import { CLIENT, STYLE } from './client-files.js';

/** What stands in a page. */
export interface Page {
  readonly title: string;
  /** HTML of the head line: what the page is about, in a sentence. */
  readonly lead: string;
  /** HTML of the controls, which appear where scripts run. */
  readonly controls: string;
  readonly main: string;
  readonly version: string;
}

/**
 * One page that holds all it needs. Its policy lets no request out, and runs the one script and the one style that
 * stand in it, known by their hashes.
 */
export function page({ title, lead, controls, main, version }: Page): string {
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(CLIENT)}'`,
    `style-src '${hashOf(STYLE)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="svclint ${htmlText(version)}">
<link rel="icon" href="data:,">
<title>${htmlText(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<header class="top">
<h1>${htmlText(title)}</h1>
<p class="lead">${lead}</p>
<form class="controls" role="search" hidden>${controls}<p class="count" role="status"></p></form>
</header>
<main>
${main}
</main>
<footer class="end"><p>Made by svclint ${htmlText(version)} from the files alone; no cluster was asked.</p></footer>
<script>${CLIENT}</script>
</body>
</html>
`;
}

function hashOf(text: string): string {
  return `sha256-${btoa(String.fromCharCode(...sha256(utf8ToBytes(text))))}`;
}

/** A place as the pages show it. */
export function placeHtml(file: string, line: number, column?: number): string {
  return `<span class="place">${htmlText(file)}:${line}${column === undefined ? '' : `:${column}`}</span>`;
}
