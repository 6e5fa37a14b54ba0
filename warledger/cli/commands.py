"""The commands. What a command needs is imported when it runs: `--help` must not wait for the parser."""

import sys
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

from warledger import __version__
from warledger.cli.judgements import judgements_app
from warledger.cli.options import LedgerOption, point_and_distance, the_day
from warledger.cli.output import writing_output
from warledger.cli.reviewers import reviewers_app

app = typer.Typer(
    name="warledger",
    help="Read news reports of an armed conflict and keep the ledger that a war monitor keeps.",
    add_completion=False,
    no_args_is_help=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.add_typer(judgements_app, name="judge")
app.add_typer(reviewers_app, name="reviewer")

LEDGER = "ledger.db"


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"warledger {__version__}")
        raise typer.Exit


@app.callback()
def warledger(
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and end.")
    ] = False,
) -> None:
    """Read news reports of an armed conflict and keep the ledger that a war monitor keeps."""


@app.command()
def build(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="INPUT...", help="Folders, files, or - for JSON Lines on standard input."),
    ],
    ledger: LedgerOption = LEDGER,
    manifest: Annotated[
        Path | None,
        typer.Option(metavar="CSV", help="What is known of bare files: file, outlet, published, title, url."),
    ] = None,
    places: Annotated[
        list[Path] | None, typer.Option(metavar="CSV", help="Your own list of places; may be given again.")
    ] = None,
    actors: Annotated[
        list[Path] | None,
        typer.Option(metavar="CSV", help="Your own list of armed actors; may be given again."),
    ] = None,
    engine: Annotated[
        Literal["local", "spark"], typer.Option(help="Where it runs: on this machine, or on a Spark cluster.")
    ] = "local",
    jobs: Annotated[int, typer.Option(min=1, metavar="N", help="Processes that read, some 600 MB each.")] = 1,
    master: Annotated[
        str | None, typer.Option(metavar="URL", help="The cluster: spark://HOST:PORT; default local[*].")
    ] = None,
    conf: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=VALUE", help="A setting of Spark's own; may be given again."),
    ] = None,
) -> None:
    """Read reports and extend the ledger: what is known already adds nothing."""
    from warledger.building import build as build_ledger
    from warledger.cli.engines import chosen_engine
    from warledger.cli.progress import shown_progress
    from warledger.cli.summary import build_summary
    from warledger.cli.terminal import terminal

    with chosen_engine(engine, jobs, master, conf or []) as running, shown_progress() as progress:
        done = build_ledger(
            ledger,
            inputs,
            manifest=manifest,
            places=places or [],
            actors=actors or [],
            progress=progress,
            engine=running,
        )
    terminal().print(build_summary(done, ledger))


@app.command()
def watch(
    feeds: Annotated[Path, typer.Argument(metavar="FEEDS.toml", help="The feeds, and how to go about it.")],
    ledger: LedgerOption = LEDGER,
    once: Annotated[bool, typer.Option("--once", help="One round alone, as without --every.")] = False,
    every: Annotated[
        float | None, typer.Option(min=1, metavar="MINUTES", help="A round every so many minutes.")
    ] = None,
    places: Annotated[
        list[Path] | None, typer.Option(metavar="CSV", help="Your own list of places; may be given again.")
    ] = None,
    actors: Annotated[
        list[Path] | None,
        typer.Option(metavar="CSV", help="Your own list of armed actors; may be given again."),
    ] = None,
) -> None:
    """Fetch news feeds politely and read what is new; no other command talks to the network."""
    from warledger.cli.watching import watch_feeds
    from warledger.errors import UsageError

    if once and every is not None:
        raise UsageError("--once and --every exclude each other")
    watch_feeds(feeds, ledger, every_min=every, places=places or [], actors=actors or [])


