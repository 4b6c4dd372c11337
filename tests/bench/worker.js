// One system in a worker of its own: `load` prepares it, then it does its tasks and gives their figures.
let system;
let measures;

async function python(source, site) {
  const { start } = await import(site['python.js']);
  const pyodide = await start(await (await fetch(site['parts.json'])).json());
  const namespace = pyodide.toPy({ __name__: 'system' });
  pyodide.runPython(await (await fetch(source)).text(), { globals: namespace });
  return (task) => (given) => JSON.parse(namespace.get('answer')(task, JSON.stringify(given)));
}

async function javascript(source, options) {
  const module = await import(source);
  await module.start(options);
  return (task) => module[task] ?? measures[task](module.network);
}

self.onmessage = async ({ data: { task, given } }) => {
  try {
    if (task === 'load') {
      measures = (await import('./measures.js')).measures;
      system = given.source.endsWith('.py') ? await python(given.source, given.site) : await javascript(given.source, given.options);
      self.postMessage({ value: null });
    } else {
      self.postMessage({ value: system(task)(given) });
    }
  } catch (error) {
    self.postMessage({ problem: String(error) });
  }
};
