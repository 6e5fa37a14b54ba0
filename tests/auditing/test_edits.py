"""Every kind of row, edited behind the program's back: the audit names what was edited."""

import json

import pytest

from tests import factories as make
from tests.auditing.full import found, told
from tests.behind import Statement, ask, edit
from warledger.ledger import Finding, Ledger
from warledger.ledger.chain import digest_of
from warledger.ledger.where import is_on_server

A_FIGURE = '"low":9,"high":9'
EDITS: dict[str, tuple[Statement, str, str]] = {
    "a text": (
        "UPDATE reports SET text = replace(text, 'nine people', 'four people') WHERE report = 'a'",
        "reports",
        "report a: its text is not what entry",
    ),
    "a title": (
        "UPDATE reports SET title = 'None killed' WHERE report = 'c'",
        "reports",
        "report c: what was handed in with its text is not what entry",
    ),
    "a report that is gone": (
        "DELETE FROM reports WHERE report = 'talks'",
        "reports",
        "report talks: version",
    ),
    "a figure in its form": (
        f"""UPDATE accounts SET form = replace(form, '{A_FIGURE}', '"low":4,"high":4') WHERE report = 'a'""",
        "readings",
        "report a: what was read from it",
    ),
    "a figure beside its form": ("UPDATE figures SET low = 4, high = 4 WHERE low = 9", "columns", "its figures beside it"),
    "a place beside its form": (
        "UPDATE accounts SET place = 'Elsewhere' WHERE report = 'a'",
        "columns",
        "place beside it is not what it says",
    ),
    "what was not booked": ("UPDATE dropped SET reason = 'none' WHERE reason = 'trucks'", "readings", "report talks"),
    "somebody's words": (
        "UPDATE quotations SET form = replace(form, 'It holds,', 'It ended,') WHERE report = 'talks'",
        "spans",
        "a quote of quotation",
    ),
    "a truce": ("DELETE FROM context_lines", "readings", "report talks"),
    "which reading counts": (
        "UPDATE readings SET current = (1 = 0) WHERE report = 'c'",
        "readings",
        "does not count, and by the chain it does",
    ),
    "a judgement's reason": ("UPDATE judgements SET why = 'no' WHERE verdict = 'reject'", "judgements", "is not what entry"),
    "who judged": ("UPDATE judgements SET by = 'Omar' WHERE verdict = 'reject'", "judgements", "is not what entry"),
    "a judgement taken back": (
        "UPDATE judgements SET undone_why = 'no', undone_by = 'x', undone_at = 'y' WHERE verdict = 'reject'",
        "judgements",
        "no entry of the chain did so",
    ),
    "a judgement bound again": (
        "UPDATE judgements SET undone_why = NULL, undone_by = NULL, undone_at = NULL",
        "judgements",
        "was taken back otherwise in entry",
    ),
    "a judgement that is gone": ("DELETE FROM judgements WHERE verdict = 'reject'", "judgements", "is gone"),
    "whom a judgement is about": ("DELETE FROM judgement_accounts", "judgements", "is not what entry"),
    "a refusal": ("UPDATE refusals SET reason = 'it was empty'", "refusals", "no entry of the chain has it so"),
    "a refusal that is gone": ("DELETE FROM refusals WHERE name = 'inbox/scan.pdf'", "refusals", "1 are gone"),
    "an old id": ("UPDATE alias_accounts SET report = 'b'", "ids", "stands for other accounts"),
    "an incident's title": (
        """UPDATE incidents SET form = replace(form, '"title":"', '"title":"Alleged: ')""",
        "linking",
        "the incident of",
    ),
    "an incident's day beside its form": ('UPDATE incidents SET start = \'1999-01-01\'', "linking", "the incident of"),
    "an incident that is gone": (
        "DELETE FROM incident_accounts WHERE incident IN (SELECT min(id) FROM incidents)",
        "linking",
        "the list of accounts of",
    ),
    "an outline": ("UPDATE outlines SET killed_best = 1", "linking", "the outline of"),
    "a party in an outline": ("UPDATE outline_blames SET actor = 'nobody'", "linking", "a party in the outline of"),
    "a link": ("UPDATE links SET score = 0.5", "linking", "the link of"),
    "a doubt": ("UPDATE incident_doubts SET doubt = 0", "linking", "what is in doubt of"),
    "a copy": ("DELETE FROM copies", "linking", "the copy of"),
    "what binds by judgement": ("DELETE FROM account_rulings", "linking", "what binds by judgement"),
    "the state of linking": ("UPDATE linking_state SET rules = 'mine'", "linking", "by which rules"),
    "an entry of the chain": (
        """UPDATE chain SET what = replace(what, '"report":"a"', '"report":"z"')""",
        "chain",
        "its hash is not that of what it says",
    ),
    "an entry that is gone": ("DELETE FROM chain WHERE number = 2", "chain", "entry 2 of the chain is missing"),
    "the end of the chain": ("DELETE FROM chain WHERE number > 3", "reports", "no entry of the chain has its version"),
    "the whole chain": ("DELETE FROM chain", "chain", "the chain is empty, and the ledger is not"),
}  # fmt: skip


def named(findings: list[Finding], about: str, words: str) -> list[str]:
    return [finding.text for finding in findings if finding.about == about and words in finding.text]


@pytest.mark.parametrize(("statement", "about", "words"), EDITS.values(), ids=EDITS)
def test_an_edit_is_named(full: str, statement: Statement, about: str, words: str) -> None:
    edit(full, statement)
    findings = list(found(full).findings)
    assert named(findings, about, words), findings


