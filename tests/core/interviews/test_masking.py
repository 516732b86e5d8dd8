"""What may give a firm away is proposed, and once hidden it stays hidden."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings

from tests.core.interviews.texts import LABELS, VOCABULARY, texts
from wegwijzer.core.interviews.mask_patterns import MaskKind, Vocabulary
from wegwijzer.core.interviews.masking import Mask, Numbering, mask_edits, masked, masks_of_words, propose_masks
from wegwijzer.core.interviews.spans import Span, SpanError, apply_edits


def found(text: str, vocabulary: Vocabulary = VOCABULARY) -> list[tuple[str, str]]:
    return [(mask.kind.value, mask.span.of(text)) for mask in propose_masks(text, vocabulary, labels=LABELS)]


@settings(max_examples=400, deadline=None)
@given(texts)
def test_hiding_every_proposal_leaves_nothing_to_propose(text):
    masks = propose_masks(text, VOCABULARY, labels=LABELS)
    hidden = masked(text, masks, labels=LABELS)
    assert propose_masks(hidden, VOCABULARY, labels=LABELS) == ()


@settings(deadline=None)
@given(texts)
def test_proposals_stand_in_order_and_hide_nothing_twice(text):
    masks = propose_masks(text, VOCABULARY, labels=LABELS)
    assert all(one.span.end <= other.span.start for one, other in pairwise(masks))


@settings(deadline=None)
@given(texts)
def test_what_is_not_hidden_stays_as_it_is(text):
    masks = propose_masks(text, VOCABULARY, labels=LABELS)
    edits = mask_edits(text, masks, labels=LABELS, numbering=Numbering())
    assert apply_edits(text, edits) == masked(text, masks, labels=LABELS)
    assert [(edit.start, edit.end) for edit in edits] == [(mask.span.start, mask.span.end) for mask in masks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ons nummer is 0403.019.261", [("enterprise", "0403.019.261")]),
        ("ons nummer is BE0403019261", [("enterprise", "BE0403019261")]),
        ("bel 051/22 33 44 of 0470123456", [("phone", "051/22 33 44"), ("phone", "0470123456")]),
        ("bel +32 (0)470 12 34 56", [("phone", "+32 (0)470 12 34 56")]),
        ("mail naar jan.p@firma.be", [("email", "jan.p@firma.be")]),
        ("kijk op www.firma.be/over of firma.eu", [("web", "www.firma.be/over"), ("web", "firma.eu")]),
        ("op rekening BE68 5390 0754 7034", [("account", "BE68 5390 0754 7034")]),
        ("in 9000 Gent", [("place", "9000 Gent")]),
        ("in gent of in De Panne", [("place", "gent"), ("place", "De Panne")]),
        ("een boom omhakken", []),
        ("in Boom", [("place", "Boom")]),
        ("aan de Stationsstraat 12", [("place", "Stationsstraat 12")]),
        ("het kost € 1.200 en 2,5 miljoen euro", [("amount", "€ 1.200"), ("amount", "2,5 miljoen euro")]),
        ("vijf miljoen omzet", [("amount", "vijf miljoen")]),
        ("met 450 klanten sinds 1987", [("number", "450"), ("number", "1987")]),
        ("met 35 mensen", []),
        ("met Sofie Van den Broeck", [("name", "Sofie Van den Broeck")]),
        ("voor Peeters & Zonen", [("name", "Peeters & Zonen")]),
        ("Wij zagen Peeters", [("name", "Peeters")]),
        ("Peeters belde. De klant ook.", [("name", "Peeters")]),
        ("O&O doen we niet, R&D wel", []),
        ("over de molen en de MOLEN", [("other", "molen"), ("other", "MOLEN")]),
    ],
)
def test_what_is_proposed(text, expected):
    assert found(text) == expected


def test_a_word_that_also_stands_in_lower_case_is_no_name_at_the_start_of_a_sentence():
    assert found("Productie ligt stil. De productie lukt niet.") == []
    assert found("Productie ligt stil.") == [("name", "Productie")]


def test_the_same_name_has_the_same_number_in_every_note():
    numbering = Numbering()
    first = masked(
        "Jan en Piet",
        masks_of_words("Jan en Piet", {"Jan": MaskKind.NAME, "Piet": MaskKind.NAME}),
        labels=LABELS,
        numbering=numbering,
    )
    second = masked("piet", masks_of_words("piet", {"Piet": MaskKind.NAME}), labels=LABELS, numbering=numbering)
    assert (first, second) == ("[name 1] en [name 2]", "[name 2]")


def test_a_longer_word_goes_before_a_shorter_one():
    text = "Jan Peeters en Jan"
    masks = masks_of_words(text, {"Jan": MaskKind.NAME, "Jan Peeters": MaskKind.NAME})
    assert [mask.span.of(text) for mask in masks] == ["Jan Peeters", "Jan"]


def test_words_inside_other_words_are_left_alone():
    assert masks_of_words("Janine", {"Jan": MaskKind.NAME}) == ()


def test_masks_that_overlap_are_refused():
    with pytest.raises(SpanError, match="overlap"):
        masked("abcdef", [Mask(Span(0, 3), MaskKind.NAME), Mask(Span(2, 5), MaskKind.NAME)], labels=LABELS)
