"""Changes that come late, twice, in any order, or upon somebody else's: every text is somewhere."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from wegwijzer.core.interviews.syncing import Change, Outcome, Stored, receive


@dataclass
class Server:
    """What a server does with the outcomes."""

    note: Stored | None = None
    known: set[str] = field(default_factory=set)
    rivals: dict[str, str] = field(default_factory=dict)
    replaced: list[tuple[str, int]] = field(default_factory=list)

    def take(self, change: Change) -> Outcome:
        outcome, after = receive(self.note, change, is_known=change.id in self.known)
        if outcome is Outcome.CONFLICT:
            self.rivals[change.id] = change.text
        if outcome is Outcome.STORED and self.note is not None:
            self.replaced.append((self.note.text, change.base))
        self.known.add(change.id)
        self.note = after
        return outcome


changes = st.builds(
    Change,
    id=st.uuids().map(str),
    base=st.integers(0, 4),
    text=st.text("ab", min_size=1, max_size=3),
    speaker=st.just("m"),
)


@given(st.lists(changes, max_size=8, unique_by=lambda change: change.id), st.data())
def test_no_text_is_lost_whatever_comes_in_whatever_order(sent, data):
    deliveries = data.draw(
        st.permutations([*sent, *data.draw(st.lists(st.sampled_from(sent)) if sent else st.just([]))])
    )
    server = Server()
    versions = {}
    for change in deliveries:
        server.take(change)
        if server.note is not None:
            versions[server.note.version] = server.note.text
    for change in sent:
        was_stored = change.text in versions.values()
        assert was_stored or change.text in server.rivals.values()
    # A text made way only for one that was written upon it.
    for text, base in server.replaced:
        assert versions[base] == text


@given(changes)
def test_the_same_change_twice_is_the_same_as_once(change):
    once, twice = Server(), Server()
    once.take(change)
    twice.take(change)
    assert twice.take(change) is Outcome.SAME
    assert (once.note, once.rivals) == (twice.note, twice.rivals)


def test_a_text_written_upon_an_older_version_is_a_conflict():
    server = Server(Stored("b", "m", 2))
    assert server.take(Change("x", 1, "c", "m")) is Outcome.CONFLICT
    assert server.note == Stored("b", "m", 2)
    assert server.rivals == {"x": "c"}


def test_an_empty_first_text_makes_no_note():
    assert receive(None, Change("x", 0, "  ", "m"), is_known=False) == (Outcome.SAME, None)


def test_another_speaker_is_a_change_too():
    outcome, after = receive(Stored("b", "m", 2), Change("x", 2, "b", "f"), is_known=False)
    assert (outcome, after) == (Outcome.STORED, Stored("b", "f", 3))
