"""How good the network is beyond its cost: R squared of values; accuracy and confusion of classes."""

from app.dom import element, seconds
from app.pace import Pace
from core.shared.digits import number, percent

EVERY = 0.5
PARTS = {"fresh": "", "train": "training ", "test": "test "}
TITLES = {"fresh": "Fresh examples", "train": "Training set", "test": "Test set"}


class Quality:
    """A line of words for a frame's `quality`, and a table of what classes were taken for which."""

    def __init__(self) -> None:
        self.pace = Pace(EVERY, seconds)
        self.words = element("span", class_="number")
        self.counts = element("table", aria_label="Confusion matrix")
        self.title = element("p", class_="soft")
        self.table = element("div", self.title, self.counts, class_="confusion", tabindex="0", hidden=True)

    def wants(self, asked: dict) -> None:
        """Add what this view draws to what the page asks of the next frame, twice a second."""
        if self.pace.due():
            asked["quality"] = asked["words"] = True

    def draw(self, frame) -> bool:
        """Write a frame's quality, if it brought one; whether the last one of a run that stands still is missing."""
        found = frame.facts.get("quality")
        if not found:
            return self.pace.behind(frame.facts, "quality")
        self.pace.behind(frame.facts, "quality")
        self.words.textContent = " · ".join(words(part) for part in found)
        counts = frame.array(f"quality.{len(found) - 1}.confusion")
        self.table.hidden = counts is None
        if counts is not None:
            self.title.textContent = TITLES[found[-1]["part"]]
            self.counts.innerHTML = table(list(counts), found[-1]["classes"])
        return False


def words(part: dict) -> str:
    """A part's quality: `R² 0.9731`, `test accuracy 98.2%`."""
    name = PARTS[part["part"]]
    if part["accuracy"] is not None:
        return f"{name}accuracy {percent(part['accuracy'])}"
    return f"{name}R² {number(part['r_squared'])}"


def table(counts: list, classes: int) -> str:
    """The confusion matrix as HTML: a row for each actual class, a count for each told one, shaded by its share."""
    numbers = "".join(f'<th scope="col">{index}</th>' for index in range(classes))
    told = f'<tr><td></td><th colspan="{classes}" scope="colgroup">told</th></tr>'
    head = f'{told}<tr><th scope="col">is</th>{numbers}</tr>'
    rows = []
    for actual in range(classes):
        line = counts[actual * classes : (actual + 1) * classes]
        total = sum(line) or 1
        cells = "".join(f'<td style="--share:{count / total:.2f}">{int(count)}</td>' for count in line)
        rows.append(f'<tr><th scope="row">{actual}</th>{cells}</tr>')
    return head + "".join(rows)
