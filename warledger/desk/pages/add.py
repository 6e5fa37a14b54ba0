"""Adding reports: paste a text, drop files, watch them being read."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from warledger.desk.adding import Adding, QueueFull
from warledger.desk.adding.handed_in import Dropped, HandedIn, lay_down
from warledger.desk.adding.jobs import Job, JobState, Pasted
from warledger.desk.addresses import leads_outside
from warledger.desk.people import reviewer
from warledger.desk.setting import Desk
from warledger.errors import UnknownRecord, UsageError
from warledger.reports import Limits
from warledger.reports.fields import parse_day
from warledger.reports.inputs import READABLE

ROOM = "/add"
MOST_FILES = 500
LONGEST_TEXT = Limits().report_chars
LONGEST_FIELD = 2_000
LARGEST_UPLOAD = 256_000_000
LARGEST = {ROOM: LARGEST_UPLOAD}
"""What the guard lets in here, in bytes."""

_BYTES_A_CHARACTER = 4
_STATE_WORDS: Mapping[JobState, str] = {
    "waiting": "waiting for its turn",
    "running": "reading",
    "done": "read",
    "stopped": "stopped",
    "failed": "failed",
}


@dataclass(frozen=True, slots=True)
class Typed:
    """What the form held: the pasted text and its fields, and what was typed about the files."""

    pasted: Pasted = field(default_factory=Pasted)
    files_outlet: str = ""
    files_published: str = ""


def typed_of(form: FormData) -> Typed:
    """Read the fields of the form as they were typed."""
    words = {name: value for name, value in form.items() if isinstance(value, str)}
    about = {name: words.get(name, "").strip() for name in ("title", "outlet", "url", "published")}
    return Typed(
        Pasted(words.get("text", ""), **about),
        words.get("files_outlet", "").strip(),
        words.get("files_published", "").strip(),
    )


def check(typed: Typed, files: int) -> None:
    """Make sure that the form can be read as it was meant.

    Raises:
        UsageError: it holds nothing, or a field makes no sense; the text says which and what it should look like.
    """
    pasted = typed.pasted
    if not pasted.text.strip() and not files:
        raise UsageError("There is nothing to add: paste a text or choose files.")
    if len(pasted.text) > LONGEST_TEXT:
        raise UsageError(f"The text is longer than {LONGEST_TEXT:,} characters: no report is that long.")
    for words in (pasted.title, pasted.outlet, pasted.url, typed.files_outlet):
        if len(words) > LONGEST_FIELD:
            raise UsageError(f"A field takes at most {LONGEST_FIELD:,} characters.")
    for words in (pasted.published, typed.files_published):
        if words and parse_day(words) is None:
            raise UsageError(f"“Published” is a day like 2016-04-19; “{words[:60]}” is none.")
    if pasted.url and not leads_outside(pasted.url):
        raise UsageError(
            f"“Address” begins with http:// or https:// and names a site; “{pasted.url[:60]}” does not."
        )


def progress_of(job: Job) -> Mapping[str, object]:
    """Give what the page of a running job asks for again and again."""
    course = job.course
    return {
        "state": job.state,
        "words": state_words(job),
        "stage": course.stage,
        "done_bytes": course.done_bytes,
        "total_bytes": job.total_bytes,
        "new": course.new,
        "known": course.known,
        "refused": course.refused,
        "ended": job.ended,
    }


def state_words(job: Job) -> str:
    """Say in a few words what a job does or how it ended."""
    return (job.course.stage if job.state == "running" else "") or _STATE_WORDS[job.state]


def job_href(job: Job) -> str:
    """The address of a job's page."""
    return f"{ROOM}/{job.id}"


def add_to(app: FastAPI, desk: Desk, adding: Adding) -> None:
    """Hang the pages into the application."""

    def page(request: Request, typed: Typed, complaint: str = "", status: int = 200) -> Response:
        return desk.page(
            request,
            "add.html",
            room=ROOM,
            status=status,
            typed=typed,
            complaint=complaint,
            jobs=adding.jobs(),
            job_href=job_href,
            state_words=state_words,
            readable=READABLE,
            longest_text=LONGEST_TEXT,
            largest_upload=LARGEST_UPLOAD,
            most_files=MOST_FILES,
        )

    @app.api_route(ROOM, methods=["GET", "HEAD"], include_in_schema=False)
    def add_page(request: Request, again: str = "") -> Response:
        reviewer(request)
        typed = Typed()
        if again:
            try:
                typed = Typed(adding.job(again).pasted or Pasted())
            except UnknownRecord:
                return page(request, typed, "What was typed there is no longer remembered.", 404)
        return page(request, typed)

    @app.post(ROOM, include_in_schema=False)
    async def add(request: Request) -> Response:
        by, typed = reviewer(request), Typed()
        try:
            async with request.form(
                max_files=MOST_FILES, max_fields=20, max_part_size=LONGEST_TEXT * _BYTES_A_CHARACTER
            ) as form:
                typed = typed_of(form)
                files = [f for f in form.getlist("files") if isinstance(f, UploadFile) and f.filename]
                check(typed, len(files))
                given = await run_in_threadpool(_laid_down, adding, typed, files)
            job = adding.hand_in(given, by=by, pasted=typed.pasted if typed.pasted.text.strip() else None)
        except (UsageError, QueueFull) as refused:
            return complained(request, typed, str(refused), 422 if isinstance(refused, UsageError) else 503)
        except HTTPException:
            reason = f"The desk takes at most {MOST_FILES} files and one text of {LONGEST_TEXT:,} characters at once."
            return complained(request, typed, reason, 422)
        if _asks_for_json(request):
            return JSONResponse({"href": job_href(job)}, 201)
        return RedirectResponse(job_href(job), 303)

    def complained(request: Request, typed: Typed, reason: str, status: int) -> Response:
        if _asks_for_json(request):
            return JSONResponse({"detail": reason}, status)
        return page(request, typed, reason, status)

    _add_job_pages(app, desk, adding)


def _add_job_pages(app: FastAPI, desk: Desk, adding: Adding) -> None:
    @app.api_route(ROOM + "/{job_id}", methods=["GET", "HEAD"], include_in_schema=False)
    def job_page(request: Request, job_id: str) -> Response:
        reviewer(request)
        job = adding.job(job_id)
        return desk.page(
            request, "adding.html", room=ROOM, job=job, href=job_href(job), state_words=state_words
        )

    @app.api_route(ROOM + "/{job_id}/progress", methods=["GET", "HEAD"], include_in_schema=False)
    def progress(request: Request, job_id: str) -> Response:
        reviewer(request)
        return JSONResponse(progress_of(adding.job(job_id)))

    @app.post(ROOM + "/{job_id}/stop", include_in_schema=False)
    def stop(request: Request, job_id: str) -> Response:
        reviewer(request)
        adding.stop(job_id)
        return RedirectResponse(job_href(adding.job(job_id)), 303)


def _laid_down(adding: Adding, typed: Typed, files: list[UploadFile]) -> HandedIn:
    folder = adding.new_folder()
    try:
        dropped = [Dropped(file.filename or "", file.file) for file in files]
        return lay_down(
            folder, typed.pasted, dropped, outlet=typed.files_outlet, published=typed.files_published
        )
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _asks_for_json(request: Request) -> bool:
    return "application/json" in request.headers.get("accept", "")
