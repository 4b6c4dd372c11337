// The worker: Pyodide, our NumPy and core, behind one verb. What it can do is in worker.py and core/engine.py.
import { expose, transfer } from './comlink.min.mjs';
import { loadPyodide } from './pyodide/pyodide.mjs';

const at = (name) => new URL(name, import.meta.url).href;
let python;

const lost = (name) => () => {
  throw new Error(`The file ${name} could not be fetched. Check the connection, then try again.`);
};

async function fetched(name, options) {
  const response = await fetch(at(name), options).catch(lost(name));
  if (!response.ok) throw new Error(`The file ${name} is missing from this site (${response.status}).`);
  return response;
}

// The bytes of a file; `hear(length, came)` hears its length, then how long each piece of it is.
async function bytes(name, hear) {
  const response = await fetched(name);
  hear(Number(response.headers.get('content-length')), 0);
  const transform = (piece, stream) => {
    hear(0, piece.length);
    stream.enqueue(piece);
  };
  return new Response(response.body.pipeThrough(new TransformStream({ transform }))).arrayBuffer().catch(lost(name));
}

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
  const parts = await (await fetched('parts.json')).json();
  report(0.1, 'Starting Python');
  const wheels = draws ? figure_wheels(parts.figures, (share, words) => report(0.1 + 0.6 * share, words)) : [];
  // Pyodide waits for ever for a file that is not there, so each is asked after.
  const needed = ['pyodide/pyodide.asm.wasm', 'pyodide/python_stdlib.zip', parts.numpy];
  const [pyodide, core, packed] = await Promise.all([
    loadPyodide({ indexURL: at('pyodide/'), packages: [at(parts.numpy)] }),
    bytes(parts.core, () => {}),
    wheels,
    ...needed.map((name) => fetched(name, { method: 'HEAD' })),
  ]);
  report(0.7, draws ? 'Starting Matplotlib' : 'Starting NumPy');
  pyodide.unpackArchive(core, 'zip');
  for (const wheel of packed) pyodide.unpackArchive(wheel, 'wheel');
  python = pyodide.pyimport('worker');
  if (draws) pyodide.pyimport('core.figures.figure').destroy();
  report(1, 'Ready');
  return parts.build;
}

// Calls a method of the engine; its arrays are copies outside Wasm memory, and are moved to the page.
function call(name, json) {
  const answer = python.answer(name, json);
  return transfer(answer, Object.values(answer.arrays).map((array) => array.buffer));
}

expose({ load, call });
