"""What the forms of requests and answers share."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from wegwijzer.web.api.parsing import is_writable

_WHOLE = re.compile(r"-?\d{1,9}\Z", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?([Zz]|[+-]\d{2}:\d{2})\Z", re.ASCII)
_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\Z", re.ASCII)


def _only(pattern: re.Pattern[str], kind: str, made: type) -> Callable[[Any], Any]:
    """Take text in one form alone: pydantic would also read numbers as days, and spaces and underscores in numbers."""

    def check(value: Any) -> Any:
        if isinstance(value, str) and pattern.match(value):
            return value
        if isinstance(value, made) and not isinstance(value, bool):
            return value
        raise PydanticCustomError(kind, "not as expected")

    return check


def _writable(value: str) -> str:
    if not is_writable(value):
        raise PydanticCustomError("writable", "signs that cannot be kept")
    return value


Whole = Annotated[int, BeforeValidator(_only(_WHOLE, "int_parsing", int))]
"""A whole number in a question string."""
Day = Annotated[date, Field(strict=False), BeforeValidator(_only(_DAY, "date_parsing", date))]
"""A day in ISO form."""
Moment = Annotated[datetime, Field(strict=False), BeforeValidator(_only(_MOMENT, "datetime_parsing", datetime))]
"""A moment with its zone, as RFC 3339 writes it."""
Id = Annotated[UUID, Field(strict=False), BeforeValidator(_only(_UUID, "uuid_parsing", UUID))]
"""An id of ours."""
Words = Annotated[str, AfterValidator(_writable)]
"""Text that a database can hold."""
Language = Literal["nl", "en", "fr"]


class Asked(BaseModel):
    """A question string; a parameter that an operation does not know is refused elsewhere (`service`)."""

    model_config = ConfigDict(extra="ignore")


class Given(BaseModel):
    """A body of a request: nothing is read that is not said here, and no value is taken for another kind."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Told(BaseModel):
    """A part of an answer: holds what is said here and nothing else."""

    model_config = ConfigDict(extra="forbid")


class FaultTold(Told):
    """One thing wrong with what was sent."""

    where: str = Field(description="The part of the request: `body.firm.fte`, `query.limit`.")
    what: str = Field(description="What is wrong there.")
    expected: str = Field(description="What would have been right; may be empty.")


class Problem(Told):
    """An error, as RFC 9457 has it, in the language of the caller."""

    type: str = Field(description="The address that names this kind of problem.")
    title: str = Field(description="The kind of problem in a few words.")
    status: int = Field(description="The status of the answer.")
    detail: str = Field(description="What is wrong and what to do, in a sentence or two.")
    instance: str = Field(description="The address that was asked for.")
    code: str = Field(description="The kind of problem for a program; the last part of `type`.")
    what: str = Field(description="What is wrong.")
    where: str = Field(description="Where it is wrong.")
    what_to_do: str = Field(description="What to do about it.")
    faults: list[FaultTold] = Field(default=[], description="Everything that is wrong with what was sent.")
