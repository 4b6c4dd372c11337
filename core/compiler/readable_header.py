"""The head of the readable program: imports, functions that NumPy lacks, and the numbers of the Config."""

from core.compiler.brought import needed
from core.compiler.fast_update import KNOBS
from core.compiler.line import Writer, words
from core.compiler.plan import Plan
from core.compiler.printing import number_text
from core.shared.fields import field


def write_header(plan: Plan, text: str) -> Writer:
    """Imports, the functions that the program brings along, and the numbers of the Config that it uses."""
    writer = Writer()
    widths = " -> ".join(str(width) for width in (plan.layers[0].fan_in, *(layer.fan_out for layer in plan.layers)))
    writer.write(f"# A network {widths} that learns '{plan.target.id}', as NumPy computes it.")
    writer.write("import numpy as np", (), "arrays, and what can be done with them")
    writer.write("")
    writer.write('np.seterr(over="ignore")', (), "e^x may overflow to infinity, where that gives the right result")
    for line in needed(text):
        stripped = line.lstrip()
        writer.indent = (len(line) - len(stripped)) // 4
        writer.write(stripped, (), "a function that NumPy lacks" if stripped else "")
    writer.indent = 0
    writer.write(f"batch = {plan.config.batch}", "batch", "examples in a step")
    used = words(text)
    for name in KNOBS:
        if name in used:
            writer.write(f"{name} = {number_text(getattr(plan.config, name))}", name, field(name).help)
    return writer
