"""From forms to the texts, sources and kin of the core."""

from __future__ import annotations

from collections.abc import Sequence

from wegwijzer.core.catalogue.measure import Kin, Source
from wegwijzer.core.firm.facts import Text
from wegwijzer.readers.schema import KinForm, SourceForm, TextForm, WordsForm


def text(form: TextForm) -> Text:
    """The text in its three languages."""
    return {"nl": form.nl, "en": form.en, "fr": form.fr}


def optional_text(form: TextForm | None) -> Text | None:
    """The text, where there is one."""
    return None if form is None else text(form)


def words(form: WordsForm) -> dict[str, tuple[str, ...]]:
    """The words per language."""
    return {"nl": tuple(form.nl), "en": tuple(form.en), "fr": tuple(form.fr)}


def source(form: SourceForm) -> Source:
    """The source with those that say the same."""
    return Source(
        form.title,
        form.url,
        form.seed_section,
        tuple(Source(also.title, also.url) for also in form.also),
    )


def kin(forms: Sequence[KinForm]) -> tuple[Kin, ...]:
    """Predecessors or successors."""
    return tuple(Kin(form.id, form.name, form.note or form.scope, form.date) for form in forms)
