"""What our own font can set, found in the font itself."""

from __future__ import annotations

import pytest

from wegwijzer.publishing.setting_text import settable, unsettable


def test_the_letters_of_our_languages_can_be_set():
    text = "Één überraschende œuvre, ça coûte 5 €: “ja”, ‘nee’, «oui» – 10 % … café naïf\nÑandú"
    assert settable(text) == text
    assert unsettable(text) == frozenset()


@pytest.mark.parametrize("sign", ["🙂", "ش", "ח", "\u202e", "\x00"])
def test_what_the_font_lacks_is_replaced_and_named(sign):
    assert settable(f"a{sign}b") == "a?b"
    assert unsettable(f"a{sign}b") == {sign}
