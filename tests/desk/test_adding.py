"""Adding reports from the page: what is pasted and dropped is read like any other input, in the background, and nothing that
was typed or sent is lost without a word.
"""

import gzip
import io
import json
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

import warledger.desk.adding.queue as adding_queue
import warledger.desk.adding.running as running
from tests.desk.pages_read import elements, links, text_of
from tests.desk.signing import reviewers_file, sign_in
from warledger.building import build
from warledger.desk import make_app
from warledger.desk.adding import Adding, QueueFull
from warledger.desk.adding.handed_in import LONGEST_NAME, Dropped, HandedIn, file_name, lay_down
from warledger.desk.adding.jobs import Job, Pasted
from warledger.errors import LedgerError, UnknownRecord
from warledger.ledger import Ledger
from warledger.records import Report
from warledger.reports.fields import text_id

pytestmark = pytest.mark.usefixtures("reads_here")
AT = "http://127.0.0.1:8080"
AZAZ = "A mortar shell killed six civilians in the town of Azaz on 3 May 2017, medics said."
MARKET = "Warplanes bombed a market in Saraqib on 14 March 2017. At least 23 civilians died, a monitor said."
HAMA = "Rebels attacked an army post near Hama on 2 May 2017, killing nine soldiers, the army said."
FRENCH = "Des avions ont bombardé hier le marché de la ville, tuant au moins vingt civils, selon les secours."


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    path = str(tmp_path / "ledger.db")
    Ledger.create_or_open(path).close()
    return path


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which uploads lie for a while."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def client(ledger: str, tmp_path: Path, temporary: Path) -> Iterator[TestClient]:
    app = make_app(ledger, reviewers=reviewers_file(tmp_path))
    with TestClient(app, base_url=AT, follow_redirects=False) as client:
        client.headers["x-token"] = sign_in(client)
        yield client


def until_it_ends(client: TestClient, answer: Any) -> str:
    """Wait for a job as the page does; gives its page."""
    assert answer.status_code == 303, answer.text
    href = str(answer.headers["location"])
    while not client.get(f"{href}/progress").json()["ended"]:
        time.sleep(0.02)
    page = client.get(href)
    assert page.status_code == 200
    return page.text


def tally(page: str) -> tuple[str, str, str]:
    new, known, refused = (text_of(page, "dd", id=name) for name in ("new", "known", "refused"))
    return new, known, refused


def dropped(**files: bytes) -> list[tuple[str, tuple[str, bytes]]]:
    return [("files", (name, content)) for name, content in files.items()]


# ---------------------------------------------------------------------------------------- pasting


def test_a_pasted_text_becomes_a_report_with_what_was_typed_about_it(client: TestClient, ledger: str) -> None:
    fields = {"text": f"Azaz\r\n\r\n{AZAZ}", "title": " Shell on Azaz ", "outlet": "Courier", "url": "https://courier.example/1", "published": "2017-05-04"}  # fmt: skip
    page = until_it_ends(client, client.post("/add", data=fields))
    assert tally(page) == ("1", "0", "0")
    text = f"Azaz\n\n{AZAZ}"
    with Ledger.open_reading(ledger) as opened:
        report = opened.report(text_id(text))
        (incident,) = opened.incidents()
    assert report.text == text
    assert (report.title, report.outlet, report.url) == (
        "Shell on Azaz",
        "Courier",
        "https://courier.example/1",
    )
    assert str(report.published) == "2017-05-04"
    assert f"/report/{report.id}" in links(page)
    assert f"/incident/{incident.id}" in links(page)
    assert "Shell on Azaz" in text_of(page, "section", **{"aria-labelledby": "reports"})


def test_the_same_text_again_is_known(client: TestClient) -> None:
    until_it_ends(client, client.post("/add", data={"text": AZAZ}))
    page = until_it_ends(client, client.post("/add", data={"text": AZAZ}))
    assert tally(page) == ("0", "1", "0")
    assert f"/report/{text_id(AZAZ)}" in links(page)


