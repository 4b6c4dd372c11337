// TensorFlow.js at its best: its core operations without the layers above them, whole batches, fused where it can fuse.
import '../peers/@tensorflow/tfjs/dist/tf.min.js';
import '../peers/@tensorflow/tfjs-backend-wasm/dist/tf-backend-wasm.min.js';
import { generator, normal, target } from './fancy.js';

const { tf } = self;
const LEAK = 0.01;

export async function start({ backend }) {
  const { wasm } = tf;
  wasm.setWasmPaths(new URL('../peers/@tensorflow/tfjs-backend-wasm/dist/', import.meta.url).href);
  if (!(await tf.setBackend(backend))) throw new Error(`TensorFlow.js has no backend ${backend} here`);
  await tf.ready();
  if (backend === 'wasm' && !(await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT'))) throw new Error('TensorFlow.js found no SIMD');
}

// Weights as He draws them, and biases of 0.
function parameters(widths, random) {
  return widths.slice(1).map((neurons, i) => {
    const values = Float32Array.from({ length: widths[i] * neurons }, () => normal(random) * Math.sqrt(2 / widths[i]));
    return [tf.variable(tf.tensor2d(values, [widths[i], neurons])), tf.variable(tf.zeros([neurons]))];
  });
}

function forward(layers, input) {
  return layers.reduce((values, [weights, bias], i) => {
    const sums = tf.add(tf.matMul(values, weights), bias);
    return i < layers.length - 1 ? tf.leakyRelu(sums, LEAK) : tf.sigmoid(sums);
  }, input);
}

function fused(layers, input) {
  return layers.reduce((values, [weights, bias], i) => {
    const activation = i < layers.length - 1 ? 'leakyrelu' : 'sigmoid';
    return tf.fused.matMul({ a: values, b: weights, bias, activation, leakyreluAlpha: LEAK });
  }, input);
}

export function network({ layers: hidden, batch, seed = 1, method = 'sgd', rate = 0.1 }) {
  const random = generator(seed);
  const layers = parameters([2, ...hidden, 1], random);
  const optimizer = tf.train[method](rate);
  const points = new Float32Array(2 * batch);
  const values = new Float32Array(batch);
  const draw = () => {
    for (let i = 0; i < batch; i += 1) {
      points[2 * i] = random();
      points[2 * i + 1] = random();
      values[i] = target(points[2 * i], points[2 * i + 1]);
    }
  };
  return {
    step() {
      draw();
      tf.tidy(() => {
        const [input, output] = [tf.tensor2d(points, [batch, 2]), tf.tensor2d(values, [batch, 1])];
        optimizer.minimize(() => tf.mean(tf.square(tf.sub(forward(layers, input), output))));
      });
    },
    respond: (given) => tf.tidy(() => fused(layers, tf.tensor2d(given, [given.length / 2, 2])).dataSync()),
    end() {
      optimizer.dispose();
      tf.dispose(layers);
    },
  };
}
