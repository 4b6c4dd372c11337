"""The notebook: its form as nbformat has it, and its code cells as a program that trains as the engine does."""

import json
import re
import subprocess
import sys

import numpy as np
import pytest

from core.engine import Engine
from core.takeaway.notebook import notebook
from tests.core.takeaway.conftest import trained

STEPS = 200
LINKS = (
    "layers=6.tanh,5.relu&seed=3",
    "optimizer=muon&layers=8.gelu,8.gelu,8.gelu&clip=1&decay=0.01&dropout=0.1&rate=0.01",
    "data=finite&examples=90&target=spirals&arms=3&outputs=3&loss=cross_entropy&schedule=plateau&patience=1&noise=0.1",
    "layers=none&target=f1&f1=sin(6*a)*b&features=product_ab,f2&f2=cos(a)&schedule=cosine&warmup=20",
)


def cells_of(content: str) -> list[dict]:
    return json.loads(content)["cells"]


def losses(text: str) -> list[float]:
    """What a program prints, run alone: a step and its cost a line."""
    done = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=True)
    return [float(line.split()[1]) for line in done.stdout.splitlines()]


@pytest.mark.parametrize("link", LINKS)
def test_program_and_notebook_run_alone_and_repeat_the_run(link: str) -> None:
    engine = Engine(lambda: 0.0)
    assert engine.start(link)["problems"] == []
    engine.advance(STEPS)
    ours = engine.frame({"costs": -1})["costs"]["mean"]
    program = engine.program_text("readable")
    cells = cells_of(engine.notebook())
    code = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    for text in (program, code):
        np.testing.assert_allclose(losses(text), ours, rtol=1e-3)


@pytest.mark.parametrize("link", LINKS)
def test_a_notebook_has_the_form_of_its_format(link: str) -> None:
    content = json.loads(notebook(trained(link, 0).bound.program))
    assert (content["nbformat"], content["nbformat_minor"]) == (4, 5)
    assert content["metadata"]["kernelspec"]["name"] == "python3"
    kinds = [cell["cell_type"] for cell in content["cells"]]
    assert kinds == ["markdown", *["markdown", "code"] * ((len(kinds) - 1) // 2)]
    names = [cell["id"] for cell in content["cells"]]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-zA-Z0-9_-]{1,64}", name) for name in names)
    for cell in content["cells"]:
        compile("".join(cell["source"]) if cell["cell_type"] == "code" else "", cell["id"], "exec")


def test_every_phase_has_a_cell_with_its_notes() -> None:
    program = trained(LINKS[0], 0).bound.program
    cells = cells_of(notebook(program))
    told = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    for phase in ("Sample a batch", "Forward", "Loss", "Backward", "Update"):
        assert f"## {phase}\n" in told
    body = [line for line in program.readable if line.phase not in ("setup",) and not line.text.startswith("print(")]
    assert all(line.note in told for line in body)


@pytest.mark.parametrize("link", LINKS)
def test_a_note_names_each_array_once(link: str) -> None:
    for cell in cells_of(notebook(trained(link, 0).bound.program)):
        if cell["cell_type"] == "markdown":
            for note in cell["source"]:
                arrays = re.findall(r"`[^`]*`", note)
                assert len(arrays) == len(set(arrays)), note
