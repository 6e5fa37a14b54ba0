"""What each command prints and with which status it ends, on a ledger made by hand."""

import io
import json
import signal
import socket
import subprocess
import sys
from datetime import date
from pathlib import Path

import httpx2
import pytest

import warledger.building
import warledger.relinking
from warledger import __version__
from warledger.cli import run
from warledger.ledger import Ledger
from warledger.records import (
    Account,
    Bounds,
    ContextLine,
    Figure,
    LooseFigure,
    Period,
    Perpetrator,
    Place,
    Refusal,
    Report,
    ReportDate,
    Span,
    Telling,
)
from warledger.wording.sentences import sentence_around

MARKET = (
    "Warplanes bombed a market in Saraqib on Tuesday. At least 23 civilians died, a monitor said. Rain fell. "
    "The truce had ended on Monday, the [red]army[/red] said."
)
CLASH = "Rebels attacked an army post near Hama on 2 May 2017, killing nine soldiers. [red]No one[/red] claimed it."


def span(text: str, words: str) -> Span:
    return Span.of(text, text.index(words), text.index(words) + len(words))


def market(report: str, outlet: str, count: str = "23") -> Telling:
    text = MARKET.replace("23", count)
    day = Period(date(2017, 3, 14), date(2017, 3, 14), "day", "text", span(text, "on Tuesday"))
    place = Place(
        "Saraqib",
        "Idlib",
        "SY",
        35.8644,
        36.8058,
        "town",
        172_955,
        0.0,
        "the only one",
        span(text, "Saraqib"),
    )
    quote = span(text, f"At least {count} civilians died")
    figure = Figure(
        f"f-{report}", "killed", "civilians", Bounds(int(count), None), quote, hedge="at least", says=("ORM",)
    )
    blamed = Perpetrator("Syrian government", "suspected", span(text, "Warplanes"))
    account = Account(
        f"a-{report}",
        report,
        True,
        "airstrike",
        day,
        place,
        span(text, "Warplanes bombed a market in Saraqib on Tuesday."),
        ("market",),
        (),
        (figure,),
        (blamed,),
    )
    dated = ReportDate(date(2017, 3, 15), "published", None, date(2017, 3, 15))
    monday = Period(date(2017, 3, 13), date(2017, 3, 13), "day", "text", span(text, "on Monday"))
    ended = ContextLine(
        f"c-{report}",
        report,
        "ceasefire",
        "ended",
        span(text, "truce had ended"),
        period=monday,
        says=("[red]army",),
    )
    source = Report(report, text, outlet=outlet, published=date(2017, 3, 15))
    return Telling(source, dated, (account,), context=(ended,))


def clash() -> Telling:
    day = Period(date(2017, 5, 2), date(2017, 5, 2), "day", "text", span(CLASH, "2 May 2017"))
    place = Place("Hama", "Hama", "SY", 35.1318, 36.7578, "town", 170_017, 10.0, "", span(CLASH, "Hama"))
    figure = Figure("f-clash", "killed", "combatants", Bounds(9, 9), span(CLASH, "killing nine soldiers"))
    account = Account(
        "a-clash", "clash", True, "armed_clash", day, place, span(CLASH, CLASH[:76]), figures=(figure,)
    )
    toll = LooseFigure("l-1", "clash", "other", "killed", "unspecified", Bounds(1, 1), span(CLASH, "No one"))
    undated = ReportDate(None, "unknown")
    report = Report("clash", CLASH, outlet="[bold]Wire[/bold] \x1b[31m")
    return Telling(report, undated, (account,), (toll,))


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    path = str(tmp_path / "ledger.db")
    with Ledger.create_or_open(path) as opened:
        opened.add([market("one", "Levant Courier"), clash()])
        opened.refuse([Refusal("photo.txt", "not_text", "holds bytes that are no text")])
        warledger.relinking.relink(opened)
    return path


def ids(ledger: str) -> dict[str, str]:
    """The incident of each account."""
    with Ledger.open_reading(ledger) as opened:
        return {account.id: opened.incident_of(account.id) or "" for account in opened.accounts()}


