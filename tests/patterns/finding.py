"""Every regular expression of the package: those in its source, and those that it puts together when it runs.

Run as a program it prints them as JSON; a process of its own, since it must be there before the package is.
"""

import ast
import functools
import gc
import importlib
import inspect
import io
import json
import pkgutil
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "warledger"
CALLS = frozenset({"compile", "match", "fullmatch", "search", "sub", "split", "findall", "finditer"})
ANCHORED = frozenset({"match", "fullmatch"})


@dataclass(frozen=True)
class Found:
    """One expression: the file and line that make it, the name it is given there, and the ways it is asked."""

    file: str
    line: int
    name: str
    asked: tuple[str, ...]
    pattern: str
    flags: int
    is_bytes: bool = False


def found_patterns() -> list[Found]:
    """Find them all, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.patterns.finding"], cwd=ROOT, capture_output=True, check=True
    )
    return [Found(**{**each, "asked": tuple(each["asked"])}) for each in json.loads(done.stdout)]


def calls() -> Iterator[tuple[str, int, str, ast.Call]]:
    """Every call of the `re` module in the package: file, line, the module's name for what comes of it, the call."""
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for statement in tree.body:
            named = ""
            if isinstance(statement, ast.Assign | ast.AnnAssign):
                target = statement.targets[0] if isinstance(statement, ast.Assign) else statement.target
                named = target.id if isinstance(target, ast.Name) else ""
            for node in ast.walk(statement):
                if (
                    isinstance(node, ast.Call)
                    and isinstance(node.func, ast.Attribute)
                    and isinstance(node.func.value, ast.Name)
                    and node.func.value.id == "re"
                    and node.func.attr in CALLS
                ):
                    yield path.relative_to(PACKAGE).as_posix(), node.lineno, named, node


def _asked_by_name() -> dict[str, set[str]]:
    """How patterns are asked that have a name: the methods called on it anywhere in the package."""
    asked: dict[str, set[str]] = defaultdict(set)
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.attr in CALLS:
                asked[node.value.id].add(node.attr)
    return asked


def _recorded() -> dict[tuple[str, int], set[tuple[str | bytes, int]]]:
    """What the package compiles while all of it is imported and its commands run over the examples."""
    made: dict[tuple[str, int], set[tuple[str | bytes, int]]] = defaultdict(set)
    compile_any = re._compile  # type: ignore[attr-defined]

    def recording(pattern: str | bytes, flags: int) -> re.Pattern[str]:
        compiled: re.Pattern[str] = compile_any(pattern, flags)
        caller = sys._getframe(2)
        file = Path(caller.f_code.co_filename)
        if file.is_relative_to(PACKAGE):
            site = file.relative_to(PACKAGE).as_posix(), caller.f_lineno
            made[site].add((compiled.pattern, compiled.flags))
        return compiled

    re._compile = recording  # type: ignore[attr-defined]
    package = importlib.import_module("warledger")
    for module in pkgutil.walk_packages(package.__path__, "warledger."):
        if ".migrations." not in module.name:
            importlib.import_module(module.name)
    for made_once in [each for each in gc.get_objects() if isinstance(each, functools._lru_cache_wrapper)]:
        if made_once.__module__.startswith("warledger.") and not inspect.signature(made_once).parameters:
            made_once()
    _run_all()
    return made


def _run_all() -> None:
    from warledger.cli import run
    from warledger.ledger import Ledger

    with tempfile.TemporaryDirectory() as folder:
        ledger, dated = f"{folder}/ledger.db", Path(folder, "dated.txt")
        dated.write_text(
            "MARKET BOMBED AFP Monday 3 May 2017. A shell hit a market in Azaz, killing six, medics said.\n"
        )
        examples = ["examples/reports", "--manifest", "examples/manifest.csv", "-l", ledger]
        assert run(["build", *examples]) == run(["build", str(dated), "-l", ledger]) == 0
        with Ledger.open_reading(ledger) as opened:
            assert opened.search("market")
        for form in ("csv", "geojson"):
            assert (
                run(["export", "-f", form, "--profile", "public", "-l", ledger, "-o", f"{folder}/{form}"])
                == 0
            )


def _all() -> Iterator[Found]:
    recorded, asked = _recorded(), _asked_by_name()
    for file, line, name, call in calls():
        method = call.func.attr if isinstance(call.func, ast.Attribute) else ""
        ways = tuple(sorted({method} if method != "compile" else asked.get(name, ())))
        within = range(call.lineno, (call.end_lineno or call.lineno) + 1)
        made = {
            each for (where, at), some in recorded.items() if where == file and at in within for each in some
        }
        literal = call.args[0].value if isinstance(call.args[0], ast.Constant) else None
        if not made and isinstance(literal, str):
            compiled = re.compile(literal)
            made = {(compiled.pattern, compiled.flags)}
        for pattern, flags in sorted(made, key=repr) or [("", 0)]:
            is_bytes = isinstance(pattern, bytes)
            text = pattern.decode("latin-1") if isinstance(pattern, bytes) else pattern
            yield Found(file, line, name, ways, text, flags, is_bytes)


if __name__ == "__main__":
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        everything = [asdict(each) for each in _all()]
    print(json.dumps(everything))
