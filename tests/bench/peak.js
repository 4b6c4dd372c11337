// The floating-point operations a second that this engine reaches in registers: the program of core/wasm/peak.
const STEPS = 1_000_000;
let program;

export async function start() {
  const response = await fetch(new URL('../peers/peak/peak.wasm', import.meta.url));
  program = (await WebAssembly.instantiate(await response.arrayBuffer())).instance.exports;
  speed({ seconds: 0.5 });
}

export function speed({ seconds }) {
  const begun = performance.now();
  for (let steps = STEPS; ; steps += STEPS) {
    program.peak(STEPS);
    const spent = (performance.now() - begun) / 1000;
    if (spent >= seconds) return (steps * program.operations()) / spent;
  }
}
