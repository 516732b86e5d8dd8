"""Read an upload in steps, one a request: it can be left and taken up again, and needs no worker of its own.

A step goes on where the last one stopped. XBRL, which takes longest, is passed over document by document without
being read again. Of tables and JSON the readers keep nothing between requests, so there a step first passes over the
filings that are in already, and then takes as long for new ones as that took, within limits.
"""

from __future__ import annotations

import logging
import time
from pathlib import Path

from wegwijzer.core.accounts.filing import Filing
from wegwijzer.core.errors import Fault
from wegwijzer.web.portfolio import actions, queries, upload_folder
from wegwijzer.web.portfolio.account_files import filings_and_faults
from wegwijzer.web.portfolio.models import Upload
from wegwijzer.web.portfolio.upload_progress import Progress

FIRST_STEP_SECONDS = 2.5
STEP_SECONDS = 1.0
MOST_ATTEMPTS = 3
"""Steps that may begin without coming to an end before an upload is given up."""
LONGEST_STEP_SECONDS = 8.0
"""How long a step reads what is new at the most: a server ends a request after half a minute."""

_CHECK_EVERY = 25
_log = logging.getLogger(__name__)


def read_step(upload: Upload, *, seconds: float = STEP_SECONDS) -> None:
    """Read on for about so many seconds; at the end of the files, finish the upload."""
    if upload.is_done:
        return
    actions.begin_step(upload)
    paths = upload_folder.kept_files(upload.pk, upload.files)
    if upload.attempts > MOST_ATTEMPTS or not paths:
        _give_up(upload, _UNREADABLE)
        return
    try:
        _read_on(upload, paths, seconds)
    except Exception:  # a reader's mistake must cost neither the batch nor the page
        _log.exception("an upload could not be read")
        _give_up(upload, _UNREADABLE)


_UNREADABLE = Fault("", "reading the files failed on our side.", "the same files again, in smaller batches.")
_UNVERSIONED = "gives codes of an activity (nace) that name no version; they are not used, the amounts are."
_UNVERSIONED_EXPECTED = "a column nace_version with 2003, 2008 or 2025 beside nace, and the same file again."
_FULL = "the portfolio is full: {count} new clients were not kept."
_FULL_EXPECTED = "at most {most} clients; remove some, and send the files again."


def _read_on(upload: Upload, paths: list[Path], seconds: float) -> None:
    start = time.monotonic()
    progress = Progress.of(upload)
    batch: list[Filing] = []
    deadline, new = None, 0
    for item in filings_and_faults(paths, progress.passes_over):
        is_new = progress.take(item)
        if not is_new:
            continue
        if isinstance(item, Filing):
            batch.append(item)
            if item.nace and not item.nace_version:
                progress.take(Fault(f"{item.where.split(':')[0]}:nace", _UNVERSIONED, _UNVERSIONED_EXPECTED))
        new += 1
        if deadline is None:
            now = time.monotonic()
            deadline = now + min(max(seconds, now - start), LONGEST_STEP_SECONDS)
        elif new % _CHECK_EVERY == 0 and time.monotonic() > deadline:
            added = actions.store(upload.owner, batch)
            actions.note_progress(upload, read=progress.place, added=added, reading=progress.data())
            return
    added = actions.store(upload.owner, batch)
    actions.note_progress(upload, read=progress.place, added=added, reading={})
    faults = [Fault(*told) for told in progress.faults]
    refused = set(progress.entities) - queries.entities(upload.owner)
    if refused:
        problem, expected = _FULL.format(count=len(refused)), _FULL_EXPECTED.format(most=actions.MOST_CLIENTS)
        faults.append(Fault("", problem, expected))
    actions.finish(upload, faults, faulty_files=_files(faults), clients=len(progress.entities) - len(refused))


def _files(faults: list[Fault]) -> int:
    """How many files the faults are in; a place begins with the name of the file."""
    return len({fault.where.split(":")[0] for fault in faults if fault.where})


def _give_up(upload: Upload, fault: Fault) -> None:
    actions.finish(upload, [fault], faulty_files=len(upload.files), clients=0)
