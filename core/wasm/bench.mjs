// Times NumPy in Pyodide beside the register peak of the same engine, on one thread:
// node bench.mjs PACKAGE WHEEL REPOSITORY PEAK RECIPE; prints the operations of the peak's step and the seconds of all.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [folder, wheel, repository, peak, recipe] = process.argv.slice(2);
const program = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(peak))).exports;
const { loadPyodide } = await import(pathToFileURL(`${folder}/pyodide.mjs`).href);
const pyodide = await loadPyodide({ indexURL: folder });

pyodide.unpackArchive(new Uint8Array(readFileSync(wheel)), 'wheel');
pyodide.FS.mkdirTree('/repository');
pyodide.mountNodeFS('/repository', repository);
pyodide.runPython('import sys; sys.path.insert(0, "/repository"); sys.dont_write_bytecode = True');
const seconds = pyodide.pyimport('core.wasm.timing').measure(readFileSync(recipe, 'utf8'), program.peak);
console.log(JSON.stringify({ operations: program.operations(), seconds: JSON.parse(seconds) }));
