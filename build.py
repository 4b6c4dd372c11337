#!/usr/bin/env python3
"""Sets up, builds, serves and tests the Neural Network Explorer. Needs Python 3.11; everything else it fetches."""

import argparse
import shutil
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from core.build import environment, paths, programs, serve, site, sizes, suite
from core.build.failure import BuildError, of_system
from core.build.progress import plan, step
from core.wasm import bench as numpy_bench
from core.wasm.figures import matplotlib_wheels
from core.wasm.wheel import numpy_wheel

SITE_STEPS = 7


def build_site() -> Path:
    """dist/, with whatever of its parts is missing or out of date built anew."""
    with step("npm packages"):
        packages = site.packages()
    with step("NumPy as WebAssembly"):
        wheel = numpy_wheel()
    with step("Matplotlib as WebAssembly"):
        figures = matplotlib_wheels()
    with step("catalogue"):
        catalogue = site.catalogue()
    with step("still pictures"):
        stills = site.stills()
    with step("bundles"):
        bundles = site.bundles(packages)
    with step("dist"):
        return site.assemble(packages, bundles, catalogue, stills, wheel, figures)


def command_serve(options: argparse.Namespace) -> int:
    """Build what is missing, serve dist/ and print its address."""
    plan(SITE_STEPS)
    with serve.server(build_site(), options.port) as server:
        print(f"The explorer is at {serve.address(server)} (stop with Ctrl+C).", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print()
    return 0


def command_site(options: argparse.Namespace) -> int:
    """Build dist/ only, print the size of each part and hold it against the budget."""
    plan(SITE_STEPS + 1 + options.single_file + options.screenshot)
    dist = build_site()
    with step("sizes"):
        measured = sizes.measure(dist)
    print(sizes.report(measured))
    sizes.check(measured, site.table()["budget"])
    if options.single_file:
        with step("single file"):
            print(site.single_file(dist))
    if options.screenshot:
        with step("screenshot"):
            return suite.module("tests.browser.screenshot")
    return 0


def command_test(options: argparse.Namespace) -> int:
    """Set up the test tools and run every test; more arguments go on to pytest."""
    plan(SITE_STEPS + 3)
    with step("test tools"):
        environment.python("test")
        suite.tool("pyright")
    build_site()
    for kind in (programs.CHROMIUM, programs.FIREFOX):
        with step(kind.name):
            print(suite.found(partial(programs.find, kind)), flush=True)
    return suite.pytest(options.arguments)


def command_wheels(options: argparse.Namespace) -> int:
    """Compile NumPy and Matplotlib to WebAssembly, with SIMD, and print where the wheels are."""
    plan(2)
    with step("NumPy as WebAssembly"):
        wheels = [numpy_wheel()]
    with step("Matplotlib as WebAssembly"):
        wheels += matplotlib_wheels()
    print(*wheels, sep="\n")
    return 0


def command_bench(options: argparse.Namespace) -> int:
    """Measure NumPy in WebAssembly, the explorer and its peers; `--quick` and `--only page` measure less."""
    plan(SITE_STEPS + 1)
    build_site()
    with step("test tools"):
        environment.python("test")
    whole = "--only" not in options.arguments
    return max(numpy_bench.main() if whole else 0, suite.module("tests.bench.bench", *options.arguments))


def command_clean(options: argparse.Namespace) -> int:
    """Remove dist/ and everything that was fetched or built."""
    for folder in (paths.DIST, paths.CACHE):
        if folder.exists():
            shutil.rmtree(folder)
    return 0


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "serve": command_serve,
    "site": command_site,
    "test": command_test,
    "wheels": command_wheels,
    "bench": command_bench,
    "clean": command_clean,
}


def parser() -> argparse.ArgumentParser:
    """The command line."""
    whole = argparse.ArgumentParser(prog="build.py", description=__doc__)
    commands = whole.add_subparsers(dest="command", required=True, metavar="command")
    for name, run in COMMANDS.items():
        about = run.__doc__ or ""
        part = commands.add_parser(name, help=about, description=about)
        if name == "serve":
            part.add_argument("--port", type=port, default=8000, help="first port to try (default: 8000)")
        if name == "site":
            part.add_argument("--screenshot", action="store_true", help="draw the README's picture anew")
            part.add_argument("--single-file", action="store_true", help="write the site as one HTML file, too")
    return whole


def port(text: str) -> int:
    """The port that an argument names."""
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(f"a port is a number from 1 to 65535, not {text}")
    return int(text)


def main(arguments: Sequence[str]) -> int:
    """Run one command; returns the exit code, 1 after a failure that was told in a sentence."""
    options, rest = parser().parse_known_args(arguments)
    if rest and options.command not in ("test", "bench"):
        parser().error(f"{options.command} does not know {' '.join(rest)}")
    options.arguments = rest
    try:
        return COMMANDS[options.command](options)
    except (BuildError, OSError) as error:
        sentence = of_system(error) if isinstance(error, OSError) else error
        print(f"build.py: {sentence}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
