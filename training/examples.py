"""Training examples from annotated reports: what the judges are shown of each, and what its readers made of it.

    python training/examples.py OUT GOLD_FOLDER REPORTS_FOLDER SET...

One JSON line a report and set in OUT/SET.jsonl. A finding is labelled by the rules of the gold's scorer: a count by
the gold figure whose quote it overlaps with the same outcome and bounds, a unit by the gold account that it shares a
quote, evidence, or place and day with. Runs in the project's own environment.
"""

import collections
import json
import pathlib
import sys
from datetime import date
from typing import Any

from warledger.assembly.drafts import FAMILIES
from warledger.assembly.grounded import Grounded, ground
from warledger.assembly.learnt.shown import Shown, show
from warledger.assembly.learnt.units import Unit
from warledger.assembly.ruling import rule
from warledger.assembly.when import day_of, days_of
from warledger.grounding.gazetteer import Gazetteer
from warledger.grounding.source_table import source_table
from warledger.grounding.sources import name_source, source_kind
from warledger.reading import Count, load_language
from warledger.records import Place, Report
from warledger.records.distances import kilometres

type Json = dict[str, Any]
NEAR_KM, FAR_KM = 25.0, 60.0
"""A unit this near a gold account may be it; one this far off is not, unless a figure says so."""
TIE = 0.5
"""Two gold accounts this close in merit leave a unit's label unsure."""
RETOLD = 0.8
"""Place and day alone say less surely that a unit tells an account: the same town is spoken of for other reasons."""
REPEAT = 2
"""A value above this that stands in the gold elsewhere in the report is a repeat of that figure."""


def spans(text: str, quote: str) -> list[tuple[int, int]]:
    """Find every place where a quote stands."""
    out, at = [], text.find(quote) if quote else -1
    while at >= 0:
        out.append((at, at + len(quote)))
        at = text.find(quote, at + 1)
    return out


def touches(text: str, quote: str, start: int, end: int) -> bool:
    """Tell whether some occurrence of the quote shares a character with the stretch."""
    return any(s < end and start < e for s, e in spans(text, quote))


def alike(figure: Json, count: Count) -> bool:
    """Tell whether a gold figure has the count's bounds."""
    return (figure["low"], figure["high"]) == (count.bounds.low, count.bounds.high)


def label_count(text: str, count: Count, gold: list[Json], other: list[Json]) -> Json:
    """Label a count: its kind, how sure the label is (weight), the class of its victims where gold says it."""
    start, end = count.quote.start, count.quote.end
    own = [f for g in gold for f in g["figures"] if f["outcome"] == count.outcome]
    here = [f for f in own if touches(text, f["quote"], start, end)]
    exact = [f for f in here if alike(f, count)]
    loose = [o for o in other if touches(text, o["quote"], start, end)]
    same = [o for o in loose if alike(o, count)]
    if exact:
        classes = [f["class"] for f in exact]
        victims = count.victims if count.victims in classes else classes[0]
        return {"kind": "incident", "w": 0.3 if same else 1.0, "victims": victims}
    if same:
        return {"kind": same[0]["kind"], "w": 1.0, "victims": None}
    if here:
        return {"kind": "incident", "w": 0.5, "victims": here[0]["class"]}
    if loose:
        return {"kind": loose[0]["kind"], "w": 0.5, "victims": None}
    told = [f for f in own if alike(f, count)]
    filed = [o for o in other if o["outcome"] == count.outcome and alike(o, count)]
    value = count.bounds.low or count.bounds.high or 0
    if told:
        return {"kind": "incident", "w": 0.6 if value > REPEAT and not filed else 0.0, "victims": None}
    if filed:
        return {"kind": filed[0]["kind"], "w": 0.6, "victims": None}
    return {"kind": "none", "w": 1.0, "victims": None}


def label_speakers(text: str, shown: Shown, gold: list[Json]) -> list[list[int] | None]:
    """Label a count by the rows of the speakers that gold cites for it: [] for none, None where gold does not say."""
    out: list[list[int] | None] = []
    for n, count in enumerate(shown.counts):
        start, end = count.quote.start, count.quote.end
        found = [
            f
            for g in gold
            for f in g["figures"]
            if f["outcome"] == count.outcome and alike(f, count) and touches(text, f["quote"], start, end)
        ]
        if not found:
            out.append(None)
            continue
        wanted = {plain(s) for f in found for s in f.get("says") or ()}
        rows = [
            r
            for r, (i, k, _) in enumerate(shown.speakers)
            if i == n and wanted & {plain(s) for s in shown.voices[k].names}
        ]
        out.append(rows if rows or not wanted else None)
    return out


def plain(name: str) -> str:
    """Give the usual name of a source, or its kind where it has none ("activists", "local sources")."""
    usual = name_source(name)
    kind = source_kind(usual)
    return usual.lower() if usual in source_table().sources or kind == "person" else kind


