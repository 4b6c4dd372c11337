"""Where imports lead beyond the archive of the start: NumPy's compiled modules, and the archive of the rest.

The rest is fetched when something of it is first imported. Its names lie in `rest.txt` in the first archive, so that
a module that is nowhere costs nothing.
"""

import os
import sys
from importlib.abc import Loader
from importlib.machinery import ExtensionFileLoader, ModuleSpec
from types import ModuleType
from zipimport import zipimporter

FIRST, REST = "/lib/python313.zip", "/lib/rest.zip"
PACKAGES = "/lib/python3.13/site-packages/"
SUFFIX = ".cpython-313-wasm32-emscripten.so"


class Compiled:
    """Finds compiled modules by their names."""

    def __init__(self) -> None:
        self.modules: set[str] = set()

    def find_spec(self, name: str, _path: object = None, _target: object = None) -> ModuleSpec | None:
        """The module `name`, if it is one of these."""
        if name not in self.modules:
            return None
        place = f"{PACKAGES}{name.replace('.', '/')}{SUFFIX}"
        return ModuleSpec(name, ExtensionFileLoader(name, place), origin=place)


class Lazy(ModuleType):
    """A compiled module of the rest, which is there once something of it is used."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        place = rest.place(self.__name__)
        loader = ExtensionFileLoader(self.__name__, place)
        real = loader.create_module(ModuleSpec(self.__name__, loader, origin=place))
        loader.exec_module(real)
        self.__dict__.update(real.__dict__)
        return self.__dict__[name]


class Lazily(Loader):
    """Finds the modules of the rest that are imported before they are used."""

    def __init__(self, modules: list[str]) -> None:
        self.modules = modules

    def find_spec(self, name: str, _path: object = None, _target: object = None) -> ModuleSpec | None:
        """The module `name`, if it is one of these."""
        return ModuleSpec(name, self) if name in self.modules else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """A module in the place of the real one."""
        return Lazy(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Nothing is in it yet."""


class Rest:
    """Finds modules of the rest, and fetches it when the first is wanted; `compiled` learns of those in it."""

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled
        self.files = set(zipimporter(FIRST).get_data("rest.txt").decode().split("\n"))
        self.there = False

    def find_spec(self, name: str, _path: object = None, _target: object = None) -> ModuleSpec | None:
        """The module `name`, if it is part of the rest."""
        path = name.replace(".", "/")
        if not self.files & {f"{path}.pyc", f"{path}/__init__.pyc", f"{path}{SUFFIX}"}:
            return None
        if not self.there:
            self.fetch()
        folder = path.rpartition("/")[0]
        return self.compiled.find_spec(name) or zipimporter(f"{REST}/{folder}").find_spec(name)

    def place(self, name: str) -> str:
        """Where the compiled module `name` of the rest lies now."""
        if not self.there:
            self.fetch()
        return f"{PACKAGES}{name.replace('.', '/')}{SUFFIX}"

    def fetch(self) -> None:
        """Put the rest where it can be imported from."""
        import js  # not sooner, since a memory that is kept can hold nothing of JavaScript's

        with open(REST, "wb") as file:  # noqa: PTH123 - pathlib is not imported by a start
            file.write(js.read_rest().to_bytes())
        archive = zipimporter(REST)
        for name in [name for name in self.files if name.endswith(SUFFIX)]:
            os.makedirs(os.path.dirname(PACKAGES + name), exist_ok=True)  # noqa: PTH103, PTH120 - as above
            with open(PACKAGES + name, "wb") as file:  # noqa: PTH123 - as above
                file.write(archive.get_data(name))
            self.compiled.modules.add(name.removesuffix(SUFFIX).replace("/", "."))
        self.there = True


compiled = Compiled()
rest = Rest(compiled)


def begin(modules: list[str], lazy: list[str]) -> None:
    """Let imports find the compiled `modules`, those of the rest that are `lazy`, and the rest."""
    compiled.modules.update(modules)
    sys.meta_path += [compiled, Lazily(lazy), rest]
