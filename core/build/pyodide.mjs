// Runs a Python file on Pyodide as the worker does: node pyodide.mjs PACKAGE SOURCE WHEEL REPOSITORY
// The wheel is installed, the repository is the first place of imports. Exits with 1 after an exception.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [folder, source, wheel, repository] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${folder}/pyodide.mjs`).href);
const pyodide = await loadPyodide({ indexURL: folder });

pyodide.unpackArchive(new Uint8Array(readFileSync(wheel)), 'wheel');
pyodide.FS.mkdirTree('/repository');
pyodide.mountNodeFS('/repository', repository);
pyodide.runPython('import sys; sys.path.insert(0, "/repository"); sys.dont_write_bytecode = True');
try {
  await pyodide.runPythonAsync(readFileSync(source, 'utf8'));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
