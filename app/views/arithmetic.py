"""One neuron's sum as a table: every term with its numbers, the bias, and what each weight learns from the example."""

from app.dom import NEAREST, button, delegate, element, listen, pressed, replace
from app.markup import escaped
from app.views.radios import Radios

ORDERS = (("size", "By size"), ("index", "By index"))
FEW, ALL = 24, 512
BIAS = "bias"
HEAD = (
    '<thead><tr><th scope="col">from</th><th scope="col">w</th><th scope="col">x</th><th scope="col">w · x</th>'
    '<th scope="col" title="Derivative of the cost by the weight">gradient</th>'
    '<th scope="col" title="What the next step would add, if this example were its whole batch">next change</th>'
    "</tr></thead>"
)
KEYS = {"ArrowDown": 1, "ArrowUp": -1, "PageDown": 8, "PageUp": -8, "Home": -ALL, "End": ALL}


class Arithmetic:
    """Draws a frame's `ledger`; `changed()` asks for another, `choose(row)` hears of the weight that is picked.

    The rows are written anew with each ledger; the focus stays, since it is the table's, which names its row.
    """

    def __init__(self, root, changed, choose) -> None:
        self.changed, self.choose = changed, choose
        self.order, self.most = "size", FEW
        self.names: list = []
        self.chosen = BIAS
        self.written = ""
        self.orders = Radios("Order of the terms", ORDERS, self.sort)
        self.every = button("All terms", data_every="yes", class_="plain")
        head = element("div", element("h3", "Terms"), self.every, self.orders.node, class_="head")
        self.table = element(
            "table", role="grid", tabindex="0", class_="ledger", aria_label="Terms of the sum; arrow keys pick a weight"
        )
        replace(root, head, element("div", self.table, class_="scroll"))
        delegate(root, "click", "every", lambda _value, _node, _event: self._toggle())
        delegate(self.table, "click", "term", lambda name, _node, _event: self.pick(name))
        listen(self.table, "keydown", self._key)
        self.sort(self.order)

    def sort(self, order: str) -> None:
        """Sort the terms by their size, or by the index of where they come from."""
        self.order = order
        self.orders.show(order)
        self.changed()

    def want(self, layer: int, index: int, worked: bool) -> list:
        """What to ask of the next frame for a neuron; `worked`: with how the picked weight's next change is made."""
        return [layer, index, self.order, self.most, None if self.chosen == BIAS else self.chosen, worked]

    def draw(self, facts: dict) -> None:
        """Write a ledger."""
        self.names = [BIAS] + [row["place"] for row in facts["terms"]]
        self.every.hidden = facts["count"] <= FEW
        self.every.textContent = f"All {facts['count']}" if self.most == FEW else f"{FEW} largest"
        html = HEAD + body(facts, self.chosen)
        if pressed(self.table):
            self.changed()
        elif html != self.written:
            self.written = html
            self.table.innerHTML = html
        self.table.setAttribute("aria-activedescendant", f"term-{self.chosen}")

    def pick(self, name) -> None:
        """Choose the weight of this place, or the bias."""
        self.chosen = name if name == BIAS else int(name)
        for node in self.table.querySelectorAll('[aria-selected="true"]'):
            node.setAttribute("aria-selected", "false")
        node = self.table.querySelector(f"#term-{name}")
        if node:
            node.setAttribute("aria-selected", "true")
        self.written = ""
        self.table.setAttribute("aria-activedescendant", f"term-{name}")
        self.choose()
        self.changed()

    def _toggle(self) -> None:
        self.most = ALL if self.most == FEW else FEW
        self.changed()

    def _key(self, event) -> None:
        if event.key not in KEYS or not self.names:
            return
        event.preventDefault()
        event.stopPropagation()
        names = self.names
        place = names.index(self.chosen) if self.chosen in names else 0
        name = names[max(0, min(len(names) - 1, place + KEYS[event.key]))]
        self.pick(name)
        node = self.table.querySelector(f"#term-{name}")
        if node:
            node.scrollIntoView(NEAREST)


def body(facts: dict, chosen) -> str:
    """The rows of a ledger: the bias, which is always in sight, the terms, what is left of them, and the sum."""
    held, sums = facts["held"], facts["sums"]
    rows = [term(row, row["place"] in held, row["place"] == chosen) for row in facts["terms"]]
    left = facts["count"] - len(rows)
    if left:
        rows.append(
            f'<tr class="rest"><th scope="row" colspan="3">{left} more</th><td>{sums["rest"]}</td>'
            '<td colspan="2"></td></tr>'
        )
    bias = {
        "place": BIAS,
        "name": "bias",
        "weight": sums["bias"],
        "input": "1",
        "term": sums["bias"],
        "gradient": sums["bias_gradient"],
        "change": sums["bias_change"],
        "share": sums["bias_share"],
    }
    first = term(bias, facts["bias_held"], chosen == BIAS)
    total = f'<tr class="total"><th scope="row" colspan="3">sum z</th><td>{sums["sum"]}</td><td colspan="2"></td></tr>'
    return f'<tbody class="bias">{first}</tbody><tbody>{"".join(rows)}</tbody><tfoot>{total}</tfoot>'


def term(row: dict, held: bool, chosen: bool) -> str:
    """A term as a row; its weight has a bar, to the right for a positive one."""
    size = abs(row["share"])
    side = "minus" if row["share"] < 0 else "plus"
    mark = ' <span class="held">pinned</span>' if held else ""
    return (
        f'<tr id="term-{row["place"]}" data-term="{row["place"]}" aria-selected="{"true" if chosen else "false"}">'
        f'<th scope="row">{escaped(row["name"])}{mark}</th>'
        f'<td class="bar {side}" style="--share:{size}">{row["weight"]}</td>'
        f"<td>{row['input']}</td><td>{row['term']}</td><td>{row['gradient']}</td><td>{row['change']}</td></tr>"
    )