def test_a_text_in_another_language_is_refused_with_the_reason_and_can_be_had_back(
    client: TestClient,
) -> None:
    fields = {"text": FRENCH * 3, "title": "Marché", "published": "2017-05-04"}
    page = until_it_ends(client, client.post("/add", data=fields))
    assert tally(page) == ("0", "0", "1")
    refused = text_of(page, "section", **{"aria-labelledby": "refusals"})
    assert "pasted text.txt" in refused
    assert "only English is read" in refused
    (again,) = [link for link in links(page) if link.startswith("/add?again=")]
    form = client.get(again).text
    assert text_of(form, "textarea").strip() == fields["text"]
    assert elements(form, "input", id="title")[0].attributes["value"] == "Marché"
    assert elements(form, "input", id="published")[0].attributes["value"] == "2017-05-04"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "There is nothing to add"),
        ({"text": " \n "}, "There is nothing to add"),
        ({"text": AZAZ, "published": "last week"}, "“last week” is none"),
        ({"text": AZAZ, "files_published": "2017-13-01"}, "“2017-13-01” is none"),
        ({"text": AZAZ, "url": "javascript:alert(1)"}, "begins with http:// or https://"),
        ({"text": AZAZ, "url": "http://[::1"}, "begins with http:// or https://"),
        ({"text": AZAZ, "title": "x" * 2_001}, "at most 2,000 characters"),
        ({"text": "é" * 1_000_001}, "longer than 1,000,000 characters"),
    ],
)
def test_what_makes_no_sense_is_told_and_nothing_typed_is_lost(
    fields: dict[str, str], words: str, client: TestClient, ledger: str
) -> None:
    answer = client.post("/add", data=fields, files=[("files", ("", b""))])
    assert answer.status_code == 422
    assert words in text_of(answer.text, "p", id="complaint")
    assert text_of(answer.text, "textarea").strip() == fields.get("text", "").strip()
    typed = {
        name: e.attributes.get("value")
        for e in elements(answer.text, "input")
        if (name := e.attributes.get("name"))
    }
    assert all(typed[name] == value for name, value in fields.items() if name != "text")
    told = client.post(
        "/add", data=fields, files=[("files", ("", b""))], headers={"accept": "application/json"}
    )
    assert (told.status_code, words in told.json()["detail"]) == (422, True)
    with Ledger.open_reading(ledger) as opened:
        assert opened.counts().reports == 0


def test_a_text_of_markup_stays_text(client: TestClient) -> None:
    fields = {"text": "</textarea><script>alert(1)</script>{{7*7}}", "published": "</textarea><b>"}
    page = client.post("/add", data=fields).text
    assert text_of(page, "textarea").strip() == fields["text"]
    assert len(elements(page, "b")) == 0


# ---------------------------------------------------------------------------------------- dropping


def test_every_kind_of_file_that_a_build_reads_is_read(client: TestClient) -> None:
    lines = (
        json.dumps({"id": "line-1", "text": MARKET})
        + "\n"
        + json.dumps({"id": "line-2", "text": HAMA})
        + "\n"
    )
    files = dropped(
        **{
            "azaz.txt": AZAZ.encode(),
            "lines.jsonl.gz": gzip.compress(lines.encode()),
            "table.csv": f'id,text\ncell-1,"{MARKET} It was noon."\n'.encode(),
            "page.html": f"<html><body><article><p>{HAMA} {AZAZ} {MARKET}</p></article></body></html>".encode(),
        }
    )
    page = until_it_ends(client, client.post("/add", files=files))
    assert tally(page) == ("5", "0", "0")
    for report in ("azaz", "line-1", "line-2", "cell-1", "page"):
        assert f"/report/{report}" in links(page)


def test_refused_files_are_shown_with_their_reasons_and_the_rest_is_read(
    client: TestClient, ledger: str
) -> None:
    files = dropped(
        **{"photo.png": b"\x89PNG", "empty.txt": b"", "azaz.txt": AZAZ.encode(), "x.txt.gz": b"no gzip"}
    )
    page = until_it_ends(client, client.post("/add", files=files, data={"files_outlet": "Courier"}))
    assert tally(page) == ("1", "0", "3")
    refused = text_of(page, "section", **{"aria-labelledby": "refusals"})
    for words in (
        "photo.png",
        "its ending is not one that can be read",
        "empty.txt",
        "it holds no text",
        "x.txt.gz",
    ):
        assert words in refused
    with Ledger.open_reading(ledger) as opened:
        assert {r.name for r in opened.refusals()} == {"photo.png", "empty.txt", "x.txt.gz"}


def test_what_is_typed_about_files_stands_behind_what_they_say_themselves(
    client: TestClient, ledger: str
) -> None:
    lines = json.dumps({"id": "own", "text": MARKET, "outlet": "Wire", "published": "2017-03-15"})
    files = dropped(**{"bare.txt": AZAZ.encode(), "lines.jsonl": lines.encode()})
    until_it_ends(
        client,
        client.post("/add", files=files, data={"files_outlet": "Courier", "files_published": "2017-05-04"}),
    )
    with Ledger.open_reading(ledger) as opened:
        bare, own = opened.report("bare"), opened.report("own")
    assert (bare.outlet, str(bare.published)) == ("Courier", "2017-05-04")
    assert (own.outlet, str(own.published)) == ("Wire", "2017-03-15")


