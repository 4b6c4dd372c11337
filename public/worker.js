// The worker: Pyodide, our NumPy and core, behind one verb. What it can do is in worker.py and core/engine.py.
import { expose, transfer } from './comlink.min.mjs';
import { bytes, fetched, Missing } from './files.js';
import { start } from './python.js';

const DAMAGED = 'A file of this site is damaged, or of another build. Reload the page; if that does not help, clear its cache.';
let python;

// The wheels behind figures; `report(share, words)` hears how much of them has come.
function figure_wheels(names, report) {
  let [total, got] = [0, 0];
  const hear = (length, came) => {
    [total, got] = [total + length, got + came];
    report(total && Math.min(1, got / total), `Fetching Matplotlib: ${(got / 1e6).toFixed(1)} MB`);
  };
  return Promise.all(names.map((name) => bytes(name, hear)));
}

// Starts Python, with Matplotlib if it is to draw; `report(share, words)` hears of each stage. Returns the build that
// this worker belongs to.
async function load(report, draws = false) {
  try {
    return await begun(report, draws);
  } catch (error) {
    if (error instanceof Missing) throw error;
    throw new Error(`${DAMAGED} (${String(error?.message ?? error).trim().split('\n').at(-1)})`);
  }
}

async function begun(report, draws) {
  const parts = await (await fetched('parts.json')).json();
  report(0.1, 'Starting Python');
  const wheels = draws ? figure_wheels(parts.figures, (share, words) => report(0.1 + 0.6 * share, words)) : [];
  const [pyodide, packed] = await Promise.all([start(parts), wheels]);
  report(0.7, draws ? 'Starting Matplotlib' : 'Starting NumPy');
  for (const wheel of packed) pyodide.unpackArchive(wheel, 'wheel');
  python = pyodide.pyimport('worker');
  if (draws) pyodide.pyimport('core.figures.figure').destroy();
  await report(1, 'Ready'); // news comes by a way of its own: none must come after the answer
  return parts.build;
}

// Calls a method of the engine; its arrays are copies outside Wasm memory, and are moved to the page.
function call(name, json) {
  const answer = python.answer(name, json);
  return transfer(answer, Object.values(answer.arrays).map((array) => array.buffer));
}

expose({ load, call });
