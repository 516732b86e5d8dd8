"""Every kind of letter in every language, as somebody reads it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.web.post.samples import LINK, SAMPLES
from wegwijzer.web.post.errors import LetterError
from wegwijzer.web.post.kinds import KINDS, Form, check_values
from wegwijzer.web.post.letters import WIDTH, compose, line_text
from wegwijzer.wording.language import LANGUAGES

EVERY = [
    pytest.param(kind, values, language, id=f"{kind}-{place}-{language}")
    for place, (kind, values) in enumerate(SAMPLES)
    for language in LANGUAGES
]
EVIL = "An <b>Peeters</b> & {subject}\r\nBcc: other@example.com \u202egnp.exe"


class Reader(HTMLParser):
    """The words and the links of an HTML letter; fails on anything that is not closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[str] = []
        self.feed(html)
        assert self._open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag == "a":
            self.links.append(str(dict(attrs)["href"]))
        if tag not in ("br", "meta"):
            self._open.append(tag)

    def handle_endtag(self, tag):
        assert self._open.pop() == tag

    def handle_data(self, data):
        if self._open and self._open[-1] not in ("style", "title"):
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def flat(text: str) -> str:
    return " ".join(text.replace("\n> ", "\n").split())


def test_there_is_a_sample_of_every_kind():
    assert {kind for kind, _ in SAMPLES} == set(KINDS)


@pytest.mark.parametrize(("kind", "values", "language"), EVERY)
def test_a_letter_reads_well_in_both_forms(kind, values, language):
    letter = compose(kind, language, values)
    page = Reader(letter.html)
    for text in (letter.subject, letter.text, page.text):
        assert not re.search(r"[{}]|None|\(\)|  +\S*:\s*\.|&(amp|lt|quot|#)", text)
        assert "“”" not in text
        assert "« »" not in text
    assert "\n" not in letter.subject
    assert len(letter.subject) <= 120
    assert all(len(line) <= WIDTH or "http" in line for line in letter.text.splitlines())
    assert letter.subject in page.text
    for paragraph in letter.text.split("\n\n")[:-2]:
        if "http" not in paragraph:
            told = re.sub(r"^- ", "", paragraph, flags=re.MULTILINE)  # the page has bullets of its own
            assert flat(told) in flat(page.text).replace(" , ", ", ") or paragraph.startswith(("> ", "-"))


@pytest.mark.parametrize(("kind", "values", "language"), EVERY)
def test_a_letter_leads_only_to_this_site_and_loads_nothing(kind, values, language, settings):
    settings.SITE_ADDRESS = "https://wegwijzer.example"
    letter = compose(kind, language, values)
    page = Reader(letter.html)
    assert all(link.startswith("https://wegwijzer.example/") for link in page.links)
    assert not re.search(r"<img|<script|src=|url\(|<table|http:", letter.html)
    if "link" in values:
        assert f"https://wegwijzer.example{LINK}" in letter.text or "/binnen/abc/" in letter.text
        assert page.links[0] == f"https://wegwijzer.example{values['link']}"


@pytest.mark.parametrize(("kind", "values", "language"), EVERY)
def test_a_letter_says_why_one_gets_it_and_where_to_change_that(kind, values, language):
    letter = compose(kind, language, values)
    footer = letter.text.partition("-" * WIDTH)[2]
    begins = {"nl": "U krijgt deze mail", "en": "You get this e-mail", "fr": "Vous recevez ce courriel"}
    assert begins[language] in footer
    if kind in ("sign_in", "confirm_referral", "report_received", "report_answered", "erased") or kind in _SUBSCRIBED:
        assert "/account/" not in footer
    else:
        assert f"/{language}/account/" in footer


_SUBSCRIBED = ("agenda_confirm", "agenda_digest", "agenda_event")
"""Letters to an address without an account; the link that stops them stands in each."""


def test_languages_differ_in_every_sentence():
    for kind, values in SAMPLES:
        subjects = {compose(kind, language, values).text for language in LANGUAGES}
        assert len(subjects) == len(LANGUAGES), kind


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_users_wrote_cannot_become_markup_a_header_or_a_placeholder(language):
    for kind, values in SAMPLES:
        forms = KINDS[kind].values
        evil = {
            name: EVIL if forms[name] in (Form.TEXT, Form.WORDS) else [EVIL] if forms[name] is Form.NAMES else value
            for name, value in values.items()
        }
        if evil == values:
            continue
        letter = compose(kind, language, evil)
        page = Reader(letter.html)
        assert not any(tag == "b" for tag, _ in page.tags)
        assert "\n" not in letter.subject
        assert "\r" not in letter.subject + letter.text
        assert "\u202e" not in letter.text + letter.html
        assert "<b>Peeters</b> & {subject}" in flat(letter.text)
        assert not any(line.startswith("Bcc:") for line in letter.text.splitlines() if kind not in _QUOTING)


