"""Functions that a readable program brings along as text, because NumPy lacks them."""

from core.catalogue.optimizers import NEWTON_SCHULZ, NEWTON_SCHULZ_STEPS

_A, _B, _C = NEWTON_SCHULZ

SIGMOID = """
def sigmoid(x):
    return 1 / (1 + np.exp(-x))  # for a very negative x, e^-x overflows to infinity and 1 / infinity is the right 0
"""
SOFTPLUS = """
def softplus(x):
    return np.maximum(x, 0) + np.log(1 + np.exp(-np.abs(x)))  # log(1 + e^x) without overflow
"""
SOFTMAX = """
def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))  # the largest z is taken off, so that nothing overflows
    return e / e.sum(axis=1, keepdims=True)
"""
LOGSUM = """
def log_sum_exp(z):
    largest = z.max(axis=1, keepdims=True)
    return largest + np.log(np.exp(z - largest).sum(axis=1, keepdims=True))
"""
ORTHOGONAL = """
def orthogonal(rng, fan_in, fan_out):
    q, r = np.linalg.qr(rng.standard_normal((max(fan_in, fan_out), min(fan_in, fan_out))))
    q = q * np.where(np.diagonal(r) < 0, -1.0, 1.0)  # makes all rotations equally likely
    return (q if fan_in >= fan_out else q.T).astype(np.float32)
"""
ORTHOGONALIZED = f"""
def orthogonalized(x):
    x = x / (np.linalg.norm(x) + 1e-7)  # no singular value is above 1 now
    for _ in range({NEWTON_SCHULZ_STEPS}):  # Newton and Schulz: an odd polynomial moves all of them towards 1
        square = x @ x.T
        x = {_A} * x + ({_B} * square + {_C} * square @ square) @ x
    return x
"""

SOURCES = (
    ("sigmoid", SIGMOID),
    ("softplus", SOFTPLUS),
    ("softmax", SOFTMAX),
    ("log_sum_exp", LOGSUM),
    ("orthogonal", ORTHOGONAL),
    ("orthogonalized", ORTHOGONALIZED),
)


def needed(text: str) -> tuple[str, ...]:
    """The lines of the functions that a program's text calls."""
    lines: list[str] = []
    for name, source in SOURCES:
        if f"{name}(" in text:
            lines += ["", *source.strip("\n").split("\n")]
    return (*lines, "")
