import type { Contract } from '../../answers/contract/contract.js';
import { count } from '../../text/words.js';
import { bundlesOf } from '../graphs/overview.js';
import { groupWords } from '../graphs/words.js';
import { htmlText } from '../markup/html-text.js';

/** The edges between namespaces, in bundles: nothing where no edge crosses a border. */
export function betweenHtml(contract: Contract): string {
  const items = bundlesOf(contract).map(({ from, to, edges }) => {
    const [left, right] = [from, to].map((namespace) => {
      const index = contract.namespaces.indexOf(namespace);
      return `<a href="#n${index}">${htmlText(groupWords(namespace, contract.namespaces))}</a>`;
    });
    const broken = edges.filter(({ status }) => status === 'broken').length;
    const badge = broken === 0 ? '' : ` <span class="badge broken">✕ ${broken} broken</span>`;
    return `<li class="${broken === 0 ? 'ok' : 'broken'}">${left} <span class="to">→</span> ${right} <span class="kind">${count(edges.length, 'edge')}</span>${badge}</li>`;
  });
  if (items.length === 0) return '';
  return `<section class="between"><h2>Between namespaces</h2><ul>${items.join('')}</ul></section>`;
}
