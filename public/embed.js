// The page inside another: before its Python the target's picture, then messages to and from the page around it, whose
// meaning is in app/host.py.
const VERSION = 1;
const PLAY = '<svg aria-hidden="true"><use href="#train"></use></svg>';

export const tell = (json) => parent !== window && parent.postMessage(JSON.parse(json), '*');

// Messages wait for the page's Python, and wake it.
const waiting = [];
let handle = (json) => waiting.push(json);

export function hear(handler) {
  handle = handler;
  for (const json of waiting.splice(0)) handler(json);
}

// A number that JSON has not arrives as false, which no command takes: JSON itself would leave it out.
const plain = (_key, value) => (typeof value === 'number' && !Number.isFinite(value) ? false : value);

// Hears what speaks to an explorer, from the parent and from no other window; what is no plain data arrives as null.
function listen(wake) {
  addEventListener('message', ({ source, data }) => {
    if (source !== parent || parent === window || data?.explorer === undefined) return;
    let json = 'null';
    try { json = JSON.stringify(data, plain); } catch { /* a circle, or a whole number without bounds */ }
    handle(json);
    wake();
  });
}

// Resolves when the page is pressed, seen or spoken to; until then it shows the target's picture. `full` is the address
// of the same experiment on a page of its own.
export async function wanted(wishes, full) {
  const [status, button, foot] = [document.getElementById('status'), still(), document.createElement('footer')];
  const words = status.textContent;
  status.textContent = 'Starts when it is pressed.';
  foot.append(document.getElementById('say'), way_out(full));
  document.querySelector('main').before(button);
  document.body.append(foot);
  new ResizeObserver(tell_height).observe(document.documentElement);
  for (const { href } of document.querySelectorAll('link[rel=preload]')) keep(href);
  picture(wishes).then((source) => button.prepend(Object.assign(new Image(256, 256), { src: source, alt: '' })));
  await new Promise((wake) => {
    listen(wake);
    button.addEventListener('click', wake, { once: true });
    if (wishes.get('start') !== 'click' && !navigator.connection?.saveData) when_seen(button, wake);
  });
  button.disabled = true;
  status.textContent = words;
}

// Takes a preloaded file into the browser's cache: it may never be wanted, and then the browser would warn of it.
const keep = (href) => fetch(href).then((answer) => answer.blob()).catch(() => {});

function tell_height() {
  const { height } = document.documentElement.getBoundingClientRect();
  tell(JSON.stringify({ explorer: VERSION, event: 'height', height: Math.ceil(height) }));
}

function still() {
  const button = document.createElement('button');
  Object.assign(button, { id: 'still', type: 'button', innerHTML: `<span>${PLAY}Start</span>` });
  button.setAttribute('aria-label', 'Start the explorer');
  return button;
}

function way_out(href) {
  return Object.assign(document.createElement('a'), { id: 'full', href, target: '_blank', rel: 'noopener', textContent: 'Open in full page' });
}

function when_seen(node, then) {
  const observer = new IntersectionObserver((entries) => {
    if (!entries.at(-1).isIntersecting) return;
    observer.disconnect();
    then();
  }, { threshold: 0.5 });
  observer.observe(node);
}

// The address of the target's picture; for a formula that of the explorer's mark.
async function picture(wishes) {
  const { kinds, presets } = await (await fetch(new URL('./catalogue.json', import.meta.url))).json();
  const preset = presets.find((row) => row.id === wishes.get('preset'));
  const target = wishes.get('target') ?? new URLSearchParams(preset?.link ?? '').get('target') ?? 'fancy_sine';
  const known = kinds.targets.some((row) => row.id === target);
  return new URL(known ? './stills/' + `${target}.png` : './icon.svg', import.meta.url).href;
}
