// The page's end of the worker. Comlink's proxies stay in here: every attribute of a proxy "exists", Python would trip.
import { proxy, wrap } from './comlink.min.mjs';

// The smallest module with a SIMD instruction (i32.const 0; i8x16.splat; i8x16.popcnt).
const SIMD = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11];
const NO_WORKER = 'The worker could not be loaded. Check that all files of the site are there, then reload the page.';

// MicroPython's event loop asks for its next turn by a timer of 0 ms, which fires after the repaint; as a microtask the turn
// comes at once, so what waits for a repaint draws into that very one. Only its functions have a `_ref`.
const { setTimeout: later } = globalThis;
globalThis.setTimeout = (work, wait, ...given) => {
  if (wait !== 0 || work._ref === undefined) return later(work, wait, ...given);
  queueMicrotask(work);
  return 0;
};

let worker;
let remote;
let gone = '';  // why the worker has ended, if it has

// The address of the worker; a frame without an origin of its own may start none but one that imports it.
function source() {
  const { href } = new URL('./worker.js', import.meta.url);
  return self.origin === 'null' ? `data:text/javascript,import ${encodeURIComponent(JSON.stringify(href))}` : href;
}

export const has_simd = () => WebAssembly.validate(new Uint8Array(SIMD));

// A new worker, which `load` of worker.js makes ready.
export const hire = () => new Worker(source(), { type: 'module' });

// Starts a worker in place of the last one, and resolves with its build.
function begin() {
  worker?.terminate();
  gone = '';
  worker = hire();
  remote = wrap(worker);
  return new Promise((resolve, reject) => {
    worker.onerror = (event) => {
      reject(new Error(event.message ? `${NO_WORKER} (${event.message})` : NO_WORKER));
      lose(event.message || 'it gave no reason');
    };
    remote.load(proxy((...news) => report(...news))).then(resolve, reject);
  });
}

// Says how the start goes until the page's Python hears of it.
let report = (share, words) => {
  if (document.documentElement.dataset.state === 'failed') return;
  document.getElementById('status').textContent = words;
  document.getElementById('progress').value = share;
};
let ahead;  // the first worker's start, which the page's Python will ask for

// Starts the first worker while the page's Python itself is still to come.
export function prepare() {
  if (!has_simd()) return;
  ahead = begin();
  ahead.catch(() => {});  // Python hears of it
}

// Starts the worker, unless it is on its way; resolves with its build. `hear(share, words)` hears of progress.
export function load(hear) {
  report = hear;
  const starting = ahead ?? begin();
  ahead = undefined;
  return starting;
}

// The calls that have no answer yet, in their order: what ends each of them without one.
const waiting = new Map();
let calls = 0;

// Calls an engine's method with a JSON list of arguments: `{facts: JSON, arrays: {path: typed array}, problem, lost}`.
// `lost` is the reason why there is no answer and never will be one; else it is empty.
export function call(name, json) {
  const number = ++calls;
  return new Promise((resolve) => {
    const end = (answer) => { waiting.delete(number); resolve(answer); };
    const give_up = (reason) => end({ facts: 'null', arrays: {}, problem: '', lost: reason });
    if (gone) return give_up(gone);
    waiting.set(number, give_up);
    remote.call(name, json).then((answer) => end({ ...answer, lost: '' }), (error) => give_up(error.message || String(error)));
  });
}

// The number of the call that has waited longest for its answer; 0 if none waits.
export const longest_waiting = () => waiting.keys().next().value ?? 0;

// Gives the worker up: every call that waits ends without an answer.
export function lose(reason) {
  worker.terminate();
  gone = reason;
  for (const give_up of [...waiting.values()]) give_up(reason);
}

// The run as a file, as it was when it was last kept, for a new worker to go on with.
let kept;

export async function keep_run() {
  const { arrays } = await call('export', '["run"]');
  kept = arrays.content ?? kept;
}
export const forget_run = () => { kept = undefined; };
export const kept_run = () => (kept ? base64(kept) : '');

// Bytes as base64: in pieces, since a call takes only so many arguments.
export function base64(bytes) {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

const calm = matchMedia('(prefers-reduced-motion: reduce)');
const CALM_MS = 200;
let repainted = 0;

// Resolves before the next repaint, so never while the page is hidden; for those who want less motion, five times a second.
export async function next_frame() {
  const wait = calm.matches ? repainted + CALM_MS - performance.now() : 0;
  if (wait > 0) await new Promise((done) => setTimeout(done, wait));
  await new Promise(requestAnimationFrame);
  repainted = performance.now();
}

// Runs a function that may throw: a rejection arrives in Python as an exception, a throw would break its garbage collector.
export const attempt = async (work, ...given) => work(...given);

// Storage may be forbidden in a frame, and then throws: nothing is kept, and the page works all the same.
export const recall = (key) => { try { return localStorage.getItem(key) ?? ''; } catch { return ''; } };
export const remember = (key, value) => { try { localStorage.setItem(key, value); } catch { /* as above */ } };

// The window's own methods lose their `this` on the way through MicroPython.
export const listen_window = (event, handler) => addEventListener(event, handler);

// Whether the text is in the clipboard now.
export const copy = (text) => Promise.resolve(navigator.clipboard?.writeText(text).then(() => true, () => false) ?? false);

// RGBA bytes in which each byte of the base64 text is the cover of the scale's orange, by which 1 is drawn.
export function alphas(base64) {
  const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
  const rgba = new Uint8Array(4 * bytes.length);
  bytes.forEach((byte, i) => rgba.set([207, 104, 17, byte], 4 * i));
  return rgba;
}

// Hands a text to the visitor as a file.
export function download(name, text) {
  const link = Object.assign(document.createElement('a'), { download: name, href: URL.createObjectURL(new Blob([text])) });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

// Labels of a log axis: powers as 1e5, small numbers plain.
export const short_numbers = (_plot, splits) =>
  splits.map((value) => (value === null ? '' : value >= 1e4 || value < 1e-4 ? value.toExponential(0).replace('+', '') : String(+value.toPrecision(3))));

// Which values of a log axis get a line across: all of a few decades, else the powers of ten.
export const decades = (_plot, splits) =>
  splits.at(-1) > 1e3 * splits[0] ? splits.map((value) => (Number.isInteger(Math.log10(value)) ? value : null)) : splits;
