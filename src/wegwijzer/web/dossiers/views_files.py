"""Files of a dossier: attachments in and out, and the dossier itself as Word, PDF or Excel."""

from __future__ import annotations

import re
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wegwijzer.core.dossier.access import Deed
from wegwijzer.core.dossier.printing import PrintedDossier
from wegwijzer.publishing import dossier_docx, dossier_pdf, dossier_xlsx
from wegwijzer.readers.dossier import shipped_structure
from wegwijzer.readers.dossier_attachments import MEDIA, MOST_BYTES, AttachmentError
from wegwijzer.web.dossiers import attaching, queries
from wegwijzer.web.dossiers.dossier_page import measure_name
from wegwijzer.web.dossiers.models import Dossier
from wegwijzer.web.dossiers.part_page import part_facts
from wegwijzer.web.dossiers.reading import read
from wegwijzer.web.dossiers.visit import Seat, personal, seat
from wegwijzer.wording.dossier import DossierWording
from wegwijzer.wording.language import say
from wegwijzer.wording.values import date_text

_MEGA = 1024 * 1024


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def attachments(request: HttpRequest, language: str, dossier_id: UUID) -> HttpResponse:
    """The attachments; a form adds one."""
    if request.method != "POST":
        return _attachments(request, seat(request, dossier_id, Deed.DOWNLOAD, looks_at="attachments"))
    at_it = seat(request, dossier_id, Deed.ATTACH)
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        return _attachments(request, at_it, fault="none")
    if (file.size or 0) > MOST_BYTES:
        return _attachments(request, at_it, fault="too_large", name=file.name or "")
    try:
        attaching.attach(at_it.dossier, file.name or "", file.read(), person=at_it.person, at=timezone.now())
    except AttachmentError as error:
        return _attachments(request, at_it, fault=error.code, name=file.name or "")
    return redirect("dossiers:attachments", language, dossier_id)


@require_safe
@personal
def download(request: HttpRequest, language: str, dossier_id: UUID, attachment_id: UUID) -> HttpResponse:
    """One attachment, always as a download: no browser shows it as a page of ours."""
    at_it = seat(request, dossier_id, Deed.DOWNLOAD, looks_at="attachment")
    found = queries.attachment(at_it.dossier, attachment_id)
    if found is None:
        raise Http404
    return _file(bytes(found.content), found.name, found.media)


@require_POST
@personal
def detach(request: HttpRequest, language: str, dossier_id: UUID, attachment_id: UUID) -> HttpResponse:
    """Take an attachment away."""
    at_it = seat(request, dossier_id, Deed.ATTACH)
    attaching.detach(at_it.dossier, attachment_id)
    return redirect("dossiers:attachments", language, dossier_id)


@require_safe
@personal
def export(request: HttpRequest, language: str, dossier_id: UUID, kind: str) -> HttpResponse:
    """The dossier as a file: docx, pdf or xlsx."""
    at_it = seat(request, dossier_id, Deed.EXPORT, looks_at="export")
    printed = printed_dossier(at_it.dossier, language)
    plain = re.sub(r"[^\w-]+", "-", at_it.dossier.title).strip("-")[:60]
    name = f"{plain or 'dossier'}.{kind}"
    if kind == "docx":
        return _file(dossier_docx.file_bytes(printed, made_at=timezone.now()), name, MEDIA["docx"])
    if kind == "pdf":
        return _file(dossier_pdf.file_bytes(printed), name, MEDIA["pdf"])
    if kind == "xlsx":
        return _file(dossier_xlsx.file_bytes(printed), name, MEDIA["xlsx"])
    raise Http404


def printed_dossier(dossier: Dossier, language: str) -> PrintedDossier:
    """The dossier as it is printed today."""
    today = timezone.localdate()
    seen = read(dossier, on=today)
    wording = DossierWording(shipped_structure(), language)
    measure = measure_name(dossier.measure, language)
    lines = [say("dossiers.print.for", language, measure=measure)] if measure else []
    lines.append(say("dossiers.print.made", language, day=date_text(today, language)))
    facts = [(label[:1].upper() + label[1:], value) for label, value, _ in part_facts(seen, language)]
    return wording.printed(seen.content, seen.rules, title=dossier.title, lines=lines, facts=facts)


def _file(content: bytes, name: str, media: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media)
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _attachments(request: HttpRequest, at_it: Seat, *, fault: str = "", name: str = "") -> HttpResponse:
    shown = {
        "dossier": at_it.dossier,
        "may_attach": at_it.may(Deed.ATTACH),
        "files": [(found, max(1, found.size // 1024)) for found in queries.attachments(at_it.dossier)],
        "fault": fault,
        "fault_key": f"dossiers.attach.fault.{fault}",
        "name": name,
        "kinds": ", ".join(MEDIA),
        "accept": ",".join(f".{ending}" for ending in MEDIA),
        "limit": str(MOST_BYTES // _MEGA),
        "most": str(attaching.MOST_FILES),
        "all": str(attaching.MOST_BYTES // _MEGA),
    }
    return render(request, "dossiers/attachments.html", shown, status=400 if fault else 200)
