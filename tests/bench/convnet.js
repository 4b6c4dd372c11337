// ConvNetJS: one example at a time forward and back, the weights changed after each batch; ReLU, for it has no leaky one.
import { generator, target } from './fancy.js';

let convnet;

export async function start() {
  self.window = self; // it looks for a page, and leaves itself there under another library's name
  await import('../peers/convnetjs/build/convnet-min.js');
  convnet = self.jsfeat;
}

export function network({ layers, batch, seed = 1, method = 'sgd', rate = 0.1 }) {
  const random = generator(seed);
  Math.random = random; // its weights
  const hidden = layers.map((neurons) => ({ type: 'fc', num_neurons: neurons, activation: 'relu' }));
  const made = new convnet.Net();
  made.makeLayers([{ type: 'input', out_sx: 1, out_sy: 1, out_depth: 2 }, ...hidden, { type: 'regression', num_neurons: 1 }]);
  const trainer = new convnet.Trainer(made, { method, learning_rate: rate, batch_size: batch, l2_decay: 0, momentum: 0 });
  const point = new convnet.Vol(1, 1, 2);
  return {
    step() {
      for (let i = 0; i < batch; i += 1) {
        point.w[0] = random();
        point.w[1] = random();
        trainer.train(point, [target(point.w[0], point.w[1])]);
      }
    },
    respond(points) {
      const outputs = new Float32Array(points.length / 2);
      for (let i = 0; i < outputs.length; i += 1) {
        point.w[0] = points[2 * i];
        point.w[1] = points[2 * i + 1];
        outputs[i] = made.forward(point).w[0];
      }
      return outputs;
    },
  };
}
