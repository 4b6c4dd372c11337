// Before the first paint: the theme, and storage where a frame has none. Then the page's Python: at once, or, embedded,
// when it is wanted (embed.js). And words for the case that it cannot start.
(() => {
  const root = document.documentElement;
  root.dataset.script = 'on';
  // In a frame without an origin of its own this script does not know where it came from.
  const at = (name) => new URL(name, document.baseURI).href;

  // The same experiment on a page of its own.
  const embedding = ['embed', 'panes', 'controls', 'start', 'view', 'constrainedLayout'];
  const asked = `${location.search.slice(1)}&${location.hash.slice(1)}`;
  const wishes = new URLSearchParams(asked);
  const full = at(`${location.pathname}#${asked.split('&').filter((part) => part && !embedding.includes(part.split('=')[0])).join('&')}`);

  // A frame may forbid storage, which then throws by its very name or when it is opened, and a damaged one when it is read:
  // nothing is kept there.
  const nothing = { getItem: () => null, setItem() {}, removeItem() {}, clear() {} };
  for (const name of ['localStorage', 'sessionStorage']) {
    try { window[name].getItem(''); } catch { Object.defineProperty(window, name, { value: nothing }); }
  }
  const { open } = IDBFactory.prototype;
  IDBFactory.prototype.open = function opened(...given) {
    try { return open.apply(this, given); } catch { return {}; }
  };

  const theme = wishes.get('theme') || localStorage.getItem('theme');
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;

  const fail = (sentence) => {
    const status = document.getElementById('status');
    if (!status || root.dataset.python) return;
    status.textContent = sentence;
    root.dataset.state = 'failed';
  };
  const missing = 'The page could not start. Check that all files of the site are there, then reload the page.';
  // A frame without an origin of its own may load scripts only from a host that lets every origin read its files.
  const forbidden = () => {
    if (self.origin !== 'null') return fail(missing);
    const link = Object.assign(document.createElement('a'), { href: full, target: '_blank', rel: 'noopener', textContent: full });
    const told = document.createElement('p');
    told.setAttribute('role', 'alert');
    told.append('The host of this explorer does not let it run in a sandboxed frame. It runs on a page of its own: ', link);
    document.body.replaceChildren(told);
    root.dataset.embed = 'forbidden';
  };
  const begin = () => {
    // PyScript says nothing of a configuration that it cannot read.
    fetch(at('./pyscript.json')).then((answer) => answer.json()).catch(forbidden);
    import(at('./pyscript/core.js')).catch(forbidden);
    import(at('./bridge.js')).then(({ prepare }) => prepare(), forbidden);
    setTimeout(() => fail(`${missing} It has not started for 50 seconds.`), 50_000);
  };

  // A file that the page begins with does not come; or its Python has run, and nothing of it has begun.
  addEventListener('error', ({ target }) => target.matches?.('script, [rel=preload], [rel=modulepreload]') && fail(missing), true);
  addEventListener('unhandledrejection', () => fail(missing));
  addEventListener('mpy:done', () => fail(missing));
  const embedded = wishes.has('constrainedLayout') || (wishes.get('embed') ?? '0') !== '0';
  if (embedded) root.dataset.embed = 'still';
  addEventListener('DOMContentLoaded', () => {
    if (location.protocol === 'file:' && !window.single_file) fail('A browser does not run this page from a file. Serve its folder, for example with: python3 -m http.server');
    else if (typeof WebAssembly !== 'object') fail('This browser has no WebAssembly, which this page needs. Please use a current Chrome, Edge, Firefox or Safari.');
    else if (embedded) import(at('./embed.js')).then(({ wanted }) => wanted(wishes, full)).then(begin, forbidden);
    else begin();
  });
})();