@app.command()
def incidents(
    ledger: LedgerOption = LEDGER,
    since: Annotated[
        date | None, typer.Option(parser=the_day, metavar="DAY", help="On this day or later.")
    ] = None,
    until: Annotated[
        date | None, typer.Option(parser=the_day, metavar="DAY", help="On this day or earlier.")
    ] = None,
    place: Annotated[str | None, typer.Option(metavar="PLACE", help="Words of place or report.")] = None,
    near: Annotated[str | None, typer.Option(metavar="LAT,LON,KM", help="Within KM of a point.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, metavar="N", help="At most so many rows.")] = None,
) -> None:
    """List incidents, the earliest first, those without a date at the end."""
    from warledger.cli.tables import incidents_table, listed_first
    from warledger.cli.terminal import terminal
    from warledger.ledger import Ledger, Wanted
    from warledger.wording.phrases import plural

    around = None if near is None else point_and_distance(near)
    wanted = Wanted(since=since, until=until, place=place, near=around)
    with Ledger.open_reading(ledger) as opened:
        found = listed_first(opened.incidents(wanted))
    shown, console = found[:limit], terminal()
    if shown:
        console.print(incidents_table(shown, width=console.width))
    cut = f"; {len(found) - len(shown):,} more with a higher --limit" if len(shown) < len(found) else ""
    console.print(f"{plural(len(shown), 'incident')}{cut}")


@app.command()
def show(
    incident: Annotated[str, typer.Argument(metavar="ID", help="An incident, or the beginning of its id.")],
    ledger: LedgerOption = LEDGER,
) -> None:
    """Show one incident: figures, who says so, who denies, and every sentence."""
    from warledger.cli.dossier import dossier
    from warledger.cli.naming import incident_named
    from warledger.cli.terminal import terminal
    from warledger.ledger import Ledger
    from warledger.wording.beside import beside
    from warledger.wording.sentences import Sentences
    from warledger.wording.sums import sum_lines
    from warledger.wording.told_of import breach_lines, quoted_lines

    with Ledger.open_reading(ledger) as opened, opened.steady() as steady:
        found = incident_named(steady, incident)
        shown = dossier(
            found,
            notes=steady.notes(),
            similar=steady.similar_to(found.id),
            context=steady.context_around(found),
            sums=sum_lines(steady, found),
            beside=beside(steady, found),
            breaches=breach_lines(steady, found),
            quoted=quoted_lines(steady, found),
            sentence_of=Sentences(steady),
        )
    terminal().print(shown)


@app.command()
def tolls(ledger: LedgerOption = LEDGER) -> None:
    """List the running tolls, each beside what the incidents of its area and period come to."""
    from warledger.cli.terminal import terminal
    from warledger.cli.tolls import tolls_told
    from warledger.ledger import Ledger

    with Ledger.open_reading(ledger) as opened, opened.steady() as steady:
        terminal().print(tolls_told(steady))


@app.command()
def export(
    form: Annotated[
        str,
        typer.Option(
            "-f",
            "--format",
            metavar="FORMAT",
            help="jsonl, figures, context, quotes, csv, archive, acled, ged, geojson, hxl, ftm, parquet or timemap.",
        ),
    ],
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="PATH", help="File or folder; else standard output.")
    ] = None,
    ledger: LedgerOption = LEDGER,
    profile: Annotated[
        Literal["public", "full"], typer.Option(help="public withholds what can endanger people.")
    ] = "full",
) -> None:
    """Write the ledger out for other programs."""
    from warledger.exports import export as export_ledger
    from warledger.ledger import Ledger

    with Ledger.open_reading(ledger) as opened, writing_output() if out is None else nullcontext():
        export_ledger(opened, format=form, out=out, stdout=sys.stdout, profile=profile)


