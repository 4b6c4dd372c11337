"""The panes of an embedded page: the views that its address names, in their order, each in sight or in a fold."""

from app.dom import element, find

TABS = (("layers", "Layers"), ("neuron", "Neuron"), ("health", "Health"))
TITLES = (("response", "Response"), ("map", "Map"), ("cost", "Cost"), ("program", "Program"), ("network", "Settings"))
VIEWS = (("response", "surface"), ("map", "map"))


def arrange(asked, pictures) -> None:
    """Put the panes that an Embed asks for into the page, and nothing else of its views."""
    main = find("main")
    heading = find("h1")
    heading.className = "hidden"
    main.prepend(heading)
    main.append(find("#strip"))
    listing = find("#inspector .listing")
    pictures.views = tuple((name, view) for name, view in VIEWS if name in asked.panes)
    tabs = tuple(name for name, _ in TABS if name in asked.panes)
    places = {"response": find("#response"), "cost": find("#cost"), "network": find("#network")}
    places["map"] = section("map", "Map")
    places["program"] = section("program", "Program", listing)
    for name, panel in zip(tabs, pictures.inspector.spread(tabs)):  # noqa: B905  MicroPython's zip takes no keywords
        title = dict(TABS)[name]
        places[name] = section(name, title, element("div", element("h2", title), class_="head"), panel)
    for node in (places["response"], places["cost"], places["network"], find("#inspector")):
        node.hidden = True
    shown = asked.panes + (("network",) if asked.controls == "all" else ())
    for name in shown:
        places[name].hidden = False
        main.append(fold(name, places[name], name == asked.view) if asked.folded else places[name])


def section(name: str, title: str, *children):
    """A section of the page that it has only when embedded."""
    return element("section", *children, id=name, class_="pane", aria_label=title)


def fold(name: str, node, is_open: bool):
    """A section that folds, under its title."""
    title = dict(TITLES + TABS)[name]
    return element("details", element("summary", title), node, class_="fold", open=is_open)