def test_a_file_that_is_called_like_another_report_does_not_take_its_place(
    client: TestClient, ledger: str
) -> None:
    until_it_ends(client, client.post("/add", files=dropped(**{"article.txt": AZAZ.encode()})))
    both = [
        ("files", ("article.txt", HAMA)),
        ("files", ("article.txt", AZAZ)),
        ("files", ("article.html.txt", MARKET)),
    ]
    page = until_it_ends(client, client.post("/add", files=both))
    assert tally(page) == ("2", "1", "0")
    assert "Another report is called article here" in " ".join(text_of(page, "main").split())
    with Ledger.open_reading(ledger) as opened:
        reports = {report.id: report.text for report in opened.reports()}
        assert len(opened.versions("article")) == 1
    (other,) = set(reports) - {"article", "article.html"}
    assert other.startswith("article-")
    assert (reports["article"], reports[other]) == (AZAZ, HAMA)
    page = until_it_ends(client, client.post("/add", files=dropped(**{"article.txt": HAMA.encode()})))
    assert tally(page) == ("0", "1", "0")


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("a.txt", "a.txt"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Rima\\report.txt", "report.txt"),
        ("/", "file"),
        ("", "file"),
        ("...", "file"),
        (".hidden.txt", "hidden.txt"),
        ("a\nb\t c.txt", "a b c.txt"),
        ("a\0b.txt", "ab.txt"),
        ("gnp\u202etxt.exe", "gnp[U+202E right-to-left override]txt.exe"),
    ],
)
def test_a_files_name_is_a_name_and_no_path(given: str, name: str) -> None:
    assert file_name(given) == name


def test_a_long_name_keeps_its_endings(tmp_path: Path) -> None:
    name = file_name("ü" * 300 + ".jsonl.gz")
    assert len(name.encode()) <= LONGEST_NAME
    assert name.endswith("ü.jsonl.gz")
    (tmp_path / name).touch()


def test_hostile_names_stay_inside_their_folder(tmp_path: Path) -> None:
    names = ("../x.txt", "/etc/x.txt", "..", "x.txt", "x.txt", "manifest.csv", "a" * 5_000)
    given = lay_down(tmp_path, Pasted(AZAZ), [Dropped(name, io.BytesIO(b"x")) for name in names])
    assert all(file.parent.parent == tmp_path for file in given.files)
    assert len(set(given.files)) == len(names) + 1
    assert given.manifest({}) == tmp_path / "manifest.csv"


def test_too_many_files_are_told_in_a_plain_line(client: TestClient) -> None:
    answer = client.post("/add", files=[("files", (f"{n}.txt", b"x")) for n in range(501)])
    assert answer.status_code == 422
    assert "at most 500 files" in text_of(answer.text, "p", id="complaint")


# ------------------------------------------------------------------------------------- in the background


def test_the_uploads_files_are_gone_when_the_job_ends(client: TestClient, temporary: Path) -> None:
    until_it_ends(client, client.post("/add", files=dropped(**{"a.txt": AZAZ.encode()}), data={"text": HAMA}))
    client.post("/add", data={"published": "no day"}, files=dropped(**{"a.txt": AZAZ.encode()}))
    until_it_ends(client, client.post("/add", files=dropped(**{"b.txt": b""})))
    (root,) = temporary.glob("warledger-*")
    assert list(root.iterdir()) == []


def test_the_desk_takes_its_files_away_when_it_closes(ledger: str, tmp_path: Path, temporary: Path) -> None:
    app = make_app(ledger, reviewers=reviewers_file(tmp_path))
    with TestClient(app, base_url=AT, follow_redirects=False) as client:
        client.headers["x-token"] = sign_in(client)
        client.post("/add", data={"text": AZAZ})
    assert list(temporary.glob("warledger-*")) == []


def handed_in(adding: Adding, *texts: str, by: str = "Rima") -> Job:
    folder = adding.new_folder()
    files = [Dropped(f"{n}.txt", io.BytesIO(text.encode())) for n, text in enumerate(texts)]
    return adding.hand_in(lay_down(folder, Pasted(), files), by=by)


def ended(adding: Adding, job: Job) -> Job:
    while not adding.job(job.id).ended:
        time.sleep(0.02)
    return adding.job(job.id)


