"""Draws the README's picture: the page after a million examples. `python3 build.py site --screenshot` runs this."""

import threading

from playwright.sync_api import ViewportSize, sync_playwright

from core.build import paths, programs, serve

PICTURE = paths.ROOT / "tests" / "browser" / "screenshot.png"
SIZE: ViewportSize = {"width": 1440, "height": 900}
TRAINING_MS = 120_000


def draw(address: str) -> None:
    """Train a million examples on the page at `address`, and save what it shows."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=programs.chromium(), args=list(programs.FLAGS))
        page = launched.new_page(viewport=SIZE, color_scheme="light")
        page.goto(address)
        page.locator("button:not([aria-disabled=true])", has_text="Train 1 million").click(timeout=TRAINING_MS)
        page.get_by_role("group", name="Figures").get_by_text("examples 1,000,0").wait_for(timeout=TRAINING_MS)
        hints = page.get_by_role("button", name="Got it")
        if hints.is_visible():  # a first visit's
            hints.click()
        page.screenshot(path=PICTURE)
        launched.close()


if __name__ == "__main__":
    with serve.server(paths.DIST, 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        draw(serve.address(server))
        server.shutdown()
    print(PICTURE)
