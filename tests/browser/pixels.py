"""What is seen, as numbers: how many colours there are, and how much of an element has some of them."""

from base64 import b64encode

from playwright.sync_api import Locator

DRAWN = """(node) => {
  const copy = new OffscreenCanvas(node.width, node.height).getContext('2d');
  copy.drawImage(node, 0, 0);
  return new Set(new Uint32Array(copy.getImageData(0, 0, node.width, node.height).data.buffer)).size;
}"""
# The bytes of a PNG's pixels, and what is counted of them: all colours, or the share of those near to some.
READ = """async ([png, colours]) => {
  const picture = await createImageBitmap(new Blob([Uint8Array.from(atob(png), (sign) => sign.charCodeAt(0))]));
  const pen = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
  pen.drawImage(picture, 0, 0);
  const bytes = pen.getImageData(0, 0, picture.width, picture.height).data;
"""
SEEN = READ + "return new Set(new Uint32Array(bytes.buffer)).size; }"
SHARE = (
    READ
    + """
  let hits = 0;
  for (let i = 0; i < bytes.length; i += 4) {
    if (colours.some((colour) => colour.every((part, k) => Math.abs(part - bytes[i + k]) <= 12))) hits += 1;
  }
  return (4 * hits) / bytes.length;
}"""
)


def drawn(canvas: Locator) -> int:
    """How many colours a canvas holds."""
    return canvas.evaluate(DRAWN)


def seen(place: Locator) -> int:
    """How many colours are seen of an element."""
    return place.page.evaluate(SEEN, [picture(place)])


def share(place: Locator, colours: tuple[tuple[int, int, int], ...]) -> float:
    """How much of what is seen of an element has one of these colours, to 12 a channel."""
    return place.page.evaluate(SHARE, [picture(place), [list(colour) for colour in colours]])


def picture(place: Locator) -> str:
    """What is seen of an element: a PNG, in base64."""
    return b64encode(place.screenshot()).decode()
