// Runs a Python file on MicroPython as the page does: node micropython.mjs PACKAGE SOURCE [NAME=FILE ...]
// Each FILE is there under NAME, relative to the working folder. Exits with 1 after an exception.
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, source, ...files] = process.argv.slice(2);
const { loadMicroPython } = await import(pathToFileURL(`${folder}/micropython.mjs`).href);
const micropython = await loadMicroPython({ url: `${folder}/micropython.wasm`, heapsize: 64 << 20, linebuffer: true, stdout: console.log });

for (const pair of files) {
  const [name, file] = pair.split('=');
  micropython.FS.mkdirTree(dirname(name));
  micropython.FS.writeFile(name, readFileSync(file));
}
try {
  micropython.runPython(readFileSync(source, 'utf8'));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