def test_a_report_put_in_by_somebody_else_is_named(full: str) -> None:
    columns = "report, fingerprint, digest, text, title, outlet, url, language, published, extra"
    put_in = f"INSERT INTO reports (key, {columns}) SELECT 999, 'forged', {columns.partition(', ')[2]} FROM reports"
    edit(full, f"{put_in} WHERE report = 'a'")
    assert named(told(full), "reports", "report forged: no entry of the chain has its version 999")


def test_a_judgement_put_in_by_somebody_else_is_named(full: str) -> None:
    edit(
        full, "INSERT INTO judgements (id, verdict, why, by, at) VALUES ('j-forged', 'reject', 'x', 'y', 'z')"
    )
    assert named(told(full), "judgements", "judgement j-forged: no entry of the chain has it")


def test_an_entry_made_to_fit_breaks_the_chain_at_the_next_one(full: str) -> None:
    """Who changes an entry with its hash must change every later one: then only the noted head is another one."""
    noted = found(full).audited.head
    rows = ask(full, "SELECT number, kind, taken_over, what, before, hash FROM chain ORDER BY number")
    statements: list[Statement] = []
    before = rows[0][4]
    for number, kind, taken_over, what, _, _ in rows:
        forged = json.loads(what)
        if kind == "refused":
            forged = forged[:-1]
        hashed = digest_of([number, kind, bool(taken_over), forged, before])
        written = json.dumps(forged, ensure_ascii=False, separators=(",", ":"))
        change = "UPDATE chain SET what = ?, before = ?, hash = ? WHERE number = ?"
        statements.append((change, (written, before, hashed, number)))
        before = hashed
    (refused,) = [n for n, row in enumerate(rows) if row[1] == "refused"]
    edit(full, statements[refused])
    follow = f"entry {refused + 2} of the chain does not follow on the one before it"
    assert named(told(full), "chain", follow)
    edit(full, *statements)
    assert not named(told(full), "chain", "")
    assert named(list(found(full, noted=noted).findings), "chain", "it is not the chain that was noted")


def test_a_dropped_trigger_is_named_and_one_put_in(full: str) -> None:
    name = "keep_reports_update"
    if is_on_server(full):
        edit(full, f"ALTER TABLE reports DISABLE TRIGGER {name}")
        assert named(
            told(full), "file", f"the trigger {name}, which keeps what is only added to, is another one"
        )
        edit(full, f"ALTER TABLE reports ENABLE TRIGGER {name}")
        return
    edit(full, f"DROP TRIGGER {name}", keep_triggers=True)
    assert named(told(full), "file", f"the trigger {name}, which keeps what is only added to, is gone")
    forged = "CREATE TRIGGER silent AFTER INSERT ON judgements BEGIN DELETE FROM links; END"
    edit(full, forged, keep_triggers=True)
    assert named(told(full), "file", "there is a trigger silent that is not the program's")


def test_words_that_are_not_found_as_they_stand_are_named(full: str) -> None:
    (key,) = ask(full, "SELECT max(key) FROM reports WHERE report = 'a'")[0]
    if is_on_server(full):
        edit(full, f"UPDATE report_words SET words = replace(words, 'nine', 'four') WHERE version = {key}")
    else:
        edit(
            full,
            f"INSERT INTO report_words (report_words, rowid, title, text) SELECT 'delete', key, title, text FROM reports WHERE key = {key}",
        )
    assert named(told(full), "words", f"does not hold the words of version {key} of a report")


def test_rows_that_belong_to_nothing_are_counted(full: str) -> None:
    edit(full, "UPDATE dropped SET reading = 999 WHERE reason = 'trucks'")
    assert named(told(full), "readings", "1 rows of dropped belong to nothing")


def test_what_rests_on_edited_rows_is_not_linked_anew(full: str) -> None:
    edit(full, "UPDATE judgements SET why = 'no' WHERE verdict = 'reject'", "DELETE FROM links")
    assert {finding.about for finding in told(full)} == {"judgements"}
    assert found(full).left_out == (
        "What linking made was not looked at: what it rests on is not as it was written.",
    )


def test_an_edit_of_what_linking_made_is_not_looked_for_quickly(full: str) -> None:
    edit(full, "DELETE FROM links", "UPDATE refusals SET reason = 'none'")
    assert {finding.about for finding in found(full, quick=True).findings} - {"spans"} == {"refusals"}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE reports SET text = ''",
        "DELETE FROM reports",
        "DELETE FROM judgements",
        "UPDATE judgements SET why = ''",
        "UPDATE judgements SET undone_why = 'again' WHERE undone_at IS NOT NULL",
        "UPDATE readings SET dated = ''",
        "DELETE FROM readings",
        "UPDATE accounts SET form = ''",
        "DELETE FROM figures",
        "UPDATE chain SET hash = ''",
        "DELETE FROM chain",
        "DELETE FROM refusals",
    ],
)
def test_the_database_itself_refuses_to_change_what_is_only_added_to(full: str, statement: str) -> None:
    with pytest.raises(Exception, match="what a ledger holds is only added to"):
        edit(full, statement, keep_triggers=True)
    assert told(full) == []


def test_the_program_goes_on_beside_the_triggers(full: str) -> None:
    with Ledger.create_or_open(full) as ledger:
        (binding, *_) = [judgement for judgement in ledger.judgements() if judgement.binds]
        ledger.undo(binding.id, why="no", by="Omar", at="2024-06-01T10:00:00Z")
        ledger.add([make.tal_ward("a", text=f"Update. {make.TEXT}")])
    assert told(full) == []
