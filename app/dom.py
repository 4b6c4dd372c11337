"""The edge to the document: elements, listeners and the only proxies of Python functions that the page makes.

A proxy lives as long as the page, so listeners are made once, at the start, on elements that stay. What is drawn anew
(cards, lists) is heard by its container, through `data-` attributes: `delegate`.
"""

import js
from pyscript import document, window
from pyscript.ffi import create_proxy
from pyscript.js_modules import bridge

from app.markup import options

NEAREST = js.JSON.parse('{"block": "nearest"}')
"""How far `scrollIntoView` scrolls: no further than it must."""

ICON = '<svg aria-hidden="true"><use href="#{}"></use></svg>'


def find(selector, root=document):
    """The first element that the selector finds; LookupError if there is none."""
    node = root.querySelector(selector)
    if not node:
        raise LookupError("The page has no element " + selector)
    return node


def element(tag, *children, **attributes):
    """A new element with text or elements inside; `class_` and `aria_label` stand for class and aria-label."""
    node = document.createElement(tag)
    for name, value in attributes.items():
        if value is not None and value is not False:
            node.setAttribute(name.rstrip("_").replace("_", "-"), "" if value is True else str(value))
    if len(children) == 1 and isinstance(children[0], str):
        node.textContent = children[0]
    else:
        for child in children:
            node.append(child)
    return node


def button(label, icon=None, text="", **attributes):
    """A button named `label`; with an icon its label is a tooltip, unless there is visible text."""
    node = element("button", type="button", **attributes)
    if icon:
        node.innerHTML = ICON.format(icon)
        if not text:
            node.setAttribute("aria-label", label)
            node.setAttribute("title", label)
    if text or not icon:
        node.append(text or label)
    return node


def select(rows, **attributes):
    """A drop-down of (id, label) rows."""
    node = element("select", **attributes)
    node.innerHTML = options(rows)
    return node


def replace(node, *children):
    """Put these children in place of all that the element holds."""
    node.replaceChildren(*children)


def enable(node, enabled):
    """Let a control be used, or not; it keeps the focus, as a disabled one would not."""
    node.setAttribute("aria-disabled", "false" if enabled else "true")


def enabled(node):
    """Whether a control may be used."""
    return node.getAttribute("aria-disabled") != "true"


def pressed(node):
    """Whether a pointer is held down inside: what is written anew then would not hear the click that it ends in."""
    return node.matches(":active")


def listen(node, event, handler, first=False):
    """Call the handler with each event of this kind, for as long as the page lives; `first`: before those inside."""
    node.addEventListener(event, create_proxy(handler), first)


def listen_window(event, handler):
    """Call the handler with each event of the window; its own methods lose their `this` on MicroPython."""
    bridge.listen_window(event, create_proxy(handler))


def delegate(node, event, name, handler):
    """Call `handler(value, element, event)` for events inside, from the nearest element with `data-<name>`."""
    selector = "[data-" + name + "]"

    def heard(happening):
        inner = happening.target.closest(selector)
        if inner and enabled(inner):
            handler(inner.getAttribute("data-" + name), inner, happening)

    listen(node, event, heard)


def watch_visible(node, tell):
    """Call `tell(visible)` when the element comes into sight or leaves it."""

    def seen(entries, _observer):
        tell(bool(entries[entries.length - 1].isIntersecting))

    js.IntersectionObserver.new(create_proxy(seen)).observe(node)


def watch_size(node, tell):
    """Call `tell(width, height)`, in CSS pixels, now and whenever the element's size changes."""

    def resized(entries, _observer):
        box = entries[entries.length - 1].contentRect
        tell(box.width, box.height)

    js.ResizeObserver.new(create_proxy(resized)).observe(node)


def colour(name):
    """A colour of the theme as it is now, `rgb(...)`: `colour("ink")`.

    Variables read back as `light-dark(...)`, so an element wears the colour for a moment.
    """
    probe = document.documentElement
    probe.style.outlineColor = "var(--" + name + ")"
    found = window.getComputedStyle(probe).outlineColor
    probe.style.outlineColor = ""
    return found


def is_dark():
    """Whether the page is in its dark theme: the chosen one, else the system's."""
    chosen = document.documentElement.getAttribute("data-theme")
    if chosen in ("light", "dark"):
        return chosen == "dark"
    return bool(dark_media().matches)


def dark_media():
    """Whether the system wants a dark theme, as an object to listen to."""
    return window.matchMedia("(prefers-color-scheme: dark)")


def has_webgl():
    """Whether this browser draws in three dimensions."""
    context = document.createElement("canvas").getContext("webgl2")
    if not context:
        return False
    context.getExtension("WEBGL_lose_context").loseContext()
    return True


def image(colours, width, height):
    """A picture for a canvas from RGBA bytes (a Uint8Array, not copied)."""
    return js.ImageData.new(js.Uint8ClampedArray.new(colours.buffer), width, height)


def seconds():
    """Seconds since the page was opened."""
    return js.performance.now() / 1000
