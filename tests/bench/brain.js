// brain.js: one example at a time, with momentum; the same activation in all layers.
import '../peers/brain.js/dist/browser.js';
import { generator, target } from './fancy.js';

export const start = () => {};

export function network({ layers, seed = 1, method, rate = 0.1 }) {
  const random = generator(seed);
  Math.random = random; // its weights
  const shape = { inputSize: 2, outputSize: 1, hiddenLayers: layers, activation: 'leaky-relu', leakyReluAlpha: 0.01 };
  const made = new self.brain.NeuralNetwork({ ...shape, learningRate: rate, praxis: method === 'adam' ? 'adam' : undefined });
  const corners = [{ input: [0, 0], output: [0] }, { input: [1, 1], output: [1] }];
  made.train(corners, { iterations: 1 }); // makes its arrays
  const input = new Float32Array(2);
  const output = new Float32Array(1);
  const example = { input, output };
  return {
    step() {
      input[0] = random();
      input[1] = random();
      output[0] = target(input[0], input[1]);
      made.trainPattern(example);
    },
    respond(points) {
      const outputs = new Float32Array(points.length / 2);
      for (let i = 0; i < outputs.length; i += 1) {
        input[0] = points[2 * i];
        input[1] = points[2 * i + 1];
        outputs[i] = made.runInput(input)[0];
      }
      return outputs;
    },
  };
}
