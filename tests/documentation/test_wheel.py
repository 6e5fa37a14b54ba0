"""The wheel alone is the program: built, installed into an empty environment, it runs the tutorial there."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.documentation.made import ROOT
from tests.documentation.transcripts import FROM_NOTHING, Session, blocks_of, matches, plain, prepare

UV = shutil.which("uv") or shutil.which("uv", path=str(ROOT / ".uv" / "bin"))
VENDOR = ROOT / "warledger" / "desk" / "static" / "vendor" / "licences"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built by the backend that pyproject.toml names."""
    if not VENDOR.is_dir():
        pytest.skip("not run: no assets of the desk")
    folder = tmp_path_factory.mktemp("wheel")
    built = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)],
        cwd=ROOT, check=False, text=True, capture_output=True,
    )  # fmt: skip
    assert built.returncode == 0, built.stderr
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def programs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment that holds the wheel and what it asks for, in the versions of the lock."""
    if UV is None:
        pytest.skip("not run: no uv")
    where = tmp_path_factory.mktemp("empty") / "environment"
    quiet = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))
    }
    subprocess.run([UV, "venv", "--quiet", "--python", sys.executable, str(where)], check=True, env=quiet)
    install = [UV, "pip", "install", "--quiet", "--python", str(where / "bin" / "python"), "--no-config"]
    install += ["--no-verify-hashes", "--constraint", str(ROOT / "requirements.lock"), str(wheel)]
    tries = [subprocess.run([*install, "--offline"], check=False, text=True, capture_output=True, env=quiet)]
    if tries[0].returncode:  # what made this environment is no longer in uv's cache: ask the registry
        tries.append(subprocess.run(install, check=False, text=True, capture_output=True, env=quiet))
    if tries[-1].returncode:
        said = tries[-1].stderr
        if "Failed to fetch" in said or "error sending request" in said:
            pytest.skip("not run: the wheel's requirements cannot be had here")
        pytest.fail(said)
    return where / "bin"


def test_the_wheel_holds_the_program_its_tables_and_the_assets_of_the_desk_and_no_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    rooms = {name.split("/")[0] for name in names}
    assert rooms == {"warledger", next(room for room in rooms if room.endswith(".dist-info"))}
    for needed in (
        "data/actors.csv",
        "py.typed",
        "desk/templates/",
        "desk/static/vendor/licences/",
        "data/judges/",
    ):
        assert any(name.startswith(f"warledger/{needed}") for name in names), needed
    assert not [name for name in names if name.endswith((".pyc", ".db")) or "__pycache__" in name]


def test_from_the_installed_wheel_the_tutorial_runs_as_it_stands_there(
    programs: Path, tmp_path: Path
) -> None:
    prepare(tmp_path, FROM_NOTHING, Path)
    where = subprocess.run(
        [programs / "python", "-c", "import warledger; print(warledger.__file__)"],
        cwd=tmp_path, check=True, text=True, capture_output=True,
    ).stdout  # fmt: skip
    assert where.startswith(str(programs.parent)), "that is not the installed one"
    session = Session(tmp_path, programs)
    for block in blocks_of(FROM_NOTHING):
        for step in block:
            said = session.run(plain(step.command))
            assert matches(step.shown, said), f"{step.command}:\n" + "\n".join(said)
