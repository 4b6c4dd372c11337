// CPython with NumPy and core, in a worker. Its files are fetched side by side, and NumPy's modules are loaded before
// Python starts; what the archives hold is decided by core/build/bytecode.py. A later visit begins with the memory of the
// started interpreter, for which those modules must lie where they lay.
import './pyodide/pyodide.asm.js';
import { loadPyodide } from './pyodide/pyodide.mjs';
import { at, fetched, read, unpacked } from './files.js';
import { forget, keep, kept } from './snapshot.js';

const PACKAGES = '/lib/python3.13/site-packages/';
const place = (module) => `${PACKAGES}${module.replaceAll('.', '/')}.cpython-313-wasm32-emscripten.so`;
const create = self._createPyodideModule;
// What Pyodide wants to know of its other packages: there are none.
const NO_PACKAGES = { info: { abi_version: '2025_0', arch: 'wasm32', platform: 'emscripten_4_0_9', python: '3.13.2', version: '0.29.5' }, packages: {} };

// WebAssembly is compiled while it comes only under its own type, which not every host knows.
function as_wasm(response) {
  if (response.headers.get('content-type') === 'application/wasm') return response;
  return new Response(response.body, { headers: { 'Content-Type': 'application/wasm' } });
}

// Python, ready to import core. `parts` is parts.json.
export async function start(parts) {
  const key = JSON.stringify([parts.core, parts.first, parts.modules]);
  const files = under_way(parts);
  const memory = await kept(key);
  if (memory) {
    try {
      return await begun(parts, files, { _loadSnapshot: memory });
    } catch {
      // Of another browser's make, or damaged: the plain way needs none.
      await forget();
    }
  }
  const pyodide = await begun(parts, memory ? under_way(parts) : files, { _makeSnapshot: true });
  keep(key, pyodide.makeMemorySnapshot());
  return pyodide;
}

// The answers for all files of the start, by name, each of which can be read once.
function under_way({ first, core, modules }) {
  const wasm = 'pyodide/pyodide.asm.wasm';
  const files = new Map([[wasm, fetched(wasm).then(as_wasm)], ...[first, core].map((file) => [file, unpacked(file)]), ...Object.values(modules).map((file) => [file, fetched(file)])]);
  for (const answer of files.values()) answer.catch(() => {}); // whoever waits for it hears of a failure
  return files;
}

async function begun(parts, files, options) {
  const modules = Object.entries(parts.modules);
  const core = files.get(parts.core).then((response) => response.arrayBuffer());
  const network = self.fetch;
  const compiled = WebAssembly.instantiateStreaming;
  let give_up;
  const broken = new Promise((_, reject) => { give_up = reject; });
  const heard = ({ reason }) => give_up(reason);
  const ahead = new Map([...files].map(([name, response]) => [at(name), response]));
  // Pyodide asks for one file after the other: all are under way by then.
  self.fetch = (address, options) => ahead.get(String(address)) ?? network(address, options);
  // Pyodide says nothing of a module that does not compile, and waits for ever.
  WebAssembly.instantiateStreaming = (...given) => {
    const instance = compiled(...given);
    instance.catch(give_up);
    return instance;
  };
  self.addEventListener('unhandledrejection', heard);
  with_modules(new Map(modules.map(([name, file]) => [place(name), at(file)])));
  try {
    const starting = loadPyodide({ indexURL: at('pyodide/'), stdLibURL: at(parts.first), lockFileContents: NO_PACKAGES, ...options });
    // It waits for a file that does not come, too.
    await Promise.race([Promise.all([starting, core, ...files.values()]), broken]);
    return furnished(await starting, modules.map(([name]) => name), await core, parts, options._loadSnapshot);
  } finally {
    self.fetch = network;
    WebAssembly.instantiateStreaming = compiled;
    self.removeEventListener('unhandledrejection', heard);
  }
}

// Lets Pyodide load these modules, addresses by their places, before Python starts.
function with_modules(addresses) {
  self._createPyodideModule = (settings) => {
    const locate = settings.locateFile;
    const locateFile = (name) => addresses.get(name) ?? locate(name);
    return create(Object.assign(settings, { dynamicLibraries: [...addresses.keys()], locateFile }));
  };
}

function furnished(pyodide, modules, core, { rest, lazy }, started) {
  const { FS } = pyodide;
  for (const module of modules) {
    FS.mkdirTree(place(module).replace(/\/[^/]*$/, ''));
    // Python looks whether the file is there; its module is loaded already.
    FS.writeFile(place(module), '');
  }
  FS.writeFile('/lib/core.zip', new Uint8Array(core));
  self.read_rest = () => read(rest);
  if (!started) pyodide.runPython(`import sys; sys.path.insert(0, '/lib/core.zip'); import imports; imports.begin(${JSON.stringify(modules)}, ${JSON.stringify(lazy)}); import core.engine`);
  return pyodide;
}
