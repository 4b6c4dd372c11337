// The examples a second that brain.js trains, one example at a time, on the explorer's default network and target.
import '../peers/brain.js/dist/browser.js';

const CHUNK = 200;
const input = new Float32Array(2);
const output = new Float32Array(1);
const example = { input, output };
let network;

function target(a, b) {
  if (Math.min(a, b) < 0.1 || Math.max(a, b) > 0.9) return Math.max(a, b);
  return Math.abs(Math.sin(6 * a) * Math.sin(6 * b));
}

export function start(options) {
  const { layers } = JSON.parse(options);
  const shape = { inputSize: 2, outputSize: 1, hiddenLayers: layers, activation: 'leaky-relu', leakyReluAlpha: 0.01 };
  network = new self.brain.NeuralNetwork({ ...shape, learningRate: 0.1 });
  const corners = [{ input: [0, 0], output: [0] }, { input: [1, 1], output: [1] }];
  network.train(corners, { iterations: 1 }); // makes its arrays
  measure(0.5);
}

export function measure(seconds) {
  const begun = performance.now();
  for (let taken = CHUNK; ; taken += CHUNK) {
    for (let i = 0; i < CHUNK; i += 1) {
      input[0] = Math.random();
      input[1] = Math.random();
      output[0] = target(input[0], input[1]);
      network.trainPattern(example);
    }
    const spent = (performance.now() - begun) / 1000;
    if (spent >= seconds) return taken / spent;
  }
}
