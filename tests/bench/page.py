"""The page: how soon it can be used, how soon it answers, how smooth it is, and what it costs beside training alone."""

from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import quantiles
from typing import Any

from playwright.sync_api import Browser, Error, Page

from core.shared.config import Config
from tests.bench.harness import OURS, Workers, launch, sentence
from tests.bench.row import Row, row
from tests.bench.visit import PAGE, over_the_wire, ready, visits

ALONE = "explorer without a page"
VISITS, POKES, PAUSES, MILLIONS = 5, 10, 15, 5
MILLION = 1_000_000
TABS = ("Layers", "Neuron", "Health")
TASKS = "ms (0: none over 50)"
FRAME_TIME = "page's thread a frame"
Rows = Iterator[Row]


def measure(launched: Browser, workers: Workers, quick: bool) -> Rows:
    """All rows of the page; a part that fails is told of in a sentence."""
    parts: tuple[Callable[[], Rows], ...] = (
        lambda: visits(launched, 2 if quick else VISITS),
        lambda: over_the_wire(launched),
        lambda: million(launched, workers, 3 if quick else MILLIONS),
        lambda: frames(launched, 3 if quick else 6),
        lambda: pauses(launched, 6 if quick else PAUSES),
        lambda: pokes(launched, 4 if quick else POKES),
        lambda: memory(launched, 20 if quick else 90),
    )
    for part in parts:
        try:
            yield from part()
        except Error as error:
            print(f"A part of the page's measurements failed: {sentence(error)}", flush=True)


