// The single file: what the page would fetch, and the worker, lie in the document itself (core/build/single.py).
window.single_file = (() => {
  const TYPES = { html: 'text/html', json: 'application/json', wasm: 'application/wasm' };
  const blobs = new Map();

  // A file as a Blob, which costs nothing to hand on; undefined if the document has none of that name.
  function blob(name) {
    const node = blobs.has(name) ? null : document.querySelector(`script[data-file="${CSS.escape(name)}"]`);
    if (node) {
      const text = node.textContent;
      const bytes = Uint8Array.fromBase64?.(text) ?? Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
      blobs.set(name, { blob: new Blob([bytes]), gzipped: node.dataset.gzipped === 'yes' });
      node.remove();
    }
    return blobs.get(name);
  }

  function response(name) {
    const { blob: content, gzipped } = blob(name);
    const body = gzipped ? content.stream().pipeThrough(new DecompressionStream('gzip')) : content;
    return new Response(body, { headers: { 'Content-Type': TYPES[name.split('.').at(-1)] ?? 'text/plain' } });
  }

  const bases = [new URL('.', document.baseURI).href, 'https://single.invalid/'];
  const inside = (address) => bases.filter((base) => address.startsWith(base)).map((base) => address.slice(base.length))[0];

  const network = window.fetch;
  window.fetch = (address, options) => {
    const name = inside(new URL(address.url ?? address, document.baseURI).href);
    return name && blob(name) ? Promise.resolve(response(name)) : network.call(window, address, options);
  };

  const Original = window.Worker;
  window.Worker = function Worker(_address, options) {
    for (const node of document.querySelectorAll('script[data-file]')) blob(node.dataset.file);
    const worker = new Original(document.getElementById('worker').textContent.trim(), options);
    worker.postMessage(blobs);
    return worker;
  };

  addEventListener('click', (event) => {
    const name = event.target.closest?.('a[href]')?.getAttribute('href');
    if (!name || !blob(name)) return;
    event.preventDefault();
    const opened = window.open('', '_blank');
    response(name).blob().then((page) => { opened.location = URL.createObjectURL(page); });
  }, true);
  return true;
})();
