"""A user's own armed groups: what a list may say, whom its names mean, and how far it reaches."""

from pathlib import Path

import pytest
from spacy.language import Language

from warledger.errors import ListError
from warledger.grounding.actor_lists import ListedActor, read_actor_list
from warledger.grounding.actor_names import side_of
from warledger.grounding.actor_table import actor_table, laid_over
from warledger.grounding.actors import find_actors

LIONS = ListedActor("Tell Mirza Brigade", ("Mirza Lions", "TMB"), frozenset({"SY"}))


def written(folder: Path, text: str) -> Path:
    path = folder / "groups.csv"
    path.write_text(text, encoding="utf-8")
    return path


def named(nlp: Language, text: str, country: str | None = "SY") -> list[str]:
    return [mention.actor for mention in find_actors(nlp(text), country=country)]


def test_a_row_names_an_actor_its_other_names_where_they_hold_and_its_kind(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "name,aliases,country,kind\nTell Mirza Brigade, Mirza Lions |TMB,sy,\nNorthland Guard,,,state\n",
    )
    assert read_actor_list(path) == (LIONS, ListedActor("Northland Guard", kind="state"))


def test_only_a_name_must_be_there_and_a_byte_order_mark_is_none_of_it(tmp_path: Path) -> None:
    assert read_actor_list(written(tmp_path, "\ufeffname\nMirza Lions\n")) == (ListedActor("Mirza Lions"),)


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("", 1, "has no column 'name'"),
        ("group\nMirza Lions\n", 1, "has no column 'name'"),
        ("name,allies\nMirza Lions,x\n", 1, "has a column 'allies'"),
        ("name,country\nMirza Lions,Syria\n", 2, "'SYRIA' is no country code"),
        ("name,kind\nMirza Lions,gang\n", 2, "'gang' is no kind of actor"),
        ("name,aliases\nMirza Lions,x\n 12 ,y\n", 3, "has no name"),
        ("name\nMirza Lions,SY\n", 2, "has more cells than the first line"),
        ('name\n"Mirza Lions\n', 2, "unexpected end of data"),
    ],
)
def test_a_broken_list_is_refused_with_its_line(tmp_path: Path, text: str, line: int, reason: str) -> None:
    with pytest.raises(ListError, match=reason) as refused:
        read_actor_list(written(tmp_path, text))
    assert refused.value.line == line


def test_a_list_that_is_not_there_or_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ListError, match="cannot be read"):
        read_actor_list(tmp_path / "none.csv")
    (tmp_path / "latin.csv").write_bytes("name\nCaf\xe9 Guard\n".encode("latin-1"))
    with pytest.raises(ListError, match="line 2: is not UTF-8 text"):
        read_actor_list(tmp_path / "latin.csv")


def test_a_listed_group_is_named_by_all_its_names_where_they_hold(nlp: Language) -> None:
    text = "The Mirza Lions shelled a mill and TMB fighters shot a baker."
    assert "Tell Mirza Brigade" not in named(nlp, text)
    with laid_over([LIONS]):
        assert named(nlp, text) == ["Tell Mirza Brigade", "Tell Mirza Brigade"]
        assert "Tell Mirza Brigade" not in named(nlp, text, "ML")


def test_a_name_that_the_table_gives_to_another_is_that_of_the_list(nlp: Language) -> None:
    text = "Fighters of Ahrar al-Sham shelled the bridge."
    assert named(nlp, text) == ["rebels"]
    with laid_over([ListedActor("Ahrar al-Sham", countries=frozenset({"SY"}))]):
        assert named(nlp, text) == ["Ahrar al-Sham"]


def test_a_row_for_an_actor_of_the_table_adds_names_and_leaves_what_it_is(nlp: Language) -> None:
    with laid_over([ListedActor("Islamic State", ("Men of the Black Ford",))]):
        assert named(nlp, "The Men of the Black Ford shot a teacher.") == ["Islamic State"]
        assert actor_table().actors["Islamic State"].kind == "nonstate"
        assert actor_table().actors["Islamic State"].countries


def test_a_list_holds_inside_its_block_alone() -> None:
    before = actor_table()
    with laid_over([LIONS]):
        assert "Tell Mirza Brigade" in actor_table().actors
    assert actor_table() is before
    assert side_of("Tell Mirza Brigade") == "Tell Mirza Brigade"
