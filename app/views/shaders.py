"""GLSL of the response surface: heights come as one attribute, all shading happens here.

`place` is (a, b) in the unit square; a runs to the right, b away from the eye, height upwards. The normal is the
drawn triangle's, from screen-space derivatives. Colours lie at tanh(steepness v) / tanh(steepness limit) on nine stops.
Where a height is no number or infinite, the surface lies at 0 and is hatched: no colour of the scale may stand for it.
"""

VERTEX = """
attribute float height;
attribute float aim;
uniform float relief;
uniform float difference;
varying vec3 seen;
varying vec2 place;
varying float value;
varying float miss;
varying float lost;

void main() {
  place = vec2(uv.x, 1.0 - uv.y);
  lost = abs(height) < 1e30 ? 0.0 : 1.0;  // false of nan, too
  value = lost > 0.0 ? 0.0 : height;
  miss = value - aim;
  float up = lost > 0.0 ? 0.0 : clamp(mix(value, miss, difference), -1.0, 2.0);
  vec4 at = modelViewMatrix * vec4(place.x - 0.5, up * relief, 0.5 - place.y, 1.0);
  seen = at.xyz;
  gl_Position = projectionMatrix * at;
}
"""

SHADED = """
uniform vec3 light;
uniform float lines;
uniform float wire;
varying vec3 seen;
varying vec2 place;

float shade() {
  vec3 normal = normalize(cross(dFdx(seen), dFdy(seen)));
  if (normal.z < 0.0) normal = -normal;
  return 0.62 + 0.42 * max(dot(normal, light), 0.0);
}

float grid() {
  vec2 cell = place * lines;
  vec2 near = abs(fract(cell - 0.5) - 0.5) / fwidth(cell);
  return wire * (1.0 - min(min(near.x, near.y), 1.0));
}
"""

RESPONSE = (
    SHADED
    + """
uniform vec3 stops[9];
uniform float limit;
uniform float steepness;
uniform float by_error;
varying float value;
varying float miss;
varying float lost;

vec3 colour(float v) {
  float v_in = clamp(v, -limit, limit);
  float place_on = (tanh(v_in * steepness) / tanh(limit * steepness) + 1.0) * 4.0;
  int index = int(min(floor(place_on), 7.0));
  return mix(stops[index], stops[index + 1], place_on - float(index));
}

void main() {
  if (lost > 0.0) {
    gl_FragColor = vec4(vec3(mod(floor((gl_FragCoord.x + gl_FragCoord.y) / 5.0), 2.0) > 0.0 ? 0.35 : 0.65), 1.0);
    return;
  }
  vec3 base = colour(mix(value, miss * 2.5, by_error));
  gl_FragColor = vec4(base * shade() * (1.0 - 0.3 * grid()), 1.0);
}
"""
)

TARGET = (
    SHADED
    + """
uniform vec3 ink;
uniform float opacity;

void main() {
  float edge = grid();
  gl_FragColor = vec4(ink * mix(shade(), 1.0, 0.5), opacity * (1.0 + 1.6 * edge));
}
"""
)
