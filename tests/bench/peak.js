// The floating-point operations a second that this engine reaches in registers: f32x4 multiply and add, twelve
// accumulators side by side, so that neither memory nor the latency of one operation counts. A ceiling for NumPy here.
const ACCUMULATORS = 12;
const LANES = 4;
const ROUNDS = 1_000_000;
const V128 = 0x7b;
const F32 = 0x7d;
const I32 = 0x7f;

// Instructions of WebAssembly; a local is named by its number: 0 counts, then the accumulators, the factor, the summand.
const get = (local) => [0x20, local];
const set = (local) => [0x21, local];
const MULTIPLY = [0xfd, 0xe6, 0x01];
const ADD = [0xfd, 0xe4, 0x01];
const FACTOR = 1 + ACCUMULATORS;
const SUMMAND = FACTOR + 1;
const accumulators = Array.from({ length: ACCUMULATORS }, (_, index) => index + 1);

const half = [0x43, 0, 0, 0, 0x3f]; // f32.const 0.5: x = x / 2 + 1/2 stays near 1
const splat = [0xfd, 0x13];
const prologue = [FACTOR, SUMMAND].flatMap((local) => [...half, ...splat, ...set(local)]);
const work = accumulators.flatMap((local) => [...get(local), ...get(FACTOR), ...MULTIPLY, ...get(SUMMAND), ...ADD, ...set(local)]);
const again = [...get(0), 0x41, 1, 0x6b, 0x22, 0, 0x0d, 0]; // count down; branch to the loop until 0
const sum = [...get(1), ...accumulators.slice(1).flatMap((local) => [...get(local), ...ADD]), 0xfd, 0x1f, 0];
const body = [1, ACCUMULATORS + 2, V128, ...prologue, 0x03, 0x40, ...work, ...again, 0x0b, ...sum, 0x0b];

const number = (value) => (value < 128 ? [value] : [(value & 127) | 128, ...number(value >> 7)]);
const sized = (bytes) => [...number(bytes.length), ...bytes];
const section = (id, bytes) => [id, ...sized([1, ...bytes])];
const name = [...new TextEncoder().encode('run')];
const bytes = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0,
  ...section(1, [0x60, 1, I32, 1, F32]), ...section(3, [0]), ...section(7, [...sized(name), 0, 0]), ...section(10, sized(body))];

let run;

export async function start() {
  const { instance } = await WebAssembly.instantiate(new Uint8Array(bytes));
  run = instance.exports.run;
  measure(0.5);
}

export function measure(seconds) {
  const begun = performance.now();
  for (let rounds = ROUNDS; ; rounds += ROUNDS) {
    run(ROUNDS);
    const spent = (performance.now() - begun) / 1000;
    if (spent >= seconds) return (rounds * ACCUMULATORS * LANES * 2) / spent;
  }
}
