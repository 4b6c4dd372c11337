"""JavaScript from npm, bundled by esbuild into one file with just what our entry names."""

import platform
from collections.abc import Mapping
from pathlib import Path

from core.build import paths
from core.build.cache import digest_files, entry, key
from core.build.failure import BuildError
from core.build.process import run

SYSTEMS = {"Linux": "linux", "Darwin": "darwin"}
MACHINES = {"x86_64": "x64", "AMD64": "x64", "aarch64": "arm64", "arm64": "arm64"}
OPTIONS = ("--bundle", "--format=esm", "--minify", "--target=es2022", "--log-level=error")


def esbuild_package() -> str:
    """The npm package that holds esbuild for this machine."""
    system, machine = platform.system(), platform.machine()
    if system not in SYSTEMS or machine not in MACHINES:
        raise BuildError(f"esbuild is not pinned for {system} {machine}: add it to core/build/bundle.py.")
    return f"@esbuild/{SYSTEMS[system]}-{MACHINES[machine]}"


def bundle(source: Path, output: str, packages: Mapping[str, Path]) -> Path:
    """The file `output`, bundled from `source`, which imports the npm `packages` (folders by name)."""
    recipe = {
        "source": digest_files([source]),
        "packages": {name: key(folder) for name, folder in packages.items()},
        "options": OPTIONS,
        "output": output,
    }
    program = packages[esbuild_package()] / "bin" / "esbuild"

    def make(folder: Path) -> None:
        modules = folder / "node_modules"
        for name, package in packages.items():
            link = modules / name
            link.parent.mkdir(parents=True, exist_ok=True)
            link.symlink_to(package)
        command = [program, source, *OPTIONS, f"--outfile={folder / output}"]
        advice = f"{source.relative_to(paths.ROOT)} could not be bundled: correct what esbuild names"
        run(command, advice, environment={"NODE_PATH": str(modules)})

    return entry(f"bundle-{Path(output).stem}", recipe, make) / output
