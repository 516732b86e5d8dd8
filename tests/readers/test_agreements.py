"""The agreements that ship: each can be put together in every way, and nothing in them is unused or unreachable."""

from __future__ import annotations

import random
import shutil

import pytest

from wegwijzer.core.agreements.asking import asked, keys_of, party_count
from wegwijzer.core.agreements.assembling import assemble
from wegwijzer.core.agreements.document import plain
from wegwijzer.core.agreements.template import QuestionKind, Standing
from wegwijzer.core.errors import InputError
from wegwijzer.readers.agreements import read_agreements, shipped_agreements
from wegwijzer.readers.catalogue import shipped_folder

KINDS = tuple(shipped_agreements().kinds)
_SAMPLES = {
    QuestionKind.TEXT: "iets",
    QuestionKind.LONG_TEXT: "stap een\nstap twee",
    QuestionKind.DATE: "2026-12-01",
    QuestionKind.MONEY: "1000",
    QuestionKind.PARTY: "1",
    QuestionKind.PER_PARTY: "iets van ons",
    QuestionKind.PARTIES: "naam",
}


def filled(template, choices):
    """Answers to everything that is asked, with these choices."""
    answers = dict(choices)
    for _ in range(3):  # an answer can open another question
        for question in asked(template, answers):
            for key in keys_of(question, party_count(template, answers)):
                if question.kind is not QuestionKind.CHOICE:
                    place = key.split(".")[1] if key.startswith("party.") else ""
                    answers.setdefault(key, f"{_SAMPLES[question.kind]}{f' {place}' if place else ''}")
    return answers


def all_choices(template, seed):
    """Choices for all questions, so that over the seeds every pair of options comes up."""
    chooser = random.Random(seed)
    return {
        question.id: chooser.choice(question.options).id
        for question in template.questions
        if question.kind is QuestionKind.CHOICE
    }


@pytest.mark.parametrize("kind", KINDS)
def test_every_clause_is_reached_and_every_option_makes_a_whole_document(kind):
    template = shipped_agreements().kinds[kind].template
    every = {clause.id for article in template.articles for clause in article.clauses}
    reached: set[str] = set()
    pairs: set[tuple[str, str, str, str]] = set()
    for seed in range(400):
        choices = all_choices(template, seed)
        answers = filled(template, choices)
        document = assemble(template, answers, "nl" if seed % 2 else "en")
        assert document.open == ()
        for section in document.sections:
            for paragraph in section.paragraphs:
                text = plain(paragraph.text) + "".join(map(plain, paragraph.lines))
                assert paragraph.clause
                assert "{" not in text
                assert "[" not in text
        reached |= set(document.clauses)
        given = list(choices.items())
        pairs |= {(*one, *other) for one in given for other in given if one < other}
    assert reached == every
    options = [(q.id, o.id) for q in template.questions for o in q.options]
    assert pairs == {(*a, *b) for a in options for b in options if a < b and a[0] != b[0]}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_without_any_answer_it_is_still_whole_and_says_what_is_open(kind, language):
    template = shipped_agreements().kinds[kind].template
    document = assemble(template, {}, language)
    assert {point.question for point in document.open} == {question.id for question in asked(template, {})}
    assert all(section.paragraphs for section in document.sections)


@pytest.mark.parametrize("kind", KINDS)
def test_every_reference_leads_to_an_article_that_stands_there(kind):
    template = shipped_agreements().kinds[kind].template
    for seed in range(60):
        document = assemble(template, filled(template, all_choices(template, seed)), "nl")
        numbers = {section.number for section in document.sections}
        for section in document.sections:
            for paragraph in section.paragraphs:
                for piece in paragraph.text:
                    if piece.text.startswith("artikel ") and not piece.is_given:
                        assert int(piece.text.removeprefix("artikel ")) in numbers


@pytest.mark.parametrize("kind", KINDS)
def test_every_line_of_the_checklist_is_answered_by_an_article(kind):
    found = shipped_agreements().kinds[kind]
    assert {line.id for line in found.checklist} == {article.topic for article in found.template.articles}


def test_publishing_at_once_with_a_patent_first_is_told():
    template = shipped_agreements().kinds["cooperation"].template
    document = assemble(template, {"publication": "at_once", "patent": "first"}, "nl")
    assert [clash.id for clash in document.clashes] == ["publish_before_patent"]


def test_every_contradiction_can_arise_in_some_kind():
    told: set[str] = set()
    wanted = {found.id for kind in KINDS for found in shipped_agreements().kinds[kind].template.contradictions}
    for kind in KINDS:
        template = shipped_agreements().kinds[kind].template
        for contradiction in template.contradictions:
            choices = {name: options[0] for name, options in contradiction.when.items()}
            for question in template.questions:
                if question.id in choices:
                    choices |= {name: options[0] for name, options in question.when.items()}
            choices |= {"start_date": "2026-12-02", "end_date": "2026-12-01", "talk_until": "2026-12-01"}
            choices |= {"party.1.name": "Zelfde", "party.2.name": "zelfde"}
            told |= {clash.id for clash in assemble(template, choices, "nl").clashes}
    assert told == wanted


def test_every_source_says_where_it_was_seen_and_is_behind_a_clause():
    used = {
        source
        for kind in KINDS
        for article in shipped_agreements().kinds[kind].template.articles
        for clause in article.clauses
        for source in clause.sources
    }
    sources = shipped_agreements().kinds["nda"].template.sources
    assert used == set(sources)
    assert all(source.seen for source in sources.values())
    assert any(source.standing is Standing.TO_CONFIRM for source in sources.values())


def test_a_clause_with_a_slot_and_a_source_that_lead_nowhere_is_refused_by_name(tmp_path):
    folder = tmp_path / "agreements"
    shutil.copytree(shipped_folder() / "agreements", folder)
    file = folder / "clauses" / "4-trouble.yaml"
    text = file.read_text(encoding="utf-8").replace("sources: [mediation]", "sources: [hearsay]", 1)
    file.write_text(text.replace("rechtbank van {court_place}", "rechtbank van {courtplace}"), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_agreements(folder)
    assert 'clause mediation: no source is called "hearsay"' in str(caught.value)
    assert 'clause court: the slot "courtplace" is no question of this kind' in str(caught.value)


def test_a_missing_key_is_told_with_its_line(tmp_path):
    folder = tmp_path / "agreements"
    shutil.copytree(shipped_folder() / "agreements", folder)
    file = folder / "kinds.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("  slug: materiaal\n", ""), encoding="utf-8")
    with pytest.raises(InputError, match=r"agreements/kinds.yaml:\d+: kinds.1.slug"):
        read_agreements(folder)
