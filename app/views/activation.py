"""An activation's curve with the point on it where one neuron is, and the tangent there: its slope."""

from pyscript import document

WIDTH, HEIGHT = 160.0, 120.0
TANGENT = 26.0
"""Half the length of the tangent, in the drawing's units."""

SVG = "http://www.w3.org/2000/svg"


class Activation:
    """Draws the curve of a frame's `ledger`."""

    def __init__(self, root) -> None:
        self.key = None
        self.top = self.reach = 1.0
        self.node = made("svg", viewBox=f"0 0 {WIDTH:.0f} {HEIGHT:.0f}", role="img")
        self.node.setAttribute("class", "activation")
        self.axes = made("path", d=f"M0 {HEIGHT / 2}H{WIDTH}M{WIDTH / 2} 0V{HEIGHT}")
        self.axes.setAttribute("class", "axes")
        self.curve, self.tangent = made("path", d=""), made("path", d="")
        self.tangent.setAttribute("class", "tangent")
        self.drop = made("path", d="")
        self.drop.setAttribute("class", "drop")
        self.dot = made("circle", r=4.5)
        self.node.append(self.axes, self.drop, self.curve, self.tangent, self.dot)
        root.append(self.node)

    def draw(self, facts: dict, values) -> None:
        """Draw a ledger's curve from its `values`, at even steps from -reach to reach; None for a softmax."""
        self.node.toggleAttribute("hidden", values is None)
        if values is None:
            return
        self._trace((facts["activation"], facts["curve"]["reach"]), values)
        (z, a), slope = facts["point"], facts["sums"]["slope"]
        if isinstance(a, str):
            return
        x, y = self._place(z, a)
        self.dot.setAttribute("cx", f"{x:.2f}")
        self.dot.setAttribute("cy", f"{y:.2f}")
        self.drop.setAttribute("d", f"M{x:.2f} {HEIGHT / 2}V{y:.2f}H{WIDTH / 2}")
        self.tangent.setAttribute("d", self._tangent(x, y, slope))
        sums = facts["sums"]
        words = f"{facts['activation']}: at z {sums['sum']} it is {sums['value']}, with slope {slope}"
        self.node.setAttribute("aria-label", words)

    def _trace(self, key: tuple, values) -> None:
        """Draw the curve where it is another one than before."""
        if key == self.key:
            return
        self.key = key
        numbers = list(values)
        finite = [abs(value) for value in numbers if abs(value) <= key[1]]
        self.reach, self.top = key[1], max(1.2, max(finite) * 1.1) if finite else 1.2
        step = 2 * self.reach / (len(numbers) - 1)
        points = []
        for index, value in enumerate(numbers):
            if value == value:
                x, y = self._place(index * step - self.reach, value)
                points.append(f"{x:.1f} {y:.1f}")
        self.curve.setAttribute("d", "M" + "L".join(points) if points else "")

    def _place(self, z: float, a: float) -> tuple:
        height = max(-1.2, min(1.2, a / self.top))
        return (z / self.reach + 1) * WIDTH / 2, HEIGHT / 2 * (1 - height)

    def _tangent(self, x: float, y: float, slope: str) -> str:
        """The tangent's path; the drawing's units differ along both axes."""
        try:
            rise = -float(slope) * self.reach / self.top * HEIGHT / WIDTH
        except ValueError:
            return ""
        across = TANGENT / (1 + rise * rise) ** 0.5
        return f"M{x - across:.2f} {y - across * rise:.2f}L{x + across:.2f} {y + across * rise:.2f}"


def made(tag: str, **attributes):
    """A new element of a drawing; `class_` and `aria_hidden` stand for class and aria-hidden."""
    node = document.createElementNS(SVG, tag)
    for name, value in attributes.items():
        node.setAttribute(name.rstrip("_").replace("_", "-"), str(value))
    return node
