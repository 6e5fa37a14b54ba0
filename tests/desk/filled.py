"""A small ledger's worth of records for the desk's tests: a market strike that two outlets tell of with two
figures and a denial, a clash, a night raid, an undated shelling, a report that means harm.
"""

from datetime import date

from tests import factories as make
from warledger.records import (
    Account,
    Blame,
    Disagreement,
    Dropped,
    Incident,
    LooseFigure,
    Period,
    Refusal,
    Report,
    ReportDate,
    ReportNote,
    Telling,
)

MARKET = (
    "Warplanes bombed the vegetable market of Deir Sunbul at noon on Tuesday, killing at least 23 civilians, "
    "five of them children, the Plains Observatory said. Another 40 people were wounded.\n\n"
    "Residents blamed the government. \u201cThe planes came from the coast,\u201d a stallholder said. "
    "The defence ministry denied that its aircraft had flown that day.\n\n"
    "The strike came a week after soldiers and rebels fought over the Arzeh crossing, a clash in which 26 "
    "soldiers and 29 rebels died.\n\n"
    "More than 1,200 people have been killed in the province since January, and 30,000 have fled. "
    "The stallholder, 61, has buried two brothers. A truce that the government declared on Monday has ended."
)
SECOND = (
    "Thirty-one people died when two missiles struck a market in the town of Deir Sunbul on 12 May, "
    "according to the Valley Rescue Corps. It said a government jet had fired them."
)
NIGHT = "A drone hit a field clinic near Tell Aswad overnight, killing one nurse and wounding three patients."
UNDATED = "Shells fell on homes in Barda. Several people were hurt, a local council said."
HOSTILE = (
    "<script>alert(1)</script> {{7*7}} {% raw %} <img src=x onerror=alert(2)> <style>*{display:none}</style>\n"
    "Gunmen shot 4 people </div></mark> in Qasr\u202eBREVO on 3 June 2015.\x00 &amp; \"quoted\" 'single'"
)


def _market(id_: str = "plains/2015 05-13?a.txt") -> Telling:
    source = make.report(
        id_, MARKET, title="Market bombed in Deir Sunbul", outlet="The Plains Courier",
        url="https://courier.example/market", published=date(2015, 5, 14),
    )  # fmt: skip
    strike = make.account(
        source,
        id="a-market1",
        type="airstrike",
        evidence=make.quoted(source, MARKET[: MARKET.index(" Another")]),
        date=make.day(date(2015, 5, 12), quote=make.quoted(source, "Tuesday")),
        place=make.town(
            "Deir Sunbul", 35.61, 36.52, admin1="Idlib", quote=make.quoted(source, "Deir Sunbul"),
            reason="the only town of that name in the report\u2019s country",
        ),
        targets=("market",),
        means=("warplanes",),
        figures=(
            make.figure(
                make.quoted(source, "at least 23 civilians"), 23, victims="civilians", hedge="at least",
                id="f-23", says=("Plains Observatory",),
            ),
            make.figure(
                make.quoted(source, "five of them children"), 5, 5, victims="children", role="part",
                id="f-5", says=("Plains Observatory",),
            ),
            make.figure(make.quoted(source, "40 people were wounded"), 40, 40, outcome="injured", id="f-40"),
        ),
        perpetrators=(
            make.perpetrator(
                make.quoted(source, "Residents blamed the government"), "Syrian government", "suspected",
                ("residents",),
            ),
            make.perpetrator(
                make.quoted(source, "The defence ministry denied that its aircraft had flown"),
                "Syrian government", "denied", ("defence ministry",),
            ),
        ),
    )  # fmt: skip
    clash = make.account(
        source,
        id="a-clash",
        type="armed_clash",
        primary=False,
        evidence=make.quoted(source, MARKET[MARKET.index("The strike came") : MARKET.index("\n\nMore")]),
        date=Period(date(2015, 5, 4), date(2015, 5, 10), "week", "text", make.quoted(source, "a week after")),
        place=make.town("Arzeh", 35.2, 36.6, radius_km=2, quote=make.quoted(source, "Arzeh crossing")),
        figures=(
            make.figure(
                make.quoted(source, "26 soldiers"), 26, 26, victims="combatants", role="part", id="f-26"
            ),
            make.figure(
                make.quoted(source, "29 rebels"), 29, 29, victims="combatants", role="part", id="f-29"
            ),
        ),
    )
    toll = make.loose(
        source, quote=make.quoted(source, "More than 1,200 people have been killed"), low=1201, high=None,
        id="l-toll", scope="the province", period=Period(date(2015, 1, 1), None, "month", "text",
        make.quoted(source, "since January")), place=make.town("Idlib", None, None, precision="province"),
    )  # fmt: skip
    fled = make.loose(
        source, kind="displacement", outcome="displaced", quote=make.quoted(source, "30,000 have fled"),
        low=30_000, high=30_000, id="l-fled",
    )  # fmt: skip
    return make.telling(
        source,
        accounts=[strike, clash],
        loose=[toll, fled],
        dropped=[
            Dropped(make.quoted(source, "61"), "an age"),
            Dropped(make.quoted(source, "two brothers"), "no act in its clause"),
        ],
        dated=ReportDate(date(2015, 5, 13), "text", None, date(2015, 5, 14)),
        context=[
            make.context_line(
                make.quoted(source, "truce that the government declared"), report=id_,
                parties=("Syrian government",),
                period=make.day(date(2015, 5, 11), quote=make.quoted(source, "Monday")), says=("a stallholder",),
            ),
            make.context_line(
                make.quoted(source, "has ended"), "ceasefire", "ended", report=id_, place=make.town("Arzeh"),
            ),
        ],
        quotations=[
            make.quotation(
                make.quoted(source, "The planes came from the coast,"), ("stallholder",), report=id_,
                named=make.quoted(source, "a stallholder"),
            ),
            make.quotation(
                make.quoted(source, "its aircraft had flown that day"), ("defence ministry",), report=id_, direct=False,
            ),
        ],
    )  # fmt: skip


