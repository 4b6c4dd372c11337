"""The fast update of matrices: Muon's step, which makes each matrix between two hidden layers nearly a rotation.

orthogonal(x) is found with products alone: five times x -> a x + b x x^T x + c (x x^T)^2 x, an odd polynomial that
moves all singular values towards 1 (Newton and Schulz; the coefficients are Jordan's). With s = x c^(1/4) and
G = s^T s it is s (G (G + b / sqrt(c)) + a), three products and two sums; the factor of s is taken back in the end.
Of s^T s and s s^T the smaller one is formed.
"""

from core.catalogue.optimizers import NEWTON_SCHULZ, NEWTON_SCHULZ_STEPS
from core.compiler.emitter import Emitter
from core.compiler.expression import Number, call, names, substitute
from core.compiler.line import Writer
from core.compiler.lowering import Root
from core.compiler.plan import LayerPlan, Plan, matrix_layers, matrix_rule
from core.compiler.simplify import simplify

_A, _B, _C = NEWTON_SCHULZ
_FOURTH_ROOT = _C**0.25


def write_directions(emitter: Emitter, writer: Writer, plan: Plan, variables: tuple[str, ...]) -> None:
    """Write the direction of each matrix's step, while gradient and state are at hand, and make it a rotation."""
    _, inner = matrix_rule(plan, variables)
    for layer in matrix_layers(plan):
        number, size = layer.number, layer.fan_in * layer.fan_out
        shape = (layer.fan_in, layer.fan_out)
        writer.at("update", number)
        for name in ("direction", "rotation"):
            emitter.array(f"{name}{number}", shape, "a matrix on its way to a rotation")
            emitter.view(f"{name}{number}T", f"{name}{number}.T", shape[::-1])
        emitter.view(f"direction{number}_flat", f"direction{number}.reshape(-1)", (size,))
        span = f"[{layer.offset}:{layer.offset + size}]"
        vectors = {"g": "gradient", "p": "parameters"} | {name: name for name in plan.optimizer.state}
        inputs = {
            name: emitter.view(f"{name}_of_W{number}", f"{vectors[name]}{span}", (size,))
            for name in sorted(names(inner) & set(vectors))
        }
        key = (f"direction{number}", "where the weights are to go")
        emitter.lower(writer, [Root("d", f"direction{number}_flat", inner)], inputs, (size,), {"d": key})
        _write_orthogonal(emitter, writer, layer)


def write_lengths(emitter: Emitter, writer: Writer, plan: Plan, variables: tuple[str, ...]) -> None:
    """Write each direction, at the length of its step, over the matrix's part of the gradient."""
    scale, _ = matrix_rule(plan, variables)
    for layer in matrix_layers(plan):
        number = layer.number
        writer.at("update", number)
        longer = Number(float(max(layer.fan_in, layer.fan_out)))
        factor = simplify(call("divide", substitute(scale, {"longer": longer}), Number(_FOURTH_ROOT)))
        shape = (layer.fan_in, layer.fan_out)
        into = emitter.view(f"V{number}_step", f"G{number}[:-1]", shape)
        result = "rotation" if NEWTON_SCHULZ_STEPS % 2 else "direction"
        text = f"multiply({result}{number}, {emitter.scalar(factor)}, {into})"
        writer.write(text, f"change{number}", "as long as Adam's steps are", **{into: shape})


def _write_orthogonal(emitter: Emitter, writer: Writer, layer: LayerPlan) -> None:
    """Write orthogonal(x), times the fourth root of c."""
    number, side = layer.number, min(layer.fan_in, layer.fan_out)
    for name in ("gram", "shifted", "polynomial"):
        emitter.array(f"{name}_{side}", (side, side), "products of a matrix with itself")
    for name, value in (("first", _B / _C**0.5), ("second", _A)):
        emitter.array(f"{name}_{side}", (side, side), "a number on the diagonal")
        emitter.view(f"{name}_{side}.reshape(-1)[::{side + 1}]", str(value), (side,))
    old, new = f"direction{number}", f"rotation{number}"
    key = f"direction{number}"
    small, root = emitter.scalar(Number(1e-7)), emitter.scalar(Number(_FOURTH_ROOT))
    writer.write(f"norm = {old}_flat.dot({old}_flat) ** 0.5 + {small}", key, "the length of the direction")
    shape = (layer.fan_in, layer.fan_out)
    writer.write(f"multiply({old}, {root} / norm, {old})", key, "no singular value is above 1 now", **{old: shape})
    for _ in range(NEWTON_SCHULZ_STEPS):
        _write_iteration(writer, key, shape, old, new)
        old, new = new, old


def _write_iteration(writer: Writer, key: str, shape: tuple[int, int], old: str, new: str) -> None:
    """Write one step of the iteration, from the old matrix to the new one, both of that shape."""
    side, tall = min(shape), shape[0] >= shape[1]
    gram, shifted, polynomial = f"gram_{side}", f"shifted_{side}", f"polynomial_{side}"
    product = f"{old}T.dot({old}, {gram})" if tall else f"{old}.dot({old}T, {gram})"
    writer.write(product, key, "the squares of the singular values x", **{gram: (side, side)})
    writer.write(f"add({gram}, first_{side}, {shifted})", key, "b + c x^2", **{shifted: (side, side)})
    writer.write(f"{gram}.dot({shifted}, {polynomial})", key, "b x^2 + c x^4", **{polynomial: (side, side)})
    text = f"add({polynomial}, second_{side}, {polynomial})"
    writer.write(text, key, "a + b x^2 + c x^4", **{polynomial: (side, side)})
    result = f"{old}.dot({polynomial}, {new})" if tall else f"{polynomial}.dot({old}, {new})"
    writer.write(result, key, "a x + b x^3 + c x^5: nearer to a rotation", **{new: shape})