_QUOTING = ("not_for_us", "report_answered")
"""Letters that quote several lines; each stands behind a > there."""


def test_what_a_desk_wrote_is_quoted_and_cannot_pose_as_ours():
    words = "Klik hier:\n\nBekijk de vraag:\nhttps://evil.example/"
    values = {**dict(SAMPLES)["not_for_us"], "reason": "other", "words": words}
    letter = compose("not_for_us", "nl", values)
    assert "> https://evil.example/" in letter.text
    assert "\nhttps://evil.example/" not in letter.text
    assert "https://evil.example/" not in Reader(letter.html).links


def test_a_letter_that_takes_answers_says_so():
    values = dict(SAMPLES)["handed_over"]
    assert "antwoorden" in compose("handed_over", "nl", values, takes_replies=True).text.partition("Bekijk de vraag")[0]
    assert "op deze mail" not in compose("handed_over", "nl", values).text


def test_a_letter_to_a_shared_address_says_who_decides_about_it():
    values = dict(SAMPLES)["offer_new"]
    assert "beheerder" in compose("offer_new", "nl", values, is_shared=True).text


def test_a_page_can_be_named_in_place_of_a_path():
    values = {"link": {"page": "signin:account", "args": []}, "subject": "process", "desk": "Kollegium"}
    assert "/fr/account/" in compose("handed_over", "fr", values).text
    with pytest.raises(LetterError, match="no page is called"):
        check_values("handed_over", {**values, "link": {"page": "nowhere", "args": []}}, "nl")


def test_days_and_moments_are_told_in_words_on_brussels_time():
    values = {**dict(SAMPLES)["appointment"], "begins": "2026-07-01T08:05:00+00:00", "cancelled": False}
    assert "1 juli 2026 om 10.05 uur" in compose("appointment", "nl", values).subject
    assert "1 July 2026 at 10:05" in compose("appointment", "en", values).subject
    assert "1er juillet 2026 à 10 h 05" in compose("appointment", "fr", values).subject


@pytest.mark.parametrize(
    ("kind", "changes", "about"),
    [
        ("offer_newest", {}, "no kind of letter"),
        ("handed_over", {"desk": None}, '"desk" is None. Expected a text'),
        ("handed_over", {"desk": " "}, "Expected a text"),
        ("handed_over", {"colour": "blue"}, "takes no colour"),
        ("handed_over", {"subject": "cakes"}, "an id of its list"),
        ("handed_over", {"link": "https://evil.example/"}, "a path of this site"),
        ("handed_over", {"link": "//evil.example/"}, "a path of this site"),
        ("handed_over", {"link": "/nl/\r\nBcc: x"}, "a path of this site"),
        ("offer_new", {"reply_by": "1 december"}, "a day such as"),
        ("appointment", {"begins": "2026-12-01T10:00:00"}, "a moment with its zone"),
        ("appointment", {"minutes": True}, "a whole number"),
        ("join_answered", {"yes": "no"}, "true or false"),
        ("follow_up", {"round": 3}, "Expected 1 or 2"),
        ("digest", {"lines": [{"kind": "digest", "values": {"lines": []}}]}, '"lines"'),
    ],
)
def test_what_is_no_letter_is_refused_with_what_was_expected(kind, changes, about):
    values = {**dict(SAMPLES).get(kind, {}), **changes}
    with pytest.raises(LetterError, match=re.escape(about)):
        check_values(kind, values, "nl")


def test_a_language_that_we_do_not_write_is_refused():
    with pytest.raises(LetterError, match="nl, en, fr"):
        check_values("erased", {}, "de")


@given(st.text(min_size=1, max_size=300).filter(lambda text: text.strip()), st.sampled_from(LANGUAGES))
def test_any_name_gives_a_subject_on_one_line_and_sound_markup(name, language):
    values = {"link": LINK, "subject": "process", "desk": name}
    letter = compose("handed_over", language, values)
    assert letter.subject.isprintable() or "\u00a0" in letter.subject
    assert "\n" not in line_text("handed_over", language, values)
    Reader(letter.html)