def _second() -> Telling:
    source = make.report(
        "valley-7", SECOND, title=None, outlet="The Valley Post", published=date(2015, 5, 13)
    )
    told = make.account(
        source,
        id="a-market2",
        type="airstrike",
        evidence=make.quoted(source, SECOND[: SECOND.index(" It said")]),
        date=make.day(date(2015, 5, 12), quote=make.quoted(source, "12 May")),
        place=make.town("Deir Sunbul", 35.61, 36.52, admin1="Idlib", quote=make.quoted(source, "Deir Sunbul")),
        targets=("market",),
        figures=(
            make.figure(make.quoted(source, "Thirty-one people died"), 31, 31, victims="civilians", id="f-31", says=("Valley Rescue Corps",)),
        ),
        perpetrators=(
            make.perpetrator(make.quoted(source, "a government jet had fired them"), says=("Valley Rescue Corps",)),
        ),
    )  # fmt: skip
    return make.telling(source, accounts=[told])


def _single(source: Report, account: Account) -> Telling:
    return make.telling(source, accounts=[account])


def tellings() -> list[Telling]:
    """All that the reports tell."""
    night = make.report("night", NIGHT, title="Clinic hit", outlet=None, url="javascript:alert(1)")
    undated = make.report("undated", UNDATED, outlet="Barda Local", published=None)
    hostile = make.report(
        "<b>hostile</b>", HOSTILE, title="<script>alert(3)</script>", outlet="{{7*7}}\u202eX"
    )
    return [
        _market(),
        _second(),
        _single(
            night,
            make.account(
                night, id="a-night", type="drone", targets=("field clinic",),
                date=Period(date(2015, 3, 9), date(2015, 3, 10), "day", "published", make.quoted(night, "overnight")),
                place=make.town("Tell Aswad", 36.1, 37.2, admin1="Aleppo", radius_km=5, quote=make.quoted(night, "Tell Aswad")),
                figures=(
                    make.figure(make.quoted(night, "one nurse"), 1, 1, victims="medics", id="f-nurse"),
                    make.figure(make.quoted(night, "three patients"), 3, 3, outcome="injured", victims="civilians", id="f-pat"),
                ),
            ),
        ),
        _single(
            undated,
            make.account(
                undated, id="a-undated", type="shelling", targets=("homes",), date=Period(),
                place=make.town("Barda", None, None, admin1=None, country=None, precision="unknown", quote=make.quoted(undated, "Barda")),
                figures=(make.figure(make.quoted(undated, "Several people were hurt"), 3, outcome="injured", id="f-hurt", says=("local council",)),),
            ),
        ),
        _single(
            hostile,
            make.account(
                hostile, id="a-hostile", type="shooting",
                date=make.day(date(2015, 6, 3), quote=make.quoted(hostile, "3 June 2015")),
                place=make.town("Qasr\u202eBREVO", 34.7, 36.7, admin1="<i>Homs</i>", quote=make.quoted(hostile, "Qasr\u202eBREVO"), reason="{{7*7}}<b>"),
                evidence=make.quoted(hostile, HOSTILE[HOSTILE.index("Gunmen") : HOSTILE.index("\x00")]),
                figures=(make.figure(make.quoted(hostile, "4 people </div></mark>"), 4, 4, id="f-hostile", says=("<u>x</u>",)),),
            ),
        ),
    ]  # fmt: skip


