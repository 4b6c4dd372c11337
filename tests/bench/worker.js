// One contender in a worker of its own: `load` prepares it, `measure` lets it work for some seconds and gives its figure.
let contender;

async function python(source, site) {
  const { loadPyodide } = await import(`${site}pyodide/pyodide.mjs`);
  const parts = await (await fetch(`${site}parts.json`)).json();
  const pyodide = await loadPyodide({ indexURL: `${site}pyodide/`, packages: [`${site}${parts.numpy}`] });
  pyodide.unpackArchive(await (await fetch(`${site}${parts.core}`)).arrayBuffer(), 'zip');
  const namespace = pyodide.toPy({ __name__: 'contender' });
  pyodide.runPython(await (await fetch(source)).text(), { globals: namespace });
  return { start: namespace.get('start'), measure: namespace.get('measure') };
}

const verbs = {
  async load({ source, site, options }) {
    contender = source.endsWith('.py') ? await python(source, site) : await import(source);
    await contender.start(JSON.stringify(options));
  },
  measure: ({ seconds }) => contender.measure(seconds),
};

self.onmessage = async ({ data: { verb, given } }) => {
  try {
    self.postMessage({ value: await verbs[verb](given) });
  } catch (error) {
    self.postMessage({ problem: String(error) });
  }
};
