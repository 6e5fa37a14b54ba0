"""Reports are found by their words."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import factories as make
from tests.places import Files, for_a_while
from tests.postgresql_here import ServerHere
from warledger.ledger import Ledger

BITS = ("bakery", "Bäckerei", "the", "THE", "shells", "e\u0301lan", "élan", "إدلب", "ٱلسَّلام", "a", "a-b", "x²", "don't", "№5", "\ud83d", "\x00",
        "İstanbul", "ßtraße", "10,000", "word" * 40, "word" * 39 + "wore", "—", ".", "\n\n", "北京", "ﬁre", "Ⅷ", "\ufdd0", "＃")  # fmt: skip
SOME = st.lists(st.sampled_from(BITS), max_size=30).map(" ".join)
ASKED = st.lists(
    st.one_of(
        st.sampled_from(BITS), st.lists(st.sampled_from(BITS), max_size=3).map(lambda s: f'"{" ".join(s)}"')
    ),
    max_size=3,
).map(" ".join)


@given(
    st.lists(st.tuples(SOME, st.none() | SOME), min_size=1, max_size=8),
    st.lists(ASKED, min_size=5, max_size=5),
)
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
def test_a_server_finds_what_a_file_finds_in_the_same_order_and_shows_the_same_of_it(
    server: ServerHere,
    tmp_path_factory: pytest.TempPathFactory,
    texts: list[tuple[str, str | None]],
    asked: list[str],
) -> None:
    told = [
        make.telling(make.report(f"r-{n}", text, title=title), accounts=[])
        for n, (text, title) in enumerate(texts)
    ]
    again = [make.telling(make.report("r-0", "Another text of a bakery."), accounts=[])]
    files = Files(tmp_path_factory.mktemp("searched"))
    with (
        for_a_while(files) as one,
        for_a_while(server) as other,
        Ledger.create_or_open(one) as file,
        Ledger.create_or_open(other) as on_server,
    ):
        for ledger in (file, on_server):
            ledger.add(told)
            ledger.add(again)
        for words in asked:
            assert on_server.search(words) == file.search(words)
            assert on_server.reports_with(words) == file.reports_with(words)
            assert sorted(on_server.texts_with(words)) == sorted(file.texts_with(words))
        phrases = [words.replace('"', "") for words in asked]
        assert on_server.reports_saying(phrases) == file.reports_saying(phrases)


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    ledger.add(
        [
            make.tal_ward("bakery"),
            make.telling(make.report("taiz", "Shells hit a clinic in Taïz.", title="Clinic hit")),
            make.telling(make.report("arabic", "قصف على مدينة إدلب"), accounts=[]),
        ]
    )
    return ledger


def found(ledger: Ledger, words: str) -> list[str]:
    return sorted(hit.report for hit in ledger.search(words))


@pytest.mark.parametrize(
    ("words", "reports"),
    [
        ("bakery", ["bakery"]),
        ("BAKERY ward", ["bakery"]),
        ("shells", ["bakery", "taiz"]),
        ("shells clinic", ["taiz"]),
        ("taiz", ["taiz"]),
        ('"rescue service"', ["bakery"]),
        ('"service rescue"', []),
        ("إدلب", ["arabic"]),
        ("nowhere", []),
        ("", []),
        ("  ", []),
        ('"', []),
        ("* ( ) :", []),
        ('bakery AND "', []),
        ("title:clinic", []),
        ("bakery\ud83d", ["bakery"]),
        ("NOT", []),
    ],
)
def test_reports_are_found_by_all_the_words(filled: Ledger, words: str, reports: list[str]) -> None:
    assert found(filled, words) == reports


def test_the_snippet_shows_the_words_found(filled: Ledger) -> None:
    (hit,) = filled.search("bakery")
    assert ("bakery", True) in hit.snippet
    assert "".join(piece for piece, _ in hit.snippet).startswith("Shells fell on the bakery")


def test_only_current_versions_are_found(filled: Ledger) -> None:
    filled.add([make.telling(make.report("bakery", "A mill burned."), accounts=[])])
    assert found(filled, "bakery") == []
    assert found(filled, "mill") == ["bakery"]
    filled.add([make.tal_ward("bakery")])
    assert found(filled, "bakery") == ["bakery"]


def test_no_more_are_given_than_asked(ledger: Ledger) -> None:
    ledger.add([make.tal_ward(f"r-{n}") for n in range(9)])
    assert [hit.report for hit in ledger.search("bakery", limit=3)] == ["r-0", "r-1", "r-2"]