def label_unit(text: str, grounded: Grounded, unit: Unit, gold: list[Json]) -> Json:
    """Label a unit by the index of its gold account, None where it tells none."""
    doc, frame = grounded.doc, unit.frame
    start, end = doc[frame.first].idx, doc[frame.last - 1].idx + len(doc[frame.last - 1])
    period = day_of(unit.draft(), days_of(grounded))
    merits: list[tuple[float, int]] = []
    for k, account in enumerate(gold):
        quoted = any(
            f["outcome"] == c.outcome
            and alike(f, c)
            and touches(text, f["quote"], c.quote.start, c.quote.end)
            for f in account["figures"]
            for c in unit.counts
        )
        told = touches(text, account["evidence"], start, end)
        far = None
        if unit.place is not None and account["lat"] is not None:
            far = kilometres(unit.place.place, Place(lat=account["lat"], lon=account["lon"]))
        there = far is not None and far <= NEAR_KM
        day = date.fromisoformat(account["date_start"]) if account["date_start"] else None
        then = day is not None and period.start is not None and abs((day - period.start).days) <= 1
        off = (
            far is not None and far > FAR_KM and (unit.town or not told)
        )  # else its place is to be judged anew
        if not (quoted or told or (there and then)) or (off and not quoted):
            continue
        kin = FAMILIES.get(account["type"]) == FAMILIES.get(unit.draft().type)
        near = 0.0 if far is None else max(0.0, 1 - far / NEAR_KM)
        merits.append((3 * quoted + 2 * told + 2 * there + then + 0.5 * kin + near, k))
    merits.sort(reverse=True)
    if not merits:
        return {"acc": None, "w": 1.0}
    sure = len(merits) == 1 or merits[0][0] - merits[1][0] >= TIE
    retold = not any(
        touches(text, q, start, end)
        for q in (gold[merits[0][1]]["evidence"], *(f["quote"] for f in gold[merits[0][1]]["figures"]))
    )
    return {"acc": merits[0][1], "w": 0.4 if not sure else RETOLD if retold else 1.0}


def example(shown: Shown, gold: list[Json], other: list[Json]) -> Json:
    """Write down one report: words, findings with their parts and features, labels."""
    grounded, text = shown.grounded, shown.grounded.report.text
    sentence = {t.i: n for n, s in enumerate(grounded.doc.sents) for t in s}
    return {
        "report": grounded.report.id,
        "words": shown.digest.words,
        "sents": shown.digest.sentences,
        "counts": [
            {"parts": p, "f": f} for p, f in zip(shown.count_parts, shown.count_features, strict=True)
        ],
        "units": [
            {"parts": p, "f": f, "home": h, "s": u.frame.sentence, "type": u.draft().type}
            for p, f, h, u in zip(shown.unit_parts, shown.unit_features, shown.home, shown.units, strict=True)
        ],
        "actors": [
            {"parts": p, "name": a.actor, "s": sentence[a.first]}
            for p, a in zip(shown.actor_parts, shown.actors, strict=True)
        ],
        "places": [
            {"parts": p, "lat": m.place.lat, "lon": m.place.lon}
            for p, m in zip(shown.place_parts, shown.places, strict=True)
        ],
        "pairs": shown.pairs,
        "doers": shown.doers,
        "spots": shown.spots,
        "voices": [
            {"parts": p, "names": v.names} for p, v in zip(shown.voice_parts, shown.voices, strict=True)
        ],
        "speakers": shown.speakers,
        "said_labels": label_speakers(text, shown, gold),
        "count_labels": [label_count(text, c, gold, other) for c in shown.counts],
        "unit_labels": [label_unit(text, grounded, u, gold) for u in shown.units],
        "perp": [
            sorted({p["actor"] for p in g["perpetrators"] if p["stance"] != "denied"} - {"unknown"})
            for g in gold
        ],
        "points": [[g["lat"], g["lon"], g["place_precision"]] for g in gold],
        "types": [g["type"] for g in gold],
    }


def by_report(path: pathlib.Path) -> dict[str, list[Json]]:
    """Read a gold file, its lines by their report."""
    out: dict[str, list[Json]] = collections.defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        out[row["report"]].append(row)
    return out


def main() -> None:
    """Write the examples of every set named on the command line."""
    folder, gold_folder, reports = (pathlib.Path(a) for a in sys.argv[1:4])
    folder.mkdir(parents=True, exist_ok=True)
    nlp, gazetteer = load_language(), Gazetteer.open(())
    for name in sys.argv[4:]:
        rows = [json.loads(line) for line in (reports / f"{name}.jsonl").read_text("utf-8").splitlines()]
        gold = by_report(gold_folder / f"{name}.accounts.jsonl")
        other = by_report(gold_folder / f"{name}.other.jsonl")
        tally: collections.Counter[str] = collections.Counter()
        with (folder / f"{name}.jsonl").open("w", encoding="utf-8") as out:
            for row, doc in zip(rows, nlp.pipe(r["text"] for r in rows), strict=True):
                published = date.fromisoformat(row["published"]) if row.get("published") else None
                report = Report(row["report"], row["text"], published=published)
                grounded = ground(doc, report, gazetteer)
                mine = gold[report.id]
                line = example(show(grounded, rule(grounded)), mine, other[report.id])
                out.write(json.dumps({"set": name, **line}) + "\n")
                reached = {u["acc"] for u in line["unit_labels"]} - {None}
                tally.update(reports=1, accounts=len(mine), reached=len(reached), counts=len(line["counts"]))
        print(name, dict(tally), flush=True)


if __name__ == "__main__":
    main()
