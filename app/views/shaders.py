"""GLSL of the response surface: heights come as one attribute, all shading happens here.

`place` is (a, b) in the unit square; a runs to the right, b away from the eye, height upwards. The normal is the
drawn triangle's, from screen-space derivatives. Colours of values lie at tanh(steepness v) / tanh(steepness limit) on
nine stops, those of errors at the root of the error on five. Where a height is no number or infinite, the surface lies
at 0, or at the end of the box that is nearest, and is striped: no colour of a scale may stand for it. The box goes
from `low` to `low + span`, of the difference from as far below zero as above. Colours count in `unit`.
"""

from core.shared.scales import LOST_COLOURS

VERTEX = """
attribute float height;
attribute float aim;
uniform float relief;
uniform float low;
uniform float span;
uniform float difference;
uniform float by_error;
varying vec3 seen;
varying vec2 place;
varying float value;
varying float miss;
varying float lost;

void main() {
  place = vec2(uv.x, 1.0 - uv.y);
  float compared = max(difference, by_error) > 0.0 ? height - aim : height;
  lost = abs(compared) < 1e30 ? 0.0 : 1.0;  // false of nan, too
  value = lost > 0.0 ? 0.0 : height;
  miss = lost > 0.0 ? 0.0 : height - aim;
  float up = clamp(((difference > 0.0 ? miss : value) - low) / span, -1.0, 2.0);
  if (lost > 0.0) up = clamp(up, 0.0, 1.0);
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
varying float lost;

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


def grey(index: int) -> str:
    """A grey of the stripes that stand for what is not finite."""
    return "vec3({:.3f}, {:.3f}, {:.3f})".format(*[part / 255 for part in LOST_COLOURS[index]])


STRIPES = f"(mod(floor((gl_FragCoord.x + gl_FragCoord.y) / 6.0), 2.0) > 0.0 ? {grey(0)} : {grey(1)})"

RESPONSE = (
    SHADED
    + """
uniform vec3 stops[9];
uniform vec3 faults[5];
uniform float limit;
uniform float unit;
uniform float steepness;
uniform float by_error;
uniform float difference;
varying float value;
varying float miss;

vec3 colour(float v) {
  float v_in = clamp(v / unit, -limit, limit);
  float place_on = (tanh(v_in * steepness) / tanh(limit * steepness) + 1.0) * 4.0;
  int index = int(min(floor(place_on), 7.0));
  return mix(stops[index], stops[index + 1], place_on - float(index));
}

vec3 fault(float v) {
  float place_on = sqrt(min(abs(v) / unit, 1.0)) * 4.0;
  int index = int(min(floor(place_on), 3.0));
  return mix(faults[index], faults[index + 1], place_on - float(index));
}

void main() {
  if (lost > 0.0) {
    gl_FragColor = vec4(STRIPES, 1.0);
    return;
  }
  vec3 base = by_error > 0.0 ? fault(miss) : colour(difference > 0.0 ? miss : value);
  gl_FragColor = vec4(base * shade() * (1.0 - 0.3 * grid()), 1.0);
}
""".replace("STRIPES", STRIPES)
)

TARGET = (
    SHADED
    + """
uniform vec3 ink;
uniform float opacity;

void main() {
  if (lost > 0.0) discard;
  float edge = grid();
  gl_FragColor = vec4(ink * mix(shade(), 1.0, 0.5), opacity * (1.0 + 1.6 * edge));
}
"""
)
