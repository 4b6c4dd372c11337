"""The cross compiler of the wheels: one script that Meson calls as cc, c++, ar, strip and the linker.

    python3 -I compiler.py TOOLCHAIN.json cc ARGUMENT...

zig carries a plain clang and wasm-ld; TOOLCHAIN.json (written by toolchain.py) says which flags, headers and symbols
make their output fit Pyodide. Links come in two kinds. The objects of a module (`-shared`) are joined to one, which
wheel.py links with our kernels. A program exists only as a configure check: it links if, and only if, Pyodide exports
every symbol that it leaves open, so that each check answers for the browser and not for this machine.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

SOURCE = (".c", ".cc", ".cpp", ".cxx", ".C")
TAKES_VALUE = ("-o", "-I", "-D", "-U", "-L", "-l", "-x", "-include", "-isystem", "-MF", "-MT", "-MQ", "-mllvm")
NOT_LINKING = ("-c", "-E", "-S", "-M", "-MM", "-fsyntax-only", "--version", "-v", "-dumpversion", "-dumpmachine")


def run(command: list[str]) -> int:
    """Exit status of `command`."""
    return subprocess.run(command, check=False).returncode


def pairs(arguments: list[str]) -> list[tuple[str, str]]:
    """Arguments as (option, value): `-o x` and `-Lx` are split, what stands alone has an empty value."""
    result, rest = [], iter(arguments)
    for argument in rest:
        if argument in TAKES_VALUE:
            result.append((argument, next(rest, "")))
        elif argument[:2] in ("-L", "-l") and len(argument) > 2:
            result.append((argument[:2], argument[2:]))
        else:
            result.append((argument, ""))
    return result


def compile_command(toolchain: dict, language: str, arguments: list[str]) -> list[str]:
    """The clang command that compiles (or preprocesses, or just answers) as `arguments` ask."""
    flags = toolchain["cxx_flags"] if language == "c++" else toolchain["c_flags"]
    kept = [argument for argument in arguments if argument not in toolchain["ignored"]]
    driver = ["--driver-mode=g++"] if language == "c++" else []
    return [toolchain["zig"], "clang", *driver, *flags, *kept]


def archives(toolchain: dict, names: list[str], folders: list[str]) -> list[str]:
    """Path of each static library in `names`; what Pyodide provides itself (`-lm`) is left out.

    Raises LookupError for a library that nobody has.
    """
    found = []
    for name in names:
        candidates = [Path(folder, f"lib{name}.a") for folder in folders]
        archive = next((path for path in candidates if path.exists()), None)
        if archive:
            found.append(str(archive))
        elif name not in toolchain["provided_libraries"]:
            raise LookupError(f"unable to find library -l{name}")
    return found


def link_command(toolchain: dict, output: str, inputs: list[str], shared: bool) -> list[str]:
    """The wasm-ld command that joins `inputs` to the object of a module, or checks that they link to a program."""
    check = [*toolchain["check_flags"], f"--allow-undefined-file={toolchain['exports']}"]
    flags = toolchain["join_flags"] if shared else check
    return [toolchain["zig"], "wasm-ld", "-o", output, *inputs, *flags]


def link(toolchain: dict, language: str, arguments: list[str]) -> int:
    """Compile the sources among `arguments`, then link everything; the exit status of what failed, or 0."""
    options = pairs(arguments)
    output = next((value for option, value in options if option == "-o"), "a.out")
    sources = [option for option, _ in options if option.endswith(SOURCE)]
    inputs = [option for option, _ in options if re.search(r"\.(o|a|obj)$", option)]
    if sources:
        compiled = output + ".o"
        linker_options = ("-Wl,", "-shared", "-L", "-l", "-Bsymbolic")
        kept = [o for pair in options if not pair[0].startswith(linker_options) for o in pair if o]
        kept = [k for k in kept if k not in inputs]
        kept[kept.index(output)] = compiled
        status = run(compile_command(toolchain, language, ["-c", *kept]))
        if status:
            return status
        inputs.insert(0, compiled)
    try:
        libraries = [value for option, value in options if option == "-l"]
        inputs += archives(toolchain, libraries, [value for option, value in options if option == "-L"])
    except LookupError as error:
        print(f"compiler.py: {error}", file=sys.stderr)
        return 1
    return run(link_command(toolchain, output, inputs, shared="-shared" in arguments))


def main(toolchain_path: str, tool: str, arguments: list[str]) -> int:
    """Do what `tool` would do with `arguments`; its exit status."""
    toolchain = json.loads(Path(toolchain_path).read_text())
    if tool in ("ar", "ranlib"):
        return run([toolchain["zig"], tool, *arguments])
    if tool == "strip":
        return 0
    if "-Wl,--version" in arguments or tool == "ld":
        return run([toolchain["zig"], "wasm-ld", "--version" if tool != "ld" else arguments[0]])
    if any(argument in NOT_LINKING for argument in arguments):
        command = compile_command(toolchain, tool, arguments)
        os.execv(command[0], command)
    return link(toolchain, tool, arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3:]))