@app.command("import")
def import_(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...", help="Exports: archive; jsonl, figures, context, quotes; .parquet."
        ),
    ],
    ledger: Annotated[
        Path, typer.Option("-l", "--ledger", metavar="LEDGER", help="The new ledger (default: ledger.db).")
    ] = Path(LEDGER),
) -> None:
    """Make a new ledger of what another one exported, to be read, compared and exported again."""
    from warledger.cli.terminal import terminal
    from warledger.receiving import import_files
    from warledger.wording.phrases import plural

    done = import_files(files, ledger)
    terminal().print(
        f"{plural(done.incidents, 'incident')} of {plural(done.reports, 'report')}, "
        f"{plural(done.figures, 'other figure')}, {plural(done.context, 'context line')}, "
        f"{plural(done.quotations, 'quotation')}, {plural(done.judgements, 'judgement')} in {ledger}"
    )


@app.command()
def verify(
    ledger: LedgerOption = LEDGER,
    head: Annotated[
        str | None,
        typer.Option("--head", metavar="HASH", help="A head that was noted: it must be in the chain."),
    ] = None,
    quick: Annotated[
        bool,
        typer.Option("--quick", help="Only the chain, reports and judgements; not what is made of them."),
    ] = False,
) -> None:
    """Look for edits made behind the program's back and for quotes that no longer stand in their text."""
    from warledger.cli.verifying import verify_ledger

    status = verify_ledger(ledger, head=head, quick=quick)
    if status:
        raise typer.Exit(status)


@app.command()
def compare(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Another dataset: .csv, .csv.gz or .csv.zst.")],
    ledger: LedgerOption = LEDGER,
    mapping: Annotated[
        str | None,
        typer.Option(
            "--map", metavar="FIELD=COLUMN,...", help="Its columns: date=day,lat=y,lon=x,killed=dead"
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="CSV", help="Write all of it to a table.")
    ] = None,
    limit: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Show at most so many matches.")
    ] = None,
    profile: Annotated[
        Literal["public", "full"], typer.Option(help="public withholds what can endanger people.")
    ] = "full",
) -> None:
    """Hold the ledger against somebody else's dataset: UCDP GED, ACLED, Airwars, or any with --map."""
    from warledger.cli.compare import comparison_told
    from warledger.cli.terminal import terminal
    from warledger.comparing import called, compare_view, read_dataset
    from warledger.comparing.writing import write_comparison
    from warledger.exports.view import View
    from warledger.ledger import Ledger

    console = terminal()
    with Ledger.open_reading(ledger) as opened, opened.steady() as steady:
        view = View(steady, profile)
        read = read_dataset(file, mapping=mapping)
        comparison, name = compare_view(view, read), called(read.dataset, file)
        if out is not None:
            write_comparison(out, comparison, dataset=name, view=view)
        withheld = len(view.guarded.incidents)
    console.print(
        comparison_told(comparison, read, name=name, limit=limit, width=console.width, withheld=withheld)
    )


@app.command()
def serve(
    ledger: LedgerOption = LEDGER,
    host: Annotated[str, typer.Option(metavar="HOST", help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, metavar="PORT", help="The port.")] = 8080,
    reviewers: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Who may sign in, judge and add; else it only reads.")
    ] = None,
    profile: Annotated[
        Literal["public", "full"], typer.Option(help="public withholds what can endanger people.")
    ] = "full",
    allow_host: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="A name that the desk is reached by; may be given again."),
    ] = None,
    places: Annotated[
        list[Path] | None,
        typer.Option(metavar="CSV", help="Your own list of places, for reports added here."),
    ] = None,
    against: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Another dataset, to be shown beside the ledger (as in compare)."),
    ] = None,
    mapping: Annotated[
        str | None,
        typer.Option("--map", metavar="FIELD=COLUMN,...", help="The columns of that dataset, as in compare."),
    ] = None,
    open_: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
) -> None:
    """Show the ledger as pages in a browser; they ask nothing from outside."""
    from warledger.cli.serving import Serving, serve_desk

    serve_desk(
        ledger,
        Serving(
            host,
            port,
            reviewers=reviewers,
            profile=profile,
            names=allow_host or (),
            places=places or (),
            against=against,
            mapping=mapping,
            open=open_,
        ),
    )
