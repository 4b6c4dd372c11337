"""Lines of the program: what of the network they are about, which of both levels belong together, what changed.

Plain Python. A line is a dictionary as the engine gives it; a subject is what lights up: `layer` (0 the inputs, None is
no layer), `edges` (the layers whose weights it is about), `cost`; its `note` says which one of many it is.
"""

DIGITS = "0123456789"
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_"
WEIGHTS = ("W", "dW", "G", "V")
"""How the names of a layer's weights, of their gradient and of their transpose begin."""

COLOURS = 6
"""How many colours lines that belong together take in turn."""


def subject(layer: "int | None" = None, edges: tuple = (), cost: bool = False, note: str = "") -> dict:
    """What lights up."""
    return {"layer": layer, "edges": edges, "cost": cost, "note": note}


NOTHING = subject()


def subject_of(line: dict, count: int) -> dict:
    """What a line is about, in a network of so many layers, the output among them."""
    found = words(line["text"])
    everything = line["phase"] == "update" and line["layer"] is None and ("parameters" in found or "gradient" in found)
    edges = tuple(range(1, count + 1)) if everything else weights_in(found)
    layer = 0 if line["phase"] == "sample" else line["layer"]
    return subject(layer, edges, line["phase"] == "loss")


def concerns(line: dict, wanted: dict) -> bool:
    """Whether a line is about a subject: about its layer, or else its weights, or else the cost."""
    if wanted["layer"] is not None:
        return line["layer"] == wanted["layer"] or (wanted["layer"] == 0 and line["phase"] == "sample")
    if wanted["edges"]:
        return any(number in wanted["edges"] for number in weights_in(words(line["text"])))
    return wanted["cost"] and line["phase"] == "loss"


def words(text: str) -> list[str]:
    """The names in source."""
    found, start = [], None
    for place, sign in enumerate(text + " "):
        inside = sign in LETTERS or sign in DIGITS
        if inside and start is None:
            start = place
        elif not inside and start is not None:
            found.append(text[start:place])
            start = None
    return found


def weights_in(names: list[str]) -> tuple:
    """The layers whose weights are among the names, each once."""
    found = []
    for name in names:
        plain = name.rstrip("T")
        head = plain.rstrip(DIGITS)
        if head in WEIGHTS and head != plain and int(plain[len(head) :]) not in found:
            found.append(int(plain[len(head) :]))
    return tuple(found)


def colours(readable: list) -> tuple[dict, dict]:
    """For both levels the colour, from 0, of each line's number that has partners: those together have the same."""
    own, other = {}, {}
    following = 0
    for line in readable:
        if not line["partners"]:
            continue
        known = [other[number] for number in line["partners"] if number in other]
        colour = known[0] if known else following % COLOURS
        following += not known
        own[line["number"]] = colour
        for number in line["partners"]:
            if number not in other:
                other[number] = colour
    return own, other


def changed(before: list, after: list) -> list[int]:
    """The numbers of the lines that are new: none of the same text stood in the same phase. At first none is new."""
    known = {(line["phase"], line["text"]) for line in before}
    return [line["number"] for line in after if before and line["text"] and (line["phase"], line["text"]) not in known]


def alike(before: list, after: list) -> bool:
    """Whether two programs have the same lines but for their text: the same phases, layers and depths."""
    if len(before) != len(after):
        return False
    for old, new in zip(before, after):  # noqa: B905 (MicroPython has no strict)
        if (old["phase"], old["layer"], old["indent"]) != (new["phase"], new["layer"], new["indent"]):
            return False
    return True


def shared_times(fast: list, times: dict) -> dict:
    """The microseconds of readable lines: those of their partners, each counted at the first line that it works for."""
    found: dict = {}
    for line in fast:
        if line["partners"] and line["number"] in times:
            owner = line["partners"][0]
            found[owner] = found.get(owner, 0.0) + times[line["number"]]
    return found


def blocks(lines: list, start: int, end: int) -> list[tuple[int, int]]:
    """(start, end) of each run of lines of one layer, and of each line that belongs to none."""
    found = []
    while start < end:
        after = start + 1
        while after < end and lines[start]["layer"] and lines[after]["layer"] == lines[start]["layer"]:
            after += 1
        found.append((start, after))
        start = after
    return found


def stretches(lines: list) -> list[tuple[str, int, int]]:
    """(phase, start, end) of each run of lines of one phase."""
    found, start = [], 0
    for index in range(1, len(lines) + 1):
        if index == len(lines) or lines[index]["phase"] != lines[start]["phase"]:
            found.append((lines[start]["phase"], start, index))
            start = index
    return found
