"""What a question page shows."""

from __future__ import annotations

from dataclasses import dataclass

from wegwijzer.core.pyramid.placing import PLAIN_QUESTIONS, most_questions_left, standing
from wegwijzer.core.pyramid.segments import Segment
from wegwijzer.readers.self_placement import shipped_self_placement
from wegwijzer.web.placement.answers import CHOICES, known_answers
from wegwijzer.web.placement.models import Placement
from wegwijzer.web.placement.place_words import places_text
from wegwijzer.wording.language import local, say

_FOLLOWS = {question.id: question.follows for question in PLAIN_QUESTIONS}


@dataclass(frozen=True, slots=True)
class AnswerButton:
    """One answer to press; `is_given` when it was given before."""

    value: str
    label: str
    is_given: bool


@dataclass(frozen=True, slots=True)
class QuestionView:
    """One question in words, with how far the visitor is and the question before.

    `possible` names the places that are left; empty while that is all of them.
    """

    id: str
    question: str
    help: str
    why: str
    possible: str
    progress: str
    buttons: tuple[AnswerButton, ...]
    previous: str


def question_view(placement: Placement, question: str, language: str) -> QuestionView:
    """The page of a question for one visitor."""
    words = shipped_self_placement().questions[question]
    before = placement.asked[: placement.asked.index(question)] if question in placement.asked else placement.asked
    given = placement.answers.get(question)
    return QuestionView(
        id=question,
        question=question_text(placement, question, language),
        help=local(words.help, language),
        why=local(words.why, language),
        possible=_possible(placement, language),
        progress=_progress(placement, question, len(before) + 1, language),
        buttons=tuple(
            AnswerButton(value, say(f"placement.answer.{value}", language), value == given) for value in CHOICES
        ),
        previous=before[-1] if before else "",
    )


def question_text(placement: Placement, question: str, language: str) -> str:
    """The question as it is put: in fewer words after a yes to what it follows."""
    words, follows = shipped_self_placement().questions[question], _FOLLOWS[question]
    is_after_yes = follows is not None and placement.answers.get(follows) == "yes"
    return local(words.after_yes if is_after_yes and words.after_yes else words.question, language)


def _possible(placement: Placement, language: str) -> str:
    found = standing(known_answers(placement.answers))
    if len(found.possible) in (1, len(Segment)):
        return ""
    return say("placement.question.possible", language, places=places_text(found, language))


def _progress(placement: Placement, question: str, number: int, language: str) -> str:
    known = known_answers({asked: answer for asked, answer in placement.answers.items() if asked != question})
    left = max(0, most_questions_left(known, shipped_self_placement().shares) - 1)
    key = {0: "last", 1: "one_left"}.get(left, "left")
    return say(f"placement.question.progress_{key}", language, number=str(number), left=str(left))
