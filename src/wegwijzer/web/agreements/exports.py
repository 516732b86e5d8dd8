"""The files of an agreement: Word and PDF, in the language of the agreement itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.http import HttpResponse

from wegwijzer.core.agreements.document import Document
from wegwijzer.publishing.agreement_docx import docx_bytes
from wegwijzer.publishing.agreement_pdf import pdf_bytes
from wegwijzer.readers.agreements import Kind
from wegwijzer.web.agreements.models import Draft
from wegwijzer.web.agreements.result_view import document_of, version_line
from wegwijzer.wording.language import say

FORMS: Mapping[str, tuple[Callable[[Document, Mapping[str, str]], bytes], str]] = {
    "docx": (docx_bytes, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (pdf_bytes, "application/pdf"),
}
_WORDS = ("signatures", "signed_at", "signed_on", "signature")


def file_response(kind: Kind, draft: Draft, form: str) -> HttpResponse:
    """The file as a download."""
    write, content_type = FORMS[form]
    language = draft.language
    words = {name: say(f"agreements.paper.{name}", language) for name in _WORDS}
    words["version"] = version_line(kind, language)
    response = HttpResponse(write(document_of(kind, draft), words), content_type=content_type)
    name = say(f"agreements.file.{kind.id}", language)
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response
