"""A name: a stretch of a text that may name a place, with all that its neighbourhood tells of it."""

from dataclasses import dataclass

from warledger.grounding.gazetteer import Hit


@dataclass(frozen=True, slots=True)
class Name:
    """A stretch of tokens (`first` to `last`, exclusive) that may name a place.

    `start`/`end` are offsets of the very name: less than the tokens' where an apostrophe was lost
    ("Syrias"). `role` is the kind that a noun beside it tells; `label` the parser's entity label;
    `demonym` the country that an adjective stands for. `body` tells that it lies in a longer name of
    something else; `located` that a preposition of place or a verb of attack governs it;
    `sited` that it is a part of a site's name ("Baghdad Station").
    """

    first: int
    last: int
    start: int
    end: int
    text: str
    hits: tuple[Hit, ...] = ()
    label: str = ""
    role: str | None = None
    demonym: str | None = None
    body: bool = False
    located: bool = False
    sited: bool = False

    @property
    def has_country(self) -> bool:
        """Tell whether a country bears the name."""
        return any(h.entry.kind == "country" for h in self.hits)
