// The tasks that every peer does in the same way. `network(given)` makes a network with `step()`, which trains one batch,
// and `respond(points)`, which gives its outputs; `given` has layers, batch, seed, method and rate.
import { error, grid } from './fancy.js';

const SLICE = 0.02; // seconds between two looks at the clock

// Takes steps for so many seconds; how many were taken, and in which time.
function work(step, seconds) {
  const begun = performance.now();
  let taken = 0;
  for (let chunk = 1; ; ) {
    const before = performance.now();
    for (let i = 0; i < chunk; i += 1) step();
    taken += chunk;
    const now = performance.now();
    if (now - begun >= 1000 * seconds) return { taken, spent: (now - begun) / 1000 };
    if (now - before < 1000 * SLICE) chunk *= 2;
  }
}

export const measures = {
  // The examples a second that are trained.
  speed: (network) => (given) => {
    const made = network(given);
    work(made.step, given.seconds / 4);
    const { taken, spent } = work(made.step, given.seconds);
    made.end?.();
    return (taken * given.batch) / spent;
  },

  // The errors on the grid after the seconds of `marks`, and when each of `goals` was first seen; the clock stands still
  // while the error is worked out.
  learn: (network) => (given) => {
    const made = network(given);
    const points = grid(64);
    const errors = [];
    const reached = given.goals.map(() => null);
    let spent = 0;
    let seen;
    for (const mark of given.marks) {
      while (spent < mark) {
        spent += work(made.step, Math.min(given.every, mark - spent)).spent;
        seen = error(made.respond(points), points);
        given.goals.forEach((goal, i) => { if (seen <= goal) reached[i] ??= spent; });
      }
      errors.push(seen);  // a step that took long may have passed this mark with the last one
    }
    made.end?.();
    return { errors, reached };
  },

  // The milliseconds that a response over size x size points takes.
  respond: (network) => (given) => {
    const made = network({ ...given, batch: 1 });
    const points = grid(given.size);
    work(() => made.respond(points), given.seconds / 4);
    const { taken, spent } = work(() => made.respond(points), given.seconds);
    made.end?.();
    return (1000 * spent) / taken;
  },
};