@pytest.fixture
def adding(ledger: str, temporary: Path) -> Iterator[Adding]:
    adding = Adding(ledger)
    yield adding
    adding.close()


def test_jobs_run_one_after_the_other_and_each_is_remembered(adding: Adding) -> None:
    first, second = handed_in(adding, AZAZ), handed_in(adding, HAMA, by="Ola")
    assert (ended(adding, second).course.new, adding.job(first.id).state) == (1, "done")
    assert [(job.by, job.state) for job in adding.jobs()] == [("Ola", "done"), ("Rima", "done")]
    with pytest.raises(UnknownRecord):
        adding.job("no such job")


def test_a_job_waits_for_a_build_that_runs_elsewhere(adding: Adding, ledger: str) -> None:
    with Ledger.open_writing(ledger):
        job = handed_in(adding, AZAZ)
        while adding.job(job.id).course.stage != running.BUSY:
            assert not adding.job(job.id).ended
            time.sleep(0.02)
    assert (ended(adding, job).state, ended(adding, job).course.new) == ("done", 1)


def test_it_does_not_wait_for_ever_and_says_so(ledger: str, temporary: Path) -> None:
    adding = Adding(ledger, patience=0)
    with Ledger.open_writing(ledger):
        job = ended(adding, handed_in(adding, AZAZ))
    adding.close()
    assert job.state == "failed"
    assert "is being written by another" in job.trouble
    assert "\n" not in job.trouble


