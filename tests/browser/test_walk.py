"""Random walks of clicks, keys and typed values over the page: whatever one does, it stays whole."""

import re

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from playwright.sync_api import Page, expect

from tests.browser.conftest import START_MS, Explorer
from tests.fuzz.mutations import STRANGE
from tests.fuzz.size import tries

KEYS = [
    "Space",
    "ArrowRight",
    "ArrowLeft",
    "ArrowUp",
    "ArrowDown",
    "r",
    "s",
    "t",
    "u",
    "z",
    "y",
    "?",
    "Escape",
    "Enter",
    "Tab",
    "Home",
    "End",
    "PageDown",
    "Delete",
    "5",
    "-",
]
VALUES = (*STRANGE[:-1], "3", "0.5", "-1", "64", "sin(6*a)*b", "x*sigmoid(x)", "a.__class__")
HASHES = (
    "",
    "#preset=xor",
    "#target=spirals&arms=3",
    "#layers=none",
    "#rate=7&activation=relu",
    "#inputs=5&target=f1&f1=x1*x5",
)
SIZES = ((360, 640), (800, 600), (1440, 900), (1900, 1000))
STEPS = 30
FOLLOW = """(hash) => new Promise((done) => {
  addEventListener('hashchange', done, { once: true });
  location.hash = hash;
})"""

# What is there may change at any time, so what is found is used in the same moment.
CLICK = "(nodes, number) => nodes[number % nodes.length]?.click()"
ENTER = """(fields, [number, value, option]) => {
  const field = fields[number % fields.length];
  if (!field || field.type === 'file') return;
  if (['checkbox', 'radio'].includes(field.type)) {
    field.click();
    return;
  }
  if (field.localName === 'select') field.selectedIndex = option % field.options.length;
  else field.value = value;
  for (const kind of ['input', 'change']) field.dispatchEvent(new Event(kind, { bubbles: true }));
}"""

# A link leaves the page, and a download opens a dialog of the browser; both are tested where they belong.
WHERE = ", ".join(
    f"{what}:visible"
    for what in ("button", "summary", *(f"[role={role}]" for role in ("tab", "slider", "radio", "combobox", "option")))
)
FIELDS = "input:visible, select:visible"


class Walk(RuleBasedStateMachine):
    """What a visitor may do, in any order."""

    page: Page
    site: str

    @initialize(hash=st.sampled_from(HASHES))
    def open(self, hash: str) -> None:
        self.page.goto("about:blank")
        self.page.goto(self.site + hash)
        self.explorer = Explorer(self.page)
        expect(self.explorer.button("Train")).to_be_enabled(timeout=START_MS)

    @rule(number=st.integers(0, 200))
    def click(self, number: int) -> None:
        self.page.locator(WHERE).evaluate_all(CLICK, number)

    @rule(key=st.sampled_from(KEYS), shift=st.booleans())
    def press(self, key: str, shift: bool) -> None:
        self.page.keyboard.press(f"Shift+{key}" if shift else key)

    @rule(number=st.integers(0, 60), value=st.sampled_from(VALUES), option=st.integers(0, 40))
    def enter(self, number: int, value: str, option: int) -> None:
        """Type into a field, or choose from it, as one that was found by chance."""
        self.page.locator(FIELDS).evaluate_all(ENTER, [number, value, option])

    @rule(x=st.floats(0.05, 0.95), y=st.floats(0.05, 0.95))
    def drag(self, x: float, y: float) -> None:
        box = self.page.get_by_role("region", name="Response").bounding_box()
        if box:
            self.page.mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"])
            self.page.mouse.down()
            self.page.mouse.move(box["x"] + y * box["width"], box["y"] + x * box["height"], steps=3)
            self.page.mouse.up()

    @rule(hash=st.sampled_from(HASHES))
    def follow(self, hash: str) -> None:
        self.page.evaluate("hash => { location.hash = hash }", hash)

    @rule(size=st.sampled_from(SIZES))
    def resize(self, size: tuple[int, int]) -> None:
        self.page.set_viewport_size({"width": size[0], "height": size[1]})

    @rule()
    def wait(self) -> None:
        self.page.wait_for_timeout(100)

    @rule()
    def go_back(self) -> None:
        """Undo, as often as there is something to undo."""
        for _ in range(5):
            self.page.keyboard.press("ControlOrMeta+z")

    @invariant()
    def the_page_says_no_fault_of_its_own(self) -> None:
        if hasattr(self, "explorer"):
            expect(self.explorer.status).not_to_have_text(
                re.compile("The page failed|The engine failed|could not start")
            )

    def teardown(self) -> None:
        """At its end the page answers: another experiment can be begun and trained."""
        if hasattr(self, "explorer"):
            self.page.keyboard.press("Escape")
            self.page.evaluate(FOLLOW, "#layers=4.tanh&seed=77777")
            expect(self.explorer.cards()).to_have_count(1)
            self.page.get_by_role("button", name="Reset", exact=True).dispatch_event("click")
            expect(self.explorer.status).to_have_text("Ready to train.", timeout=START_MS)
            expect(self.explorer.button("Train 1,000")).to_be_enabled()
            self.page.get_by_role("button", name="Train 1,000", exact=True).dispatch_event("click")
            expect(self.explorer.figures).to_contain_text(re.compile(r"examples 1,0\d\d"), timeout=START_MS)


@pytest.mark.chromium_only
def test_a_random_walk_leaves_the_page_whole(page: Page, site: str) -> None:
    page.on("dialog", lambda dialog: dialog.dismiss())
    Walk.page, Walk.site = page, site
    steps = settings(
        tries(2, 500),
        stateful_step_count=STEPS,
        phases=(Phase.generate,),  # a walk that failed is told as it was: to shorten it takes many times as long
        suppress_health_check=[HealthCheck.too_slow],
    )
    run_state_machine_as_test(Walk, settings=steps)
