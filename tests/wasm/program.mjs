// Calls functions of a WebAssembly program: node program.mjs PROGRAM PYODIDE CALLS
// CALLS is a JSON file with [[function, [argument, ...]], ...]; the results are printed as JSON.
// What the program imports, the C library's mathematics, is taken from Pyodide, of which only pure functions are used.
import { readFileSync } from 'node:fs';

const [program, pyodide, calls] = process.argv.slice(2);

function stub({ module, name, kind }) {
  if (kind === 'memory') return new WebAssembly.Memory({ initial: 320, maximum: 65536 });
  if (kind === 'table') return new WebAssembly.Table({ initial: 8192, element: 'anyfunc' });
  if (kind === 'tag') return new WebAssembly.Tag({ parameters: ['i32'] });
  if (kind === 'function') return () => { throw new Error(`${name} is not a function of mathematics`); };
  const value = name === '__stack_pointer' ? 8 << 20 : name === '__memory_base' ? 1024 : 1;
  return new WebAssembly.Global({ value: 'i32', mutable: module !== 'env' || name === '__stack_pointer' }, value);
}

function importsOf(module, find) {
  const imports = {};
  for (const wanted of WebAssembly.Module.imports(module)) {
    (imports[wanted.module] ??= {})[wanted.name] = find(wanted);
  }
  return imports;
}

const compile = (file) => new WebAssembly.Module(readFileSync(file));
const libraryModule = compile(pyodide);
const library = new WebAssembly.Instance(libraryModule, importsOf(libraryModule, stub)).exports;
library.__wasm_apply_data_relocs(); // else its tables are not found
const module = compile(program);
const { exports } = new WebAssembly.Instance(module, importsOf(module, ({ name }) => library[name]));
const results = JSON.parse(readFileSync(calls, 'utf8')).map(([name, given]) => exports[name](...given));
// Infinity has no JSON; not a number becomes null.
console.log(JSON.stringify(results, (_, value) => (Math.abs(value) === Infinity ? String(value) : value)));