def said(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    assert run(arguments) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out


def test_the_version_is_the_packages(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(["--version"], capsys) == f"warledger {__version__}\n"


@pytest.mark.parametrize("command", ["build", "incidents", "show", "export", "serve", "judge", "reviewer"])
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert command in said(["--help"], capsys)
    assert said([command, "--help"], capsys).count("\n") > 5


def test_help_does_not_wait_for_the_parser() -> None:
    heavy = "{'spacy', 'sqlalchemy', 'fastapi', 'scipy'}"
    code = f"import sys, warledger.cli as c; c.run(['--help']); sys.exit(bool({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


# ------------------------------------------------------------------------------------------- incidents


def test_incidents_stand_in_a_table_with_their_ids(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    out = said(["incidents", "-l", ledger], capsys)
    rows = [line for line in out.splitlines() if line.startswith("2017")]
    assert rows[0].startswith("2017-03-14")
    assert "Saraqib" in rows[0]
    assert "airstrike" in rows[0]
    assert "≥23" in rows[0]
    assert rows[1].startswith("2017-05-02")
    assert all(incident in out for incident in ids(ledger).values())
    assert out.endswith("2 incidents\n")


@pytest.mark.parametrize(
    ("wanted", "towns"),
    [
        (["--since", "2017-05-01"], ["Hama"]),
        (["--until", "2017-05-01"], ["Saraqib"]),
        (["--since", "2017-03-14", "--until", "2017-03-14"], ["Saraqib"]),
        (["--place", "idlib"], ["Saraqib"]),
        (["--near", "35.86,36.81,20"], ["Saraqib"]),
        (["--near", "0.5,0.5,20"], []),
        (["--limit", "1"], ["Saraqib"]),
    ],
    ids=lambda value: " ".join(value),
)
def test_incidents_can_be_asked_for(
    wanted: list[str], towns: list[str], ledger: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = said(["incidents", "-l", ledger, *wanted], capsys)
    assert [t for t in ("Saraqib", "Hama") if t in out] == towns
    assert f"{len(towns)} incident" in out


# ------------------------------------------------------------------------------------------------ show


def test_a_dossier_opens_every_figure_to_its_sentence(
    ledger: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = said(["show", ids(ledger)["a-one"], "-l", ledger], capsys)
    assert "At least 23 civilians died, a monitor said." in out
    assert "Levant Courier, citing ORM" in out
    assert "Syrian government: suspected" in out
    assert "Warplanes bombed a market in Saraqib on Tuesday." in out
    assert "from “on Tuesday”" in out
    assert "a-one" in out


def test_a_dossier_tells_of_the_truces_of_those_days(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    out = " ".join(said(["show", ids(ledger)["a-one"], "-l", ledger], capsys).split())
    assert (
        "In those days Ceasefire ended: 13 March 2017 Levant Courier, report one, citing [red]army: “The truce"
        in out
    )
    assert "In those days" not in said(["show", ids(ledger)["a-clash"], "-l", ledger], capsys)


def test_a_beginning_that_only_one_id_has_is_enough(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    whole = ids(ledger)["a-one"]
    assert said(["show", whole[:12], "-l", ledger], capsys) == said(["show", whole, "-l", ledger], capsys)
    assert run(["show", "2017", "-l", ledger]) == 2
    assert "several ids begin with '2017'" in capsys.readouterr().err


def test_what_a_stranger_wrote_is_neither_markup_nor_a_command_to_the_terminal(
    ledger: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = said(["show", ids(ledger)["a-clash"], "-l", ledger], capsys)
    assert "[bold]Wire[/bold]" in out
    assert "\x1b" not in out
    assert "U+001B" in out


@pytest.mark.parametrize(
    ("quote", "sentence"),
    [
        ("23 civilians", "At least 23 civilians died, a monitor said."),
        ("Warplanes", "Warplanes bombed a market in Saraqib on Tuesday."),
        ("Rain", "Rain fell."),
        (
            "Tuesday. At",
            "Warplanes bombed a market in Saraqib on Tuesday. At least 23 civilians died, a monitor said.",
        ),
    ],
)
def test_the_sentence_around_a_quote(quote: str, sentence: str) -> None:
    assert sentence_around(MARKET, span(MARKET, quote)) == sentence


def test_a_title_or_an_initial_ends_no_sentence() -> None:
    text = "It hit Azaz. Gen. Aoun said U.S. Jets killed 4 people. He left."
    assert sentence_around(text, span(text, "4 people")) == "Gen. Aoun said U.S. Jets killed 4 people."


# ---------------------------------------------------------------------------------------------- export


def test_an_export_to_standard_output_is_the_file(
    ledger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for form in ("jsonl", "figures"):
        said(["export", "-f", form, "-l", ledger, "-o", str(tmp_path / form)], capsys)
        assert said(["export", "-f", form, "-l", ledger], capsys) == (tmp_path / form).read_text("utf-8")
    (figure,) = [json.loads(line) for line in (tmp_path / "figures").read_text("utf-8").splitlines()]
    assert (figure["report"], figure["quote"]["text"]) == ("clash", "No one")


def test_the_tables_are_a_folder(ledger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said(["export", "-f", "csv", "-l", ledger, "-o", str(tmp_path / "tables")], capsys)
    assert (tmp_path / "tables" / "incidents.csv").read_text("utf-8").count("\n") == 3


# ----------------------------------------------------------------------------------------------- judge


def test_a_judgement_merges_and_taking_it_back_parts_again(
    ledger: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = ids(ledger)
    assert len(set(before.values())) == 2
    reasons = ["--why", "one morning", "--by", "Rima", "-l", ledger]
    out = said(["judge", "same", before["a-one"], "a-clash", *reasons], capsys)
    assert len(set(ids(ledger).values())) == 1
    assert ids(ledger)["a-one"] in out
    (judgement,) = (word.strip(".,") for word in out.split() if word.startswith("j-"))
    out = said(["judge", "undo", judgement, "--why", "misread", "--by", "Rima", "-l", ledger], capsys)
    assert ids(ledger) == before
    assert judgement in out
    with Ledger.open_reading(ledger) as opened:
        (kept,) = opened.judgements()
    assert (kept.by, kept.why, kept.undone_why, kept.binds) == ("Rima", "one morning", "misread", False)


def test_an_old_id_keeps_resolving_after_a_merge(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = ids(ledger)
    said(["judge", "same", *before.values(), "--why", "w", "--by", "b", "-l", ledger], capsys)
    for old in before.values():
        assert "a-one" in said(["show", old, "-l", ledger], capsys)


def test_two_tellings_of_one_strike_can_be_kept_apart(
    ledger: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with Ledger.open_writing(ledger) as opened:
        opened.add([market("two", "Harbour Times", "29")])
        warledger.relinking.relink(opened)
    assert ids(ledger)["a-one"] == ids(ledger)["a-two"]
    said(["judge", "different", "a-one", "a-two", "--why", "two raids", "--by", "Rima", "-l", ledger], capsys)
    apart = ids(ledger)
    assert apart["a-one"] != apart["a-two"]
    said(["build", str(dated_file(ledger)), "-l", ledger], capsys)
    again = ids(ledger)
    assert again["a-one"] != again["a-two"]


def dated_file(ledger: str) -> Path:
    path = Path(ledger).with_name("more.txt")
    path.write_text("The council of the town met on Monday and spoke of the price of bread and of the rain.")
    return path


@pytest.mark.parametrize("verdict", ["same", "different"])
def test_a_judgement_on_one_thing_alone_is_wrong_usage(
    verdict: str, ledger: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for about in (["a-one"], ["a-one", "a-one"]):
        assert run(["judge", verdict, *about, "--why", "w", "--by", "b", "-l", ledger]) == 2
        assert capsys.readouterr().err.count("\n") == 1


# ----------------------------------------------------------------------------------------------- build


def test_a_build_tells_what_it_did_and_what_to_do_next(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "azaz.txt").write_text(
        "A mortar shell killed six civilians in the town of Azaz on 3 May 2017, medics said."
    )
    (tmp_path / "in" / "empty.txt").write_bytes(b"")
    ledger = str(tmp_path / "ledger.db")
    out = said(["build", str(tmp_path / "in"), "-l", ledger], capsys)
    assert out.startswith("1 new report.\n")
    assert "1 incident from 1 account" in out
    assert "empty.txt" in out
    assert "warledger incidents" in out
    assert said(["build", str(tmp_path / "in"), "-l", ledger], capsys).startswith("0 new reports, 1 known")


def test_reports_come_in_on_standard_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    line = json.dumps({"report": "r-1", "text": MARKET, "published": "2017-03-15", "outlet": "Wire"})
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(line.encode())))
    ledger = str(tmp_path / "ledger.db")
    assert said(["build", "-", "-l", ledger], capsys).startswith("1 new report.")
    with Ledger.open_reading(ledger) as opened:
        assert opened.report("r-1").outlet == "Wire"


@pytest.mark.parametrize(
    ("failure", "status", "words"),
    [
        (KeyboardInterrupt(), 130, "interrupted"),
        (OSError(28, "No space left on device"), 3, "No space left on device"),
        (ZeroDivisionError("division by zero"), 70, "a fault of the program: ZeroDivisionError"),
    ],
    ids=["interrupted", "disk full", "fault"],
)
def test_whatever_happens_is_one_line(
    failure: BaseException,
    status: int,
    words: str,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise failure

    monkeypatch.setattr(warledger.building, "build", fail)
    assert run(["build", str(tmp_path)]) == status
    err = capsys.readouterr().err
    assert words in err
    assert err.count("\n") == 1


# ----------------------------------------------------------------------------------------------- serve


def test_the_desk_answers_on_this_machine_and_ends_in_silence_when_interrupted(ledger: str) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = [str(Path(sys.executable).with_name("warledger")), "serve", "-l", ledger, "--port", str(port)]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as desk:
        try:
            assert desk.stdout is not None
            assert f"http://127.0.0.1:{port}/" in desk.stdout.readline()
            page = httpx2.get(f"http://127.0.0.1:{port}/", timeout=30).text
        finally:
            desk.send_signal(signal.SIGINT)
        _, complaint = desk.communicate(timeout=30)
    assert "Saraqib" in page
    assert (desk.returncode, complaint) == (0, "")
