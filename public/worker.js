// The worker: Pyodide, our NumPy and core, behind one verb. What it can do is in worker.py and core/engine.py.
import { expose, transfer } from './comlink.min.mjs';
import { loadPyodide } from './pyodide/pyodide.mjs';

const at = (name) => new URL(name, import.meta.url).href;
let python;

async function fetched(name, options) {
  const response = await fetch(at(name), options);
  if (!response.ok) throw new Error(`The file ${name} is missing from this site (${response.status}).`);
  return response;
}

// Starts Python; `report(share, words)` hears of each stage. Returns the build that this worker belongs to.
async function load(report) {
  const parts = await (await fetched('parts.json')).json();
  report(0.1, 'Starting Python');
  const core = fetched(parts.core).then((response) => response.arrayBuffer());
  // Pyodide waits for ever for a file that is not there, so each is asked after.
  const needed = ['pyodide/pyodide.asm.wasm', 'pyodide/python_stdlib.zip', parts.numpy];
  const [pyodide] = await Promise.all([
    loadPyodide({ indexURL: at('pyodide/'), packages: [at(parts.numpy)] }),
    ...needed.map((name) => fetched(name, { method: 'HEAD' })),
  ]);
  report(0.7, 'Starting NumPy');
  pyodide.unpackArchive(await core, 'zip');
  python = pyodide.pyimport('worker');
  report(1, 'Ready');
  return parts.build;
}

// Calls a method of the engine; its arrays are copies outside Wasm memory, and are moved to the page.
function call(name, json) {
  const answer = python.answer(name, json);
  return transfer(answer, Object.values(answer.arrays).map((array) => array.buffer));
}

expose({ load, call });
