"""The cache gives whole entries or none."""

import io
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.build import paths
from core.build.cache import digest, digest_files, entry, key
from core.build.failure import BuildError

RECIPE = {"version": 1}


def writer(text: str) -> Callable[[Path], None]:
    """A maker of an entry that holds the file `whole` with `text`."""

    def make(folder: Path) -> None:
        (folder / "whole").write_text(text)

    return make


def forbidden(folder: Path) -> None:
    pytest.fail(f"{folder} is made a second time")


def visible(cache: Path) -> list[str]:
    """What a run could take for an entry, or that takes room: everything but the locks."""
    return sorted(path.name for path in cache.iterdir() if not path.name.endswith(".lock"))


def test_an_entry_is_made_once(cache: Path) -> None:
    first = entry("thing", RECIPE, writer("a"))
    assert entry("thing", RECIPE, forbidden) == first
    assert (first / "whole").read_text() == "a"


def test_a_changed_recipe_makes_another_entry_and_keeps_the_first(cache: Path) -> None:
    first = entry("thing", {"version": 1}, writer("a"))
    second = entry("thing", {"version": 2}, writer("b"))
    assert (first / "whole").read_text() == "a"
    assert (second / "whole").read_text() == "b"


def test_a_failing_maker_leaves_nothing_and_is_tried_again(cache: Path) -> None:
    def fail(folder: Path) -> None:
        (folder / "half").touch()
        raise BuildError("It failed: try again.")

    with pytest.raises(BuildError, match="It failed"):
        entry("thing", RECIPE, fail)
    assert visible(cache) == []
    assert (entry("thing", RECIPE, writer("a")) / "whole").exists()


def test_a_full_disk_is_told_in_a_sentence_and_leaves_nothing(cache: Path) -> None:
    def fill(folder: Path) -> None:
        (folder / "half").touch()
        Path("/dev/full").write_text("one byte too many")

    with pytest.raises(BuildError, match=r"^The disk is full.*: free some space and run the command again\.$"):
        entry("thing", RECIPE, fill)
    assert visible(cache) == []


def test_what_a_killed_maker_left_is_not_trusted(cache: Path) -> None:
    program = f"""
import sys, time
from pathlib import Path
sys.path.insert(0, {str(paths.ROOT)!r})
from core.build import cache, paths
paths.CACHE = Path({str(cache)!r})
def make(folder):
    (folder / "half").touch()
    print("half", flush=True)
    time.sleep(600)
cache.entry("thing", {RECIPE!r}, make)
"""
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) as maker:
        assert maker.stdout is not None
        assert maker.stdout.readline() == b"half\n"
        maker.send_signal(signal.SIGKILL)
    made = entry("thing", RECIPE, writer("a"))
    assert [path.name for path in made.iterdir()] == ["whole"]
    assert visible(cache) == [made.name]


def test_of_two_makers_at_once_one_makes_and_one_waits(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside, may_end, made = threading.Event(), threading.Event(), []
    said = io.StringIO()  # capsys would lose what is said while it is being read
    monkeypatch.setattr("sys.stdout", said)

    def make(folder: Path) -> None:
        inside.set()
        may_end.wait(30)
        made.append(folder)
        (folder / "whole").write_text("a")

    def ask() -> None:
        found.append(entry("thing", RECIPE, make))

    found: list[Path] = []
    first, second = threading.Thread(target=ask), threading.Thread(target=ask)
    first.start()
    assert inside.wait(30)
    second.start()
    while "waiting for it" not in said.getvalue():
        assert second.is_alive()
    may_end.set()
    first.join()
    second.join()
    assert len(made) == 1
    assert found[0] == found[1]


def test_an_entry_inside_another_one_can_be_made(cache: Path) -> None:
    def make(folder: Path) -> None:
        inner = entry("inner", RECIPE, writer("a"))
        (folder / "key").write_text(key(inner))

    assert (entry("outer", RECIPE, make) / "key").read_text() == digest(RECIPE)


@given(st.dictionaries(st.text(max_size=3), st.integers() | st.text(max_size=3) | st.lists(st.integers(), max_size=2)))
def test_a_key_depends_on_the_recipe_and_not_on_its_order(recipe: dict[str, object]) -> None:
    backwards = dict(reversed(recipe.items()))
    assert digest(recipe) == digest(backwards)
    assert digest({**recipe, "one more": 1}) != digest(recipe)


def test_a_recipe_of_more_than_json_is_refused(cache: Path) -> None:
    with pytest.raises(BuildError, match="JSON"):
        entry("thing", {"path": Path("a")}, forbidden)


def test_the_key_of_a_file_is_the_key_of_its_entry(cache: Path) -> None:
    made = entry("some-thing", RECIPE, writer("a"))
    assert key(made / "whole") == key(made) == digest(RECIPE)


def test_what_is_not_in_the_cache_has_no_key(cache: Path, tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="no key"):
        key(tmp_path)


def test_a_digest_of_files_sees_names_and_contents(tmp_path: Path) -> None:
    digests = []
    for name, text in (("a", "1"), ("a", "2"), ("b", "2"), ("__pycache__/c", "3")):
        file = tmp_path / "folder" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        digests.append(digest_files([tmp_path / "folder"]))
    assert len(set(digests)) == 3
    assert digests[2] == digests[3], "compiled files do not count"
