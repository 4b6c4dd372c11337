"""Text as HTML, where one assignment of markup takes the place of hundreds of calls to the document."""


def escaped(text: str) -> str:
    """The text as HTML, also within an attribute's double quotes."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def options(rows: list) -> str:
    """The options of a drop-down from (id, label) rows."""
    return "".join(f'<option value="{escaped(id)}">{escaped(label)}</option>' for id, label in rows)
