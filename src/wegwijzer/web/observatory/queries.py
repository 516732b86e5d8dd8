"""What pages read: figures made beforehand, and nothing else."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from wegwijzer.web.observatory.building import OWN, REACH, YearOfOwnUse, YearOfReach
from wegwijzer.web.observatory.excluded_file import KeptOut, read_kept_out
from wegwijzer.web.observatory.models import Aggregate, SentFile
from wegwijzer.web.observatory.storing import built


def shown_file(kind: str) -> SentFile | None:
    """The file of a kind whose figures are shown, without its content."""
    return SentFile.objects.defer("content", "population").filter(kind=kind, is_shown=True).first()


def is_waiting(kind: str) -> bool:
    """Whether the figures of a file of a kind are being made."""
    return SentFile.objects.filter(kind=kind, state=SentFile.State.WAITING).exists()


def sent_files() -> list[SentFile]:
    """All files, the newest first."""
    return list(SentFile.objects.defer("content", "population").select_related("sent_by"))


def reach_years(file: SentFile) -> list[int]:
    """The years of a file, rising."""
    return list(Aggregate.objects.filter(name=REACH, file=file).order_by("year").values_list("year", flat=True))


def reach_of(file: SentFile, year: int) -> YearOfReach | None:
    """The figures of one year of a file."""
    row = Aggregate.objects.filter(name=REACH, file=file, year=year).values_list("pk", "made_at").first()
    return None if row is None else _reach(*row)


def own_years() -> list[int]:
    """The years of own use that have figures, rising."""
    return list(Aggregate.objects.filter(name=OWN, file=None).order_by("year").values_list("year", flat=True))


def own_use_of(year: int) -> YearOfOwnUse | None:
    """The figures of one year of own use."""
    row = Aggregate.objects.filter(name=OWN, file=None, year=year).values_list("pk", "made_at").first()
    return None if row is None else _own(*row)


def kept_out_of(file: SentFile) -> KeptOut:
    """Who is kept out by what, of a file; its content holds numbers of firms alone and is kept."""
    return _kept_out(str(file.pk))


@lru_cache(maxsize=32)
def _reach(pk: int, made_at: datetime) -> YearOfReach:
    return built(YearOfReach, Aggregate.objects.values_list("data", flat=True).get(pk=pk))


@lru_cache(maxsize=16)
def _own(pk: int, made_at: datetime) -> YearOfOwnUse:
    return built(YearOfOwnUse, Aggregate.objects.values_list("data", flat=True).get(pk=pk))


@lru_cache(maxsize=8)
def _kept_out(pk: str) -> KeptOut:
    return read_kept_out(bytes(SentFile.objects.values_list("content", flat=True).get(pk=pk)))
