"""What was learnt about the subjects of needs, and the file that it is learnt from."""

from __future__ import annotations

import json

import numpy as np
import pytest

from wegwijzer.core.errors import InputError
from wegwijzer.core.understanding.features import Seer
from wegwijzer.readers.labelled_problems import shipped_problems, untouched_problems
from wegwijzer.readers.language import shipped_analyser
from wegwijzer.readers.reader_model import read_model
from wegwijzer.readers.road_reader import (
    BY_WORDS,
    NEEDS,
    SUBJECT,
    chances_of,
    learnt,
    roads_folder,
    subjects_of_needs,
)
from wegwijzer.readers.roads import shipped_roads


@pytest.fixture(scope="module")
def shipped():
    return subjects_of_needs(roads_folder() / NEEDS)


def test_nothing_is_learnt_from_the_untouched_problems(shipped):
    assert not set(shipped) & {problem.id for problem in untouched_problems()}
    assert len(shipped) > 1_500


def test_every_subject_is_learnt_from_a_need_or_its_own_sentences(shipped):
    model = read_model(roads_folder() / BY_WORDS)
    assert model.heads[SUBJECT].labels == tuple(shipped_roads().subjects)
    assert {subject for named in shipped.values() for subject in named} <= set(shipped_roads().subjects)


def test_what_ships_follows_from_what_it_is_learnt_from(shipped):
    seer = Seer(shipped_analyser(), None)
    model, again = read_model(roads_folder() / BY_WORDS), learnt(seer, shipped)
    seen = seer.see(["onze lasrobot valt stil", "de buren klagen over het lawaai"])
    told = "run python -m wegwijzer.readers.road_likeness"
    assert np.allclose(model.probabilities(SUBJECT, seen), again.probabilities(SUBJECT, seen), atol=0.01), told


@pytest.mark.parametrize(
    ("need", "subject"),
    [
        ("Mijn beste lasser vertrekt naar een firma die meer betaalt", "keeping-staff"),
        ("De buren dienen klacht in om de stank van onze schouw", "neighbours-permits"),
        ("Facture d'électricité du four trop élevée", "energy-bill"),
        ("we are looking for a distributor in Germany", "export"),
    ],
)
def test_a_need_that_shares_few_words_with_a_subject_finds_it(need, subject):
    found = chances_of(need)
    assert subject in sorted(found, key=lambda each: -found[each])[:2]


@pytest.mark.parametrize("need", ["", "   ", "\n"])
def test_an_empty_need_tells_nothing(need):
    assert chances_of(need) == {}


def test_faults_of_the_file_are_told_together_with_their_lines(tmp_path):
    path, first = tmp_path / "needs.jsonl", shipped_problems()[0].id
    lines = [
        {"id": first, "subjects": ["nope"]},
        {"id": first, "subjects": []},
        {"id": "zz9", "subjects": []},
        {"id": first},
    ]
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines) + "no json\n", encoding="utf-8")
    with pytest.raises(InputError) as error:
        subjects_of_needs(path)
    told = str(error.value)
    for fault in (
        'needs.jsonl:1: unknown subject "nope"',
        f'needs.jsonl:2: "{first}" stands twice',
        "needs.jsonl:3",
        "needs.jsonl:4",
        "needs.jsonl:5",
    ):
        assert fault in told
