// What all peers learn: the target 'fancy sine thing' at points drawn evenly from the unit square.

export function target(a, b) {
  if (Math.min(a, b) < 0.1 || Math.max(a, b) > 0.9) return Math.max(a, b);
  return Math.abs(Math.sin(6 * a) * Math.sin(6 * b));
}

// Numbers from 0 to 1, the same for the same seed: Marsaglia's xorshift.
export function generator(seed) {
  let state = seed * 2654435769 + 1 | 0;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4294967296;
  };
}

// Normal numbers from even ones: Box and Muller.
export const normal = (random) => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

// The middles of size x size cells of the square, a then b of each.
export function grid(size) {
  const points = new Float32Array(2 * size * size);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) points.set([(column + 0.5) / size, (row + 0.5) / size], 2 * (row * size + column));
  }
  return points;
}

// The mean squared error of a network's outputs at these points.
export function error(outputs, points) {
  let sum = 0;
  for (let i = 0; i < outputs.length; i += 1) sum += (outputs[i] - target(points[2 * i], points[2 * i + 1])) ** 2;
  return sum / outputs.length;
}
