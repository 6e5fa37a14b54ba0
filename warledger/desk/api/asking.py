"""What the addresses of the interface take: the filter of the overview, and what a single view asks besides."""

from dataclasses import replace

from pydantic import BaseModel, Field

from warledger.desk.filters import Asked

_DAY = "a day like 2016-04-19, a month like 2016-04 or a year"


class FilterQuery(BaseModel):
    """The filter. A field that may stand several times keeps what fits any of its values."""

    since: str = Field("", description=f"the first day: {_DAY}")
    until: str = Field("", description=f"the last day: {_DAY}")
    place: str = Field(
        "", description="words in the name of a place, province or country", examples=["Idlib"]
    )
    near: str = Field("", description="latitude, longitude and kilometres", examples=["35.64, 36.67, 25"])
    area: str = Field(
        "",
        description="west,south,east,north in degrees, or three corners or more as “longitude latitude”; several with “;” "
        "keep what lies in all of them",
        examples=["36.0,35.0,37.5,36.5", "36.1 35.2,36.9 35.2,36.5 35.9"],
    )
    q: str = Field("", description="words in the reports; words in double quotes stand beside each other")
    type: list[str] = Field([], description="types of act", examples=[["airstrike"]])
    victims: list[str] = Field([], description="classes of victims", examples=[["children"]])
    perpetrator: list[str] = Field([], description="parties said to have done it, as /api/choices names them")
    source: list[str] = Field([], description="primary sources, as /api/choices names them")
    grade: list[str] = Field([], description="grades", examples=[["contested"]])
    placed: list[str] = Field([], description="what the place is known to", examples=[["point"]])

    def asked(self) -> Asked:
        """Give the filter as pages read it out of an address."""
        return Asked(
            since=self.since.strip(),
            until=self.until.strip(),
            place=self.place.strip(),
            near=self.near.strip(),
            area=self.area.strip(),
            q=self.q.strip(),
            types=_once(self.type),
            victims=_once(self.victims),
            perpetrators=_once(self.perpetrator),
            sources=_once(self.source),
            grades=_once(self.grade),
            placed=_once(self.placed),
        )


def _once(values: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


class ListQuery(FilterQuery):
    """The filter and the page of the list."""

    page: int = Field(
        1,
        ge=1,
        le=9_999_999,
        description="the number of a page, from 1 on; one behind the last gives the last",
    )

    def asked(self) -> Asked:
        """Give the filter with its page."""
        return replace(super().asked(), page=self.page)


class MapQuery(FilterQuery):
    """The filter and the view of the map."""

    bbox: str = Field(
        "", description="west,south,east,north of the view in degrees", examples=["35.5,34.0,38.5,37.0"]
    )
    zoom: float = Field(2, ge=0, le=24, description="the zoom of the map, a number from 0 to 24")


class TimelineQuery(FilterQuery):
    """The filter and the window of the timeline."""

    from_: str = Field("", alias="from", description=f"the first day of the window: {_DAY}")
    to: str = Field("", description=f"the last day of the window: {_DAY}")
