"""A slider over the snapshots of a run: look back, and go on from there."""

from app.dom import button, element, enable, listen
from app.player import count


class Rewind:
    """`look(step)` asks to see a snapshot (None: the present), `go_on(step)` to train on from it."""

    def __init__(self, look, go_on) -> None:
        self.steps: list = []
        self.examples: list = []
        self.at: int | None = None
        self.slider = element("input", type="range", min="0", max="0", value="0", aria_label="Look back at the run")
        self.words = element("span", "now", class_="number")
        self.go = button("Go on from here")
        self.node = element("div", element("span", "Look back", class_="soft"), self.slider, self.words, self.go)
        self.node.className = "rewind"
        enable(self.go, False)
        listen(self.slider, "input", lambda _event: look(self._chosen()))
        listen(self.go, "click", lambda _event: go_on(self._chosen()) if self._chosen() is not None else None)

    def show(self, kept: dict) -> None:
        """Offer these snapshots; the slider's right end is the present."""
        at_end = self.slider.value == self.slider.max
        self.steps, self.examples = kept["steps"], kept["examples"]
        self.slider.max = str(len(self.steps))
        if at_end:
            self.slider.value = self.slider.max
        self.tell()

    def present(self) -> None:
        """Go back to the present."""
        self.slider.value = self.slider.max
        self.tell()

    def tell(self) -> None:
        """Say where the slider stands."""
        place = int(self.slider.value)
        looks_back = place < len(self.steps)
        self.at = self.examples[place] if looks_back else None
        words = f"at {count(self.examples[place])}" if looks_back else "now"
        self.words.textContent = words
        self.slider.setAttribute("aria-valuetext", words + " examples" if looks_back else words)
        enable(self.go, looks_back)

    def _chosen(self) -> int | None:
        self.tell()
        place = int(self.slider.value)
        return self.steps[place] if place < len(self.steps) else None
