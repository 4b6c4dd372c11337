"""One neuron's numbers as markup: its equations, where its error comes from, how a weight changes."""

from app.markup import escaped
from core.shared.digits import NOTHING

OUT_HEAD = (
    '<thead><tr><th scope="col">to</th><th scope="col">w</th><th scope="col">error δ there</th>'
    '<th scope="col">w · δ</th></tr></thead>'
)

STILL = "It has no rule of its own now: it is pinned, or its matrix is turned as a whole, or the target is random."


def equations(facts: dict) -> str:
    """The sums as a reader would write them, forward and backward."""
    sums, formulas = facts["sums"], facts["formulas"]
    lines = [
        ("z = Σ w·x + b", f"{sums['terms']} + {signed(sums['bias'])}", sums["sum"]),
        (f"a = {prettier(formulas['value'])}", "", sums["value"]),
    ]
    if sums["delta"] == NOTHING:
        back = '<p class="soft">The target is random: no error is known, so nothing comes back.</p>'
        return listed(lines) + back
    if sums["target"] != NOTHING:
        lines.append(("target", "", sums["target"]))
    if sums["arriving"] == NOTHING:
        lines.append(("δ = a − target", "", sums["delta"]))
    else:
        lines.append((f"slope = {prettier(formulas['slope'])}", "", sums["slope"]))
        whence = "Σ w·δ" if facts["outgoing_count"] else prettier(formulas["arriving"])
        lines.append(("error that arrives", whence, sums["arriving"]))
        lines.append(("δ = error · slope", f"{sums['arriving']} · {signed(sums['slope'])}", sums["delta"]))
    return listed(lines)


def listed(lines: list) -> str:
    """(left side, numbers put in, result) as a list of definitions."""
    rows = []
    for left, middle, right in lines:
        numbers = f"<dd>{middle}</dd>" if middle else ""
        wide = "" if middle else ' class="wide"'
        rows.append(f"<div><dt{wide}>{escaped(left)}</dt>{numbers}<dd><b>{right}</b></dd></div>")
    return f"<dl>{''.join(rows)}</dl>"


def prettier(formula: str) -> str:
    """A formula with the signs of a textbook."""
    return formula.replace("**2", "²").replace("**3", "³").replace(" * ", "·").replace(">=", "≥").replace("<=", "≤")


def signed(text: str) -> str:
    """A number in brackets where it is negative."""
    return f"({text})" if text.startswith("-") else text


def outgoing(facts: dict) -> str:
    """The weights to the next layer with the errors there, and the error that arrives in all."""
    rows = []
    for row in facts["outgoing"]:
        side = "minus" if row["share"] < 0 else "plus"
        rows.append(
            f'<tr><th scope="row">{row["place"] + 1}</th>'
            f'<td class="bar {side}" style="--share:{abs(row["share"])}">{row["weight"]}</td>'
            f"<td>{row['delta']}</td><td>{row['term']}</td></tr>"
        )
    left = facts["outgoing_count"] - len(rows)
    more = f", {left} more not shown" if left else ""
    total = facts["sums"]["arriving"]
    foot = f'<tr class="total"><th scope="row" colspan="3">error that arrives{more}</th><td>{total}</td></tr>'
    return f"{OUT_HEAD}<tbody>{''.join(rows)}</tbody><tfoot>{foot}</tfoot>"


def working(rule: list) -> str:
    """The optimizer's rule, a line a step: what is given, what follows, and the change at the end."""
    if not rule:
        return f'<p class="soft">{STILL}</p>'
    given = [f"{escaped(step['name'])} {step['value']}" for step in rule if not step["formula"]]
    rows = []
    for step in rule:
        if step["formula"]:
            name = "step" if step["name"] == "step_down" else step["name"]
            formula = prettier(step["formula"].replace("step_down", "step"))
            rows.append(f"<li><code>{escaped(name)} = {escaped(formula)}</code> <b>{step['value']}</b></li>")
    return f'<p class="given">{", ".join(given)}</p><ol>{"".join(rows)}</ol>'
