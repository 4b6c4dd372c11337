"""One neuron's numbers as markup: what stands beside each other is what was given, escaped."""

from app.views.equations import STILL, equations, outgoing, prettier, working

SUMS = {
    "terms": "0.100000", "bias": "-0.200000", "sum": "-0.100000", "value": "-0.099668", "slope": "0.990066",
    "arriving": "0.500000", "delta": "0.495033", "target": "–",
}  # fmt: skip
FACTS = {
    "sums": SUMS,
    "formulas": {"value": "tanh(z)", "slope": "1 - a * a"},
    "outgoing_count": 2,
    "outgoing": [{"place": 3, "share": -0.5, "weight": "-1.5", "delta": "0.2", "term": "-0.3"}],
}


def test_both_ways_are_written_with_their_formulas_and_results() -> None:
    html = equations(FACTS)
    assert "<dt>z = Σ w·x + b</dt><dd>0.100000 + (-0.200000)</dd><dd><b>-0.100000</b></dd>" in html
    assert "a = tanh(z)" in html
    assert "slope = 1 - a·a" in html
    assert "<dd>0.500000 · 0.990066</dd><dd><b>0.495033</b></dd>" in html
    assert "target" not in html


def test_a_loss_by_the_sum_has_one_step_back_and_a_random_target_none() -> None:
    by_sum = equations({**FACTS, "sums": {**SUMS, "arriving": "–", "target": "1.000000"}})
    assert "δ = a − target" in by_sum
    assert "slope" not in by_sum
    assert "The target is random" in equations({**FACTS, "sums": {**SUMS, "delta": "–"}})


def test_the_table_of_errors_says_what_it_leaves_out() -> None:
    html = outgoing(FACTS)
    assert '<th scope="row">4</th><td class="bar minus" style="--share:0.5">-1.5</td>' in html
    assert "error that arrives, 1 more not shown" in html


def test_a_rule_lists_what_is_given_and_then_each_step() -> None:
    html = working(
        [
            {"name": "g", "formula": "", "value": "0.5"},
            {"name": "step_down", "formula": "rate * g", "value": "0.3"},
            {"name": "change", "formula": "-step_down", "value": "-0.3"},
        ]
    )
    assert '<p class="given">g 0.5</p>' in html
    assert "<code>step = rate·g</code> <b>0.3</b>" in html
    assert "<code>change = -step</code> <b>-0.3</b>" in html
    assert STILL in working([])


def test_formulas_are_written_as_in_a_textbook_and_cannot_become_markup() -> None:
    assert prettier("where(z >= 0, 1, 0.01) * z**2") == "where(z ≥ 0, 1, 0.01)·z²"
    assert "&lt;" in equations({**FACTS, "formulas": {"value": "where(z < 0, 1, 2)", "slope": "1"}})
