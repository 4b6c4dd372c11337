"""What the compiler's tests draw: expressions that are smooth or not, and Configs of every kind."""

from hypothesis import strategies as st

from core.catalogue.activations import ACTIVATIONS
from core.catalogue.features import FEATURES
from core.catalogue.initializers import INITIALIZERS
from core.catalogue.losses import LOSSES
from core.catalogue.optimizers import OPTIMIZERS
from core.catalogue.schedules import SCHEDULES
from core.catalogue.targets import TARGETS
from core.compiler.expression import Call, Expression, Name, Number
from core.compiler.operations import OPERATIONS
from core.shared.config import Config
from core.shared.layer import Layer

SMOOTH = ("add", "subtract", "multiply", "negative", "sin", "cos", "tanh", "sigmoid", "softplus", "arctan")
KINKED = ("absolute", "minimum", "maximum", "sign", "floor", "round", "copysign", "sqrt", "exp", "log", "divide", "tan")


def calls(operations: tuple[str, ...], inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    """Calls of one of the operations."""
    return st.sampled_from(operations).flatmap(
        lambda name: st.tuples(*[inner] * OPERATIONS[name].arity).map(lambda arguments: Call(name, arguments))
    )


def truths(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    """Comparisons, and two of them joined."""
    comparison = calls(("less", "greater_equal", "not_equal"), inner)
    both = st.tuples(st.sampled_from(("logical_and", "logical_or")), comparison, comparison)
    return comparison | both.map(lambda parts: Call(parts[0], parts[1:]))


def choices(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    """Choices between two values by a truth."""
    return st.tuples(truths(inner), inner, inner).map(lambda parts: Call("where", parts))


def powers(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    """Powers with a constant exponent."""
    exponents = st.sampled_from((-2.0, -1.0, 0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 5.0))
    return st.tuples(inner, exponents).map(lambda parts: Call("power", (parts[0], Number(parts[1]))))


NUMBERS = st.sampled_from((-2.0, -1.0, -0.5, 0.0, 0.25, 1.0, 3.0)).map(Number)
LEAVES: st.SearchStrategy[Expression] = NUMBERS | st.sampled_from("ab").map(Name)


def expressions(smooth: bool = False, leaves: int = 12) -> st.SearchStrategy[Expression]:
    """Expressions in a and b."""
    if smooth:
        return st.recursive(LEAVES, lambda inner: calls(SMOOTH, inner), max_leaves=leaves)
    return st.recursive(
        LEAVES, lambda inner: calls(SMOOTH + KINKED, inner) | choices(inner) | powers(inner), max_leaves=leaves
    )


def identities(rows: tuple[object, ...], *but: str) -> st.SearchStrategy[str]:
    """The ids of a table."""
    return st.sampled_from([row.id for row in rows if row.id not in but])  # type: ignore[attr-defined]


@st.composite
def configs(draw: st.DrawFn) -> Config:
    """Small Configs of every kind whose training stays calm, so that rounding does not grow."""
    activations = identities(ACTIVATIONS) | st.just("f2")
    initializers = identities(INITIALIZERS, "ones", "positive_one")
    layer = st.builds(Layer, st.integers(1, 9), activations, initializers, initializers)
    target = draw(st.sampled_from([*TARGETS, None]))
    loss = draw(st.sampled_from(LOSSES))
    arms = draw(st.integers(2, 4))
    classes = 0 if target is None else (arms if target.classes < 0 else target.classes)
    if loss.kind == "row" and not classes:
        loss = LOSSES[0]
    least = classes if classes > 2 or loss.kind == "row" else 1
    inputs = draw(st.integers(target.inputs if target else 2, 4))
    features = [row.id for row in FEATURES if row.inputs <= inputs]
    return Config(
        target=target.id if target else "f1",
        f1="abs(sin(6*a)*x2) + 0.1*(a > 0.5)",
        f2="x*sigmoid(1.702*x)",
        f3="a*a - x1/3",
        inputs=inputs,
        outputs=draw(st.integers(least, 5)),
        features=draw(st.lists(st.sampled_from([*features, "f3"]), max_size=2)),
        layers=draw(st.lists(layer, max_size=3)),
        output=Layer(1, draw(activations), draw(initializers), draw(initializers)),
        loss=loss.id,
        optimizer=draw(identities(OPTIMIZERS)),
        rate=0.002,
        schedule=draw(identities(SCHEDULES)),
        horizon=draw(st.integers(1, 40)),
        every=draw(st.integers(1, 9)),
        floor=draw(st.sampled_from((0.0, 0.1))),
        warmup=draw(st.sampled_from((0, 5))),
        batch=draw(st.sampled_from((1, 2, 7, 32))),
        data=draw(st.sampled_from(("fresh", "finite"))),
        examples=draw(st.integers(2, 60)),
        noise=draw(st.sampled_from((0.0, 0.1))),
        split=draw(st.sampled_from((0.5, 0.8, 1.0))),
        arms=arms,
        decay=draw(st.sampled_from((0.0, 0.1))),
        l1=draw(st.sampled_from((0.0, 0.01))),
        l2=draw(st.sampled_from((0.0, 0.1))),
        clip=draw(st.sampled_from((0.0, 0.05, 5.0))),
        dropout=draw(st.sampled_from((0.0, 0.0, 0.3))),
        seed=draw(st.integers(0, 999_999_999)),
    )
