"""What the form of a rule shows, as plain values."""

from __future__ import annotations

from dataclasses import dataclass

from wegwijzer.web.editing.fault_words import ShownFault


@dataclass(frozen=True, slots=True)
class FieldView:
    """One field: its words, what is in it, the options to choose from as (value, label, is chosen), its faults."""

    id: str
    label: str
    kind: str
    value: str = ""
    options: tuple[tuple[str, str, bool], ...] = ()
    unit: str = ""
    hint: str = ""
    faults: tuple[ShownFault, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupView:
    """Fields under one heading: a criterion with the sentence that it makes, or a part of the amount."""

    id: str
    title: str
    fields: tuple[FieldView, ...]
    drop: FieldView | None = None

    @property
    def has_faults(self) -> bool:
        """Whether something is wrong with one of its fields."""
        return any(field.faults for field in self.fields)