def million(launched: Browser, workers: Workers, count: int) -> Rows:
    """`Train 1 million` with all pictures live, in turns with the same steps without a page."""
    steps = -(-MILLION // Config().batch)
    lived, alone = [], []
    with ready(launched) as page:
        for _ in range(count):
            lived.append(page.evaluate(TRAIN_A_MILLION))
            alone.append(workers.ask(OURS, "train", 10, link="", steps=steps))
            page.get_by_role("button", name="Reset", exact=True).click()
            page.wait_for_function("() => document.documentElement.dataset.state === 'ready'")
    yield row("train 1 million", PAGE, "default", Config().batch, lived, "ms")
    yield row("train 1 million", ALONE, "default", Config().batch, alone, "ms")


TRAIN_A_MILLION = """async () => {
  const begun = performance.now();
  document.querySelector('[data-run=million]').click();
  while (document.documentElement.dataset.state !== 'finished') await new Promise(requestAnimationFrame);
  return performance.now() - begun;
}"""


def frames(launched: Browser, seconds: int) -> Rows:
    """Frames a second, the longest task and the time of the page's thread, while the default network trains."""
    for view, counter in (("Map", "maps"), ("Surface", "surfaces")):
        with ready(launched) as page:
            page.get_by_role("radio", name=view, exact=True).check()
            page.get_by_role("button", name="Train", exact=True).click()
            page.wait_for_timeout(1500)
            rates, times, longest = [], [], []
            for _ in range(3):
                found = stretch(page, counter, seconds)
                rates.append(found["frames"] / found["seconds"])
                times.append(1000 * found["busy"] / max(1, found["frames"]))
                longest.append(longest_task(page))
        name = view.lower()
        yield row(f"frames with the {name}", PAGE, "default", 0, rates, "frames/s")
        yield row(f"{FRAME_TIME} with the {name}", PAGE, "default", 0, times, "ms")
        yield row(f"longest task with the {name}", PAGE, "default", 0, longest, TASKS)


def stretch(page: Page, counter: str, seconds: int) -> dict[str, Any]:
    """What the page did for so many seconds: frames of a kind, seconds in tasks."""
    tools = page.context.new_cdp_session(page)
    tools.send("Performance.enable", {"timeDomain": "threadTicks"})  # no time in which others had the processor

    def look() -> tuple[float, float, int]:
        metrics = {found["name"]: found["value"] for found in tools.send("Performance.getMetrics")["metrics"]}
        return metrics["Timestamp"], metrics["TaskDuration"], page.evaluate(f"() => window.seen.{counter}")

    forget_tasks(page)
    before = look()
    page.wait_for_timeout(1000 * seconds)
    after = look()
    tools.detach()
    names = ("seconds", "busy", "frames")
    return {name: now - then for name, now, then in zip(names, after, before, strict=True)}


def forget_tasks(page: Page) -> None:
    """Let `longest_task` count from now on."""
    page.evaluate("() => { window.seen.tasks.length = 0; }")


def longest_task(page: Page) -> float:
    """The milliseconds of the longest task over 50 ms since `forget_tasks`; 0 without one."""
    return max(page.evaluate("() => window.seen.tasks"), default=0.0)


def pauses(launched: Browser, count: int) -> Rows:
    """From a click on Pause to the last example that is trained: the worker's answer that it rests."""
    found: list[float] = []
    with ready(launched) as page:
        for number in range(count):
            page.get_by_role("button", name="Train", exact=True).click()
            page.wait_for_timeout(700 + 7 * number)
            found.append(page.evaluate(PAUSE))
    yield row("pause", PAGE, "default", 0, found, "ms")


PAUSE = """async () => {
  const state = document.documentElement.dataset;
  const rests = new Promise((done) => {
    const observer = new MutationObserver(() => { if (state.state === 'paused') { observer.disconnect(); done(); } });
    observer.observe(document.documentElement, { attributes: true });
  });
  const late = new Promise((_, fail) => setTimeout(fail, 5000, new Error('It did not pause in five seconds.')));
  const begun = performance.now();
  document.querySelector('[data-run=pause]').click();
  await Promise.race([rests, late]);
  return performance.now() - begun;
}"""


def pokes(launched: Browser, count: int) -> Rows:
    """From the poke of a control to the changed map on the screen, while the default network trains."""
    found: list[float] = []
    with ready(launched) as page:
        page.get_by_role("radio", name="Map", exact=True).check()
        page.evaluate("() => { window.seen.poked = true; }")
        page.get_by_role("button", name="Train", exact=True).click()
        page.wait_for_timeout(1500)
        forget_tasks(page)
        for mode, names in (("Value", ("activation", "neurons")), ("Target", ("target", "map"))):
            page.get_by_role("radio", name=mode, exact=True).check()
            page.wait_for_timeout(500)
            for name in names:
                try:
                    figures = poked(page, name, count)
                except Error as error:
                    print(f"The poke of {name} failed: {sentence(error)}", flush=True)
                    continue
                yield row(f"poke to picture: {name}", PAGE, "default", 0, figures, "ms")
                found += figures
        yield row("longest task while poked", PAGE, "default", 0, [longest_task(page)], TASKS)
    if len(found) < 2:
        return
    yield row("poke to picture, median", PAGE, "default", 0, found, "ms")
    yield row("poke to picture, 95th percentile", PAGE, "default", 0, [quantiles(found, n=20)[-1]], "ms")


def poked(page: Page, name: str, count: int) -> list[float]:
    """The milliseconds of each of several pokes, at moments that have nothing to do with repaints."""
    figures: list[float] = []
    for number in range(count):
        page.wait_for_timeout(400 + 7 * number)
        figures.append(page.evaluate(f"() => window.pokes.{name}()"))
    return figures


def memory(beside: Browser, seconds: int) -> Rows:
    """The memory of the page and its worker soon after the start, and after all views in turn while it trains."""
    with launch(beside.browser_type) as launched, ready(launched) as page:
        page.get_by_role("button", name="Train", exact=True).click()
        page.wait_for_timeout(5000)
        begun = resident(launched)
        forget_tasks(page)
        for turn in range(seconds // 5):
            page.get_by_role("tab", name=TABS[turn % len(TABS)]).click()
            page.get_by_role("radio", name=("Surface", "Map")[turn % 2], exact=True).check()
            page.wait_for_timeout(5000)
        yield row("longest task in all views", PAGE, "default", 0, [longest_task(page)], TASKS)
        yield row("memory after 5 s", PAGE, "default", 0, [begun], "MB")
        yield row("memory after long use", PAGE, "default", 0, [resident(launched)], "MB")


def resident(launched: Browser) -> float:
    """The megabytes that the largest of the browser's pages has in memory, its workers among them."""
    tools = launched.new_browser_cdp_session()
    processes = tools.send("SystemInfo.getProcessInfo")["processInfo"]
    tools.detach()
    return max(_resident(found["id"]) for found in processes if found["type"] == "renderer")


def _resident(process: int) -> float:
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1000 for line in lines if line.startswith("VmRSS"))
