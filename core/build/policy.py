"""The Content-Security-Policy that each page of dist/ declares: public/site.toml names its directives."""

from collections.abc import Mapping
from pathlib import Path

from core.build.failure import BuildError

FIRST = '<meta charset="utf-8">\n'


def declare(page: Path, policy: Mapping[str, str]) -> None:
    """Write the policy into an HTML file, before anything that it could forbid. Raises BuildError."""
    text = page.read_text()
    if FIRST not in text:
        raise BuildError(f"{page.name} can declare no policy: let its head begin with {FIRST.strip()}.")
    page.write_text(text.replace(FIRST, FIRST + element(policy), 1))


def element(policy: Mapping[str, str]) -> str:
    """The policy as a line of a page's head."""
    directives = "; ".join(f"{name} {sources}" for name, sources in policy.items())
    return f'<meta http-equiv="Content-Security-Policy" content="{directives}">\n'