def incidents() -> list[Incident]:
    """The incidents that the accounts come to."""
    told = {a.id: a for t in tellings() for a in t.accounts}
    market = make.incident(
        [told["a-market1"], told["a-market2"]],
        id="2015-05-12-deir-sunbul-airstrike",
        title="Airstrike, Deir Sunbul market, 12 May 2015",
        targets=("market",),
        figures=(
            make.reconciled(23, 31, 31, victims="civilians", rule="the later of two equally good primary sources",
                sources=("Plains Observatory", "Valley Rescue Corps"), figure_ids=("f-23", "f-31")),
            make.reconciled(5, 5, 5, victims="children", sources=("Plains Observatory",), figure_ids=("f-5",)),
            make.reconciled(40, 40, 40, outcome="injured", sources=(), figure_ids=("f-40",)),
        ),
        perpetrators=(
            Blame("Syrian government", "suspected", ("residents", "Valley Rescue Corps"), 2),
            Blame("Syrian government", "denied", ("defence ministry",), 1),
        ),
        primary_sources=("Plains Observatory", "Valley Rescue Corps"),
        grade="contested",
        disagreements=(
            Disagreement("figure", "At least 23 civilians killed in one account, 31 in the other.", ("a-market1", "a-market2")),
            Disagreement("denial", "The defence ministry denies that its aircraft flew; residents blame the government.", ("a-market1",)),
        ),
    )  # fmt: skip
    clash = make.incident(
        [told["a-clash"]], id="2015-05-arzeh-clash", title="Armed clash, Arzeh, May 2015",
        figures=(make.reconciled(26, 29, None, victims="combatants", rule="", sources=(), figure_ids=("f-26", "f-29")),),
    )  # fmt: skip
    night = make.incident(
        [told["a-night"]], id="2015-03-09-tell-aswad-drone", title="Drone strike, near Tell Aswad, 9\u201310 March 2015",
        targets=("field clinic",), grade="fair", primary_sources=("Aleppo medics",),
        figures=(
            make.reconciled(1, 1, 1, victims="medics", figure_ids=("f-nurse",), sources=()),
            make.reconciled(3, 3, 3, outcome="injured", victims="civilians", figure_ids=("f-pat",), sources=()),
        ),
    )  # fmt: skip
    undated = make.incident(
        [told["a-undated"]], id="undated-barda-shelling", title="Shelling, Barda, date unknown", targets=("homes",),
        figures=(make.reconciled(3, None, 3, outcome="injured", figure_ids=("f-hurt",), sources=("local council",)),),
        primary_sources=("local council",),
    )  # fmt: skip
    hostile = make.incident(
        [told["a-hostile"]], id="2015-06-03-qasr-shooting", title="Shooting <script>alert(4)</script>, {{7*7}}",
        figures=(make.reconciled(4, 4, 4, figure_ids=("f-hostile",), sources=("<u>x</u>",), rule="<b>rule</b>"),),
        primary_sources=("<u>x</u>",),
    )  # fmt: skip
    return [market, clash, night, undated, hostile]


def refusals() -> list[Refusal]:
    """What was not read."""
    return [make.refusal(), make.refusal("<b>x</b>\u202e.txt", "not_text", "no text: it holds NULs")]


def notes() -> dict[str, ReportNote]:
    """What is known of the reports."""
    return {
        t.report.id: ReportNote(t.report.id, t.report.outlet, t.dated, t.report.title, t.report.url)
        for t in tellings()
    }


def loose() -> list[LooseFigure]:
    """The figures of no incident."""
    return [figure for t in tellings() for figure in t.loose]


def before_the_merge() -> list[Incident]:
    """The market strike as it once stood: an incident per account, each with an id of its own."""
    told = {a.id: a for t in tellings() for a in t.accounts}
    return [make.incident([told["a-market2"]], id="2015-05-12-old-id", title="Airstrike, Deir Sunbul")]
