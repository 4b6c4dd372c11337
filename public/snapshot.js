// The started interpreter, kept in the browser: the first visit stores its memory, later ones begin with it.
const MAGIC = 1886286592; // Pyodide's, with which each of its memories begins
const CACHE = 'started interpreters';
const address = (key) => `https://started.invalid/?${encodeURIComponent(key)}`;

// The memory that was stored under a key; undefined if there is none, or no storage.
export async function kept(key) {
  try {
    const found = await (await caches.open(CACHE)).match(address(key));
    const memory = found && await found.arrayBuffer();
    return memory && new Uint32Array(memory, 0, 1)[0] === MAGIC ? new Uint8Array(memory) : undefined;
  } catch {
    return undefined;
  }
}

// Stores a memory in place of all others; a full or forbidden storage keeps none, and the next start is like this one.
export async function keep(key, memory) {
  try {
    await forget();
    await (await caches.open(CACHE)).put(address(key), new Response(memory));
  } catch { /* as above */ }
}

export const forget = () => caches.delete(CACHE);
