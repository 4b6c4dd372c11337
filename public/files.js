// The worker's files: beside this script, or in the single file, where the page hands them over (single.js).
const handed = globalThis.handed_files;

function from_hand(name) {
  const { blob, gzipped } = handed.get(name);
  const body = gzipped ? blob.stream().pipeThrough(new DecompressionStream('gzip')) : blob;
  return new Response(body, { headers: { 'Content-Type': name.endsWith('.wasm') ? 'application/wasm' : '' } });
}

export const at = (name) => new URL(name, handed ? 'https://single.invalid/' : import.meta.url).href;

// A file that does not come; its message is a sentence for people.
export class Missing extends Error {}

const lost = (name) => () => {
  throw new Missing(`The file ${name} could not be fetched. Check the connection, then try again.`);
};

const missing = (name, status) => new Missing(`The file ${name} is missing from this site (${status}). Reload the page: it may have been renewed.`);

export async function fetched(name) {
  if (handed) return from_hand(name);
  const response = await fetch(at(name)).catch(lost(name));
  if (!response.ok) throw missing(name, response.status);
  return response;
}

// The bytes of a file; `hear(length, came)` hears its length, then how long each piece of it is.
export async function bytes(name, hear = () => {}) {
  const response = await fetched(name);
  hear(Number(response.headers.get('content-length')), 0);
  const transform = (piece, stream) => {
    hear(0, piece.length);
    stream.enqueue(piece);
  };
  return new Response(response.body.pipeThrough(new TransformStream({ transform }))).arrayBuffer().catch(lost(name));
}

// A file that is gzipped on the host, whether the host would do it or not, as it was before.
export async function unpacked(name) {
  const response = await fetched(name);
  return new Response(response.body.pipeThrough(new DecompressionStream('gzip')));
}

// The bytes of a file, at once: for an import that cannot wait.
export function read(name) {
  if (handed) return new Uint8Array(new FileReaderSync().readAsArrayBuffer(handed.get(name).blob));
  const request = new XMLHttpRequest();
  request.open('GET', at(name), false);
  request.responseType = 'arraybuffer';
  request.send();
  if (request.status !== 200) throw missing(name, request.status);
  return new Uint8Array(request.response);
}
