"""The workflow for GitHub Pages: it builds what it publishes, keeps what is slow to build, trusts no moving name."""

import re

from core.build import paths

WORKFLOW = (paths.ROOT / ".github" / "workflows" / "pages.yml").read_text()


def test_each_action_is_one_of_githubs_own_and_is_pinned_by_its_commit() -> None:
    used = re.findall(r"uses: (.*)", WORKFLOW)
    assert len(used) == 4
    assert [name for name in used if not re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", name)] == []


def test_what_is_built_is_what_is_published_and_what_is_kept() -> None:
    assert re.findall(r"run: (.*)", WORKFLOW) == ["python3 build.py site"]
    assert re.findall(r" path: (.*)", WORKFLOW) == [paths.CACHE.name, paths.DIST.name]


def test_what_was_built_is_kept_for_as_long_as_its_recipes_stay() -> None:
    found = re.search(r"hashFiles\((.*?)\)", WORKFLOW)
    assert found
    patterns = re.findall(r"'(.*?)'", found[1])
    assert len(patterns) > 2
    assert [pattern for pattern in patterns if not any(paths.ROOT.glob(pattern))] == []


def test_nothing_is_permitted_but_to_read_and_to_publish() -> None:
    assert "\npermissions: {}\n" in WORKFLOW
    assert re.findall(r"^ {6}([\w-]+): (read|write)$", WORKFLOW, re.MULTILINE) == [
        ("contents", "read"),
        ("pages", "write"),
        ("id-token", "write"),
    ]