def test_a_job_can_be_stopped_between_two_reports_and_what_was_read_is_linked(
    adding: Adding, ledger: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("warledger.engines.local.BATCH_REPORTS", 1)
    asked: list[str] = []
    holds = Ledger.holds

    def holds_and_stops(self: Ledger, report: Report) -> bool:
        asked.append(report.id)
        if len(asked) == 2:
            adding.stop(job.id)
        return holds(self, report)

    started = threading.Event()

    def build_when_known(*given: Any, **options: Any) -> Any:
        started.wait(30)
        return build(*given, **options)

    monkeypatch.setattr(running, "build", build_when_known)
    monkeypatch.setattr(Ledger, "holds", holds_and_stops)
    job = handed_in(adding, AZAZ, HAMA, MARKET)
    started.set()
    job = ended(adding, job)
    assert (job.state, job.course.new) == ("stopped", 2)
    assert len(job.course.incidents) == 2
    with Ledger.open_reading(ledger) as opened:
        assert [report.id for report in opened.reports()] == ["0", "1"]
        assert not opened.unlinked()


def test_a_long_job_lets_go_of_the_ledger_between_spells_and_counts_everything_once(
    adding: Adding, ledger: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("warledger.engines.local.BATCH_REPORTS", 1)
    monkeypatch.setattr(running, "SPELL_S", 0.0)
    free: list[bool] = []

    def build_alone(*given: Any, **options: Any) -> Any:
        Ledger.open_writing(ledger).close()
        free.append(True)
        return build(*given, **options)

    monkeypatch.setattr(running, "build", build_alone)
    until_it_is_read = handed_in(adding, AZAZ, HAMA, "", FRENCH * 3, MARKET, AZAZ, f"{MARKET} It was noon.")
    job = ended(adding, until_it_is_read)
    assert len(free) > 2
    assert (job.state, job.course.new, job.course.known, job.course.refused) == ("done", 5, 0, 2)
    assert [report.id for report in job.course.reports] == ["0", "1", "4", "5", "6"]
    assert len(job.course.refusals) == 2
    with Ledger.open_reading(ledger) as opened:
        assert opened.counts().reports == 5
        assert not opened.unlinked()


def test_a_spell_that_finds_nothing_new_does_not_come_again_for_ever(
    adding: Adding, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "SPELL_S", -1.0)
    job = ended(adding, handed_in(adding, "", AZAZ, "", HAMA))
    assert (job.state, job.course.new, job.course.refused) == ("done", 2, 2)


def test_a_job_stopped_while_it_waits_reads_nothing(adding: Adding, ledger: str) -> None:
    with Ledger.open_writing(ledger):
        first, second = handed_in(adding, AZAZ), handed_in(adding, HAMA)
        adding.stop(second.id)
        adding.stop(first.id)
        assert ended(adding, second).state == "stopped"
    assert (ended(adding, first).course.new, ended(adding, second).course.new) == (0, 0)


def test_the_queue_is_bounded(adding: Adding, ledger: str, temporary: Path) -> None:
    with Ledger.open_writing(ledger):
        jobs = [handed_in(adding, AZAZ) for _ in range(adding_queue.WAITING + 1)]
        with pytest.raises(QueueFull, match="other uploads wait"):
            handed_in(adding, AZAZ)
        for job in jobs:
            adding.stop(job.id)
        ended(adding, jobs[-1])
    (root,) = temporary.glob("warledger-*")
    while any(root.iterdir()):
        time.sleep(0.02)


def test_ended_jobs_are_forgotten_in_time(adding: Adding, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adding_queue, "REMEMBERED", 3)
    first = handed_in(adding, "")
    for _ in range(5):
        ended(adding, handed_in(adding, ""))
    assert len(adding.jobs()) <= 4
    with pytest.raises(UnknownRecord):
        adding.job(first.id)


@pytest.mark.parametrize(
    ("failure", "words"),
    [
        (LedgerError("no room on the disk"), "no room on the disk"),
        (OSError(28, "No space left on device"), "No space left on device"),
        (ZeroDivisionError("At least 23 civilians"), "a fault of the program"),
    ],
    ids=["ledger", "disk", "fault"],
)
def test_a_failure_is_one_plain_line_and_the_next_job_runs(
    failure: Exception,
    words: str,
    adding: Adding,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise failure

    with monkeypatch.context() as broken:
        broken.setattr(running, "build", fail)
        job = ended(adding, handed_in(adding, AZAZ))
    assert job.state == "failed"
    assert words in job.trouble
    assert "23 civilians" not in job.trouble + capsys.readouterr().err
    assert ended(adding, handed_in(adding, AZAZ)).course.new == 1


def test_the_page_of_a_failure_says_why_and_gives_the_text_back(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise LedgerError("no room on the disk")

    monkeypatch.setattr(running, "build", fail)
    page = until_it_ends(client, client.post("/add", data={"text": AZAZ}))
    assert text_of(page, "h1") == text_of(page, "title").partition(" · ")[0] == "Not all was added"
    assert elements(page, "p", role="alert")[0].text == "Nothing more was read: no room on the disk"
    (again,) = [link for link in links(page) if link.startswith("/add?again=")]
    assert text_of(client.get(again).text, "textarea").strip() == AZAZ


def test_a_full_queue_loses_nothing_that_was_typed(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Adding, given: HandedIn, **_: object) -> Job:
        raise QueueFull("20 other uploads wait to be read.")

    monkeypatch.setattr(Adding, "hand_in", full)
    answer = client.post("/add", data={"text": AZAZ, "title": "Azaz"})
    assert answer.status_code == 503
    assert "wait to be read" in text_of(answer.text, "p", id="complaint")
    assert text_of(answer.text, "textarea").strip() == AZAZ


# -------------------------------------------------------------------------------------------- who may


def test_strangers_see_neither_the_form_nor_a_job(client: TestClient) -> None:
    href = client.post("/add", data={"text": AZAZ}).headers["location"]
    until_it_ends(client, client.post("/add", data={"text": HAMA}))
    client.cookies.clear()
    for address in ("/add", href):
        answer = client.get(address)
        assert (answer.status_code, answer.headers["location"].partition("?")[0]) == (303, "/sign-in")
    assert client.get(f"{href}/progress", headers={"accept": "application/json"}).status_code == 403
    for address in ("/add", f"{href}/stop"):
        assert client.post(address, data={"text": AZAZ}).status_code == 403


def test_the_form_takes_more_than_other_pages_and_no_more_than_is_good(client: TestClient) -> None:
    assert client.post("/add", data={"text": "x" * 999_999, "published": "no day"}).status_code == 422
    answer = client.post("/add", headers={"content-length": "256000001", "accept": "application/json"})
    assert answer.status_code == 413
    assert answer.json()["detail"].startswith("The desk takes at most 256 MB at once")


def test_the_page_lists_what_was_added_by_whom(client: TestClient) -> None:
    until_it_ends(client, client.post("/add", data={"text": AZAZ}, files=dropped(**{"b.txt": HAMA.encode()})))
    row = " ".join(text_of(client.get("/add").text, "tbody").split())
    assert row.startswith("pasted text and b.txt")
    assert "Rima Haddad read 2 0 0" in row


def test_a_job_that_is_forgotten_is_told_of_plainly(client: TestClient) -> None:
    assert client.get("/add/0123").status_code == 404
    assert client.get("/add/0123/progress").status_code == 404
    assert client.post("/add/0123/stop").status_code == 404
    page = client.get("/add?again=0123")
    assert (page.status_code, "no longer remembered" in text_of(page.text, "p", id="complaint")) == (
        404,
        True,
    )
