// The page's end of a second worker, which draws figures while the first one trains; and of files that are opened.
import { proxy, wrap } from './comlink.min.mjs';
import { base64, call, hire } from './bridge.js';

const MISSING = 'The worker that draws figures could not be loaded. Check that all files of the site are there, then try again.';
const GIVEN_UP = 'The figure was given up.';

let worker;
let remote;
let end;

const without_answer = (problem) => ({ facts: 'null', arrays: {}, problem, lost: '' });

// The answer that `work` resolves with, or why there will be none: it failed, after which no worker can be trusted, or the
// worker was closed.
function answered(work) {
  const fail = (error) => {
    close(error.message || String(error));
    return end.promise;
  };
  return Promise.race([work.then((answer) => ({ ...without_answer(''), ...answer }), fail), end.promise]);
}

// Starts the worker unless it is there; `report(share, words)` hears of progress. Resolves with a problem, or ''.
export async function open(report) {
  if (worker) return '';
  end = {};
  end.promise = new Promise((resolve) => { end.now = resolve; });
  worker = hire();
  worker.onerror = (event) => close(event.message ? `${MISSING} (${event.message})` : MISSING);
  remote = wrap(worker);
  return (await answered(remote.load(proxy(report), true).then(() => ({})))).problem;
}

// Gives up the worker and what it is doing.
export function close(reason = GIVEN_UP) {
  end?.now(without_answer(reason));
  worker?.terminate();
  worker = remote = undefined;
}

// Calls a method of the worker's engine: `{facts: JSON, arrays: {path: typed array}, problem}`.
export const ask = async (name, json) => (remote ? answered(remote.call(name, json)) : without_answer(GIVEN_UP));

// Lets the worker have the run of a saved run's bytes.
export const take = async (run) => ask('open_run', JSON.stringify([base64(run)]));

// Lets the training worker go on with the run of a file that was picked: an answer as of `call`.
export const resume = async (file) => call('open_run', JSON.stringify([base64(new Uint8Array(await file.arrayBuffer()))]));

// An address for a picture's bytes, good until the next one is made.
let shown = '';
export function picture(content, type) {
  URL.revokeObjectURL(shown);
  shown = URL.createObjectURL(new Blob([content], { type }));
  return shown;
}
