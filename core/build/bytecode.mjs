// Runs a Python file on the worker's CPython, with a folder of this machine at /work: node bytecode.mjs PACKAGE SOURCE FOLDER
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [folder, source, work] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${folder}/pyodide.mjs`).href);
const pyodide = await loadPyodide({ indexURL: folder });
pyodide.FS.mkdirTree('/work');
pyodide.mountNodeFS('/work', work);
try {
  await pyodide.runPythonAsync(readFileSync(source, 'utf8'));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
