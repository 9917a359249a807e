/** What a page does beyond what HTML does by itself: search, filters, and the chain of a Service shown in its picture. */
const controls = document.querySelector('.controls');
const { words, namespace, severity, broken } = controls.elements;
const status = controls.querySelector('.count');
const items = [...document.querySelectorAll('[data-text]')];
const groups = [...document.querySelectorAll('.namespace')];
const drawn = [...document.querySelectorAll('.picture [data-of]')].map((element) => ({
  element,
  chains: element.dataset.of === '' ? [] : element.dataset.of.split(' ').map((number) => `s${number}`),
}));

let isPrinting = false;

/** Shows what the controls ask for; a namespace with something to show opens, and closes again when nothing is asked. */
function filter() {
  const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
  const isAsked = wanted.length > 0 || Boolean(broken?.checked) || Boolean(namespace?.value);
  for (const item of items)
    item.hidden =
      !wanted.every((word) => item.dataset.text.includes(word)) ||
      Boolean(broken?.checked && !item.classList.contains('broken')) ||
      Boolean(severity?.value && !item.classList.contains(severity.value)) ||
      Boolean(namespace?.value && item.closest('.namespace')?.id !== namespace.value);
  for (const group of groups) {
    const hasHit = group.querySelector('[data-text]:not([hidden])') !== null;
    group.hidden = isAsked && !hasHit && group.id !== namespace?.value;
    if (isAsked && hasHit && !group.open) {
      group.open = true;
      group.dataset.opened = '';
    } else if (!isAsked && 'opened' in group.dataset) {
      group.open = false;
      delete group.dataset.opened;
    }
  }
  const left = items.filter((item) => !item.hidden).length;
  status.textContent = left === items.length ? '' : `${left} of ${items.length}`;
  paint();
}

/** In a picture stands out what belongs to the open Services; else to those that the controls leave. */
function paint() {
  const open = new Set(items.filter((item) => item.open && !item.hidden).map(({ id }) => id));
  const hidden = new Set(items.filter((item) => item.hidden).map(({ id }) => id));
  for (const { element, chains } of drawn) {
    const isChosen = chains.some((id) => open.has(id));
    const isLeft = chains.length === 0 ? hidden.size === 0 : chains.some((id) => !hidden.has(id));
    element.classList.toggle('chosen', isChosen);
    element.classList.toggle('faint', open.size > 0 ? !isChosen : !isLeft);
  }
}

function choose(id) {
  const item = document.getElementById(id);
  if (item === null || item.hidden) return;
  for (const other of items) if (other.open) other.open = other === item;
  item.open = true;
  const summary = item.querySelector('summary');
  summary.focus({ preventScroll: true });
  item.scrollIntoView({ block: 'nearest' });
}

/** Brings the box of a Service into the middle of its picture. */
function reveal(item) {
  const group = item.closest('.namespace');
  const box = group?.querySelector(
    `.service[data-opens="${item.id.slice(1)}"], .absent[data-opens="${item.id.slice(1)}"]`,
  );
  if (!box) return;
  const frame = group.querySelector('.frame');
  const [inner, outer] = [box.getBoundingClientRect(), frame.getBoundingClientRect()];
  if (inner.left < outer.left || inner.right > outer.right)
    frame.scrollLeft += inner.left - outer.left - (outer.width - inner.width) / 2;
  if (inner.top < outer.top || inner.bottom > outer.bottom)
    frame.scrollTop += inner.top - outer.top - (outer.height - inner.height) / 2;
}

controls.hidden = false;
controls.addEventListener('submit', (event) => event.preventDefault());
controls.addEventListener('input', filter);
for (const item of items)
  item.addEventListener('toggle', () => {
    if (isPrinting) return;
    if (item.open) {
      for (const other of items) if (other !== item && other.open) other.open = false;
      reveal(item);
    }
    paint();
  });
document.addEventListener('click', ({ target }) => {
  const part = target.closest?.('.picture [data-opens]');
  if (part) choose(`s${part.dataset.opens}`);
});
document.addEventListener('keydown', (event) => {
  const isTyping = event.target.matches?.('input, select');
  if (event.key === '/' && !isTyping) {
    event.preventDefault();
    words.focus();
  } else if (event.key === 'Escape') {
    if (event.target === words) words.value = '';
    for (const item of items) if (item.open) item.open = false;
    filter();
  } else if (
    (event.key === 'ArrowDown' || event.key === 'ArrowUp') &&
    event.target.matches?.('[data-text] > summary')
  ) {
    event.preventDefault();
    const shown = items.filter((item) => !item.hidden && item.offsetParent !== null);
    const at = shown.indexOf(event.target.parentElement) + (event.key === 'ArrowDown' ? 1 : -1);
    shown[at]?.querySelector('summary').focus();
  }
});
/** On paper everything is open, and nothing is chosen. */
let closed = [];
addEventListener('beforeprint', () => {
  isPrinting = true;
  closed = [...document.querySelectorAll('details:not([open])')];
  for (const each of closed) each.setAttribute('open', '');
});
addEventListener('afterprint', () => {
  for (const each of closed) each.removeAttribute('open');
  isPrinting = false;
});
/** A link to a namespace, or a shared address, opens what it leads to. */
function follow() {
  const target = document.getElementById(location.hash.slice(1));
  if (target?.matches('details')) {
    const group = target.closest('.namespace');
    if (group) group.open = true;
    target.open = true;
    target.scrollIntoView();
  }
}
addEventListener('hashchange', follow);
follow();
