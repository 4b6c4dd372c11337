"""Lines of the program: what they are about, which belong together, what changed. On both Pythons."""

from app.lines import (
    alike,
    blocks,
    changed,
    colours,
    concerns,
    shared_times,
    stretches,
    subject,
    subject_of,
    weights_in,
    words,
)


def line(number: int, text: str, phase: str = "forward", layer: "int | None" = None, partners: tuple = ()) -> dict:
    return {"number": number, "text": text, "phase": phase, "layer": layer, "partners": partners}


def test_the_names_of_a_line_are_found() -> None:
    assert words("z1 = a0 @ W1 + b1") == ["z1", "a0", "W1", "b1"]
    assert words("A2T.dot(d3, G3)") == ["A2T", "dot", "d3", "G3"]


def test_weights_their_gradient_and_their_transpose_are_edges_and_nothing_else_is() -> None:
    for text, edges in (
        ("z12 = a11 @ W12 + b12", (12,)), ("dW3 = a2.T @ delta3", (3,)), ("delta1 = (delta2 @ W2.T) * slope1", (2,)),
        ("d3.dot(V3T, d2)", (3,)), ("A2T.dot(d3, G3)", (3,)), ("W1[:] = x", (1,)), ("db1 = delta1.sum(axis=0)", ()),
        ("Where = 1", ()), ("V = W", ()),
    ):  # fmt: skip
        assert weights_in(words(text)) == edges


def test_a_line_lights_up_its_layer_its_edges_or_the_cost() -> None:
    assert subject_of(line(1, "z1 = a0 @ W1 + b1", layer=1), 3) == subject(1, (1,))
    assert subject_of(line(1, "a1 = np.tanh(z1)", layer=1), 3) == subject(1)
    assert subject_of(line(1, "x = rng.random((batch, 2))", "sample"), 3) == subject(0)
    assert subject_of(line(1, "cost = np.mean(a3)", "loss", 3), 3) == subject(3, (), True)
    assert subject_of(line(1, "parameters -= rate * gradient", "update"), 3) == subject(None, (1, 2, 3))


def test_what_is_pointed_at_finds_its_lines() -> None:
    forward, back = line(1, "z1 = a0 @ W1 + b1", layer=1), line(2, "delta1 = delta2 @ W2.T", "backward", 1)
    sample, cost = line(3, "x = rng.random()", "sample"), line(4, "cost = np.mean(a2)", "loss", 2)
    rows = (forward, back, sample, cost)
    assert [row["number"] for row in rows if concerns(row, subject(1))] == [1, 2]
    assert [row["number"] for row in rows if concerns(row, subject(0))] == [3]
    assert [row["number"] for row in rows if concerns(row, subject(edges=(2,)))] == [2]
    assert [row["number"] for row in rows if concerns(row, subject(cost=True))] == [4]
    assert [row["number"] for row in rows if concerns(row, subject())] == []


def test_lines_that_belong_together_have_one_colour_and_neighbours_another() -> None:
    readable = [line(1, "a", partners=(7, 8)), line(2, "b", partners=(8,)), line(3, "c", partners=(9,)), line(4, "d")]
    own, other = colours(readable)
    assert own == {1: 0, 2: 0, 3: 1}
    assert other == {7: 0, 8: 0, 9: 1}


def test_only_what_changed_is_new() -> None:
    before = [line(1, "z1 = 1"), line(2, "a1 = 2")]
    after = [line(1, "# new"), line(2, "z1 = 1"), line(3, "a1 = 3"), line(4, "z1 = 1", "backward")]
    assert changed(before, after) == [1, 3, 4]
    assert changed([], after) == []
    assert changed(after, after) == []


def test_programs_are_alike_if_only_their_text_differs() -> None:
    def rows(text: str, phase: str = "forward", layer: int = 1, indent: int = 1) -> list:
        made = line(1, text, phase, layer)
        made["indent"] = indent
        return [made]

    assert alike(rows("rate = 0.6"), rows("rate = 0.5"))
    assert alike([], [])
    for other in (rows("a", "loss"), rows("a", layer=2), rows("a", indent=2), [], rows("a") + rows("b")):
        assert not alike(rows("a"), other)


def test_each_measured_time_is_counted_once() -> None:
    fast = [line(7, "f", partners=(1, 2)), line(8, "g", partners=(1,)), line(9, "h", partners=(2,)), line(10, "i")]
    found = shared_times(fast, {7: 1.0, 8: 2.0, 9: 4.0})
    assert found == {1: 3.0, 2: 4.0}
    assert sum(found.values()) == 7.0


def test_phases_and_layers_are_runs_of_lines() -> None:
    rows = [line(1, "a", "sample"), line(2, "b", layer=1), line(3, "c", layer=1), line(4, "d", layer=2), line(5, "e")]
    assert stretches(rows) == [("sample", 0, 1), ("forward", 1, 5)]
    assert blocks(rows, 1, 5) == [(1, 3), (3, 4), (4, 5)]
    assert stretches([]) == []
