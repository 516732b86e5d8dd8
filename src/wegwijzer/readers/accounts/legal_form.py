"""The legal form of a filing as one of ours, from a KBO code or from what people write."""

from __future__ import annotations

_BY_KBO_CODE = {
    "nv": ("014", "114", "214", "514"),
    "bv": ("010", "015", "110", "115", "215", "515", "610", "616"),
    "cv": ("006", "008", "016", "106", "108", "206", "208", "508", "706", "716"),
    "vof": ("011", "111", "211"),
    "commv": ("012", "112", "212", "612"),
    "vzw": ("017", "117"),
}
_BY_WORD = {
    "nv": ("nv", "sa", "naamloze vennootschap", "société anonyme"),
    "bv": ("bv", "bvba", "ebvba", "srl", "sprl", "besloten vennootschap", "société à responsabilité limitée"),
    "cv": ("cv", "cvba", "cvoa", "sc", "scrl", "coöperatieve vennootschap", "société coopérative"),
    "vof": ("vof", "snc", "vennootschap onder firma"),
    "commv": ("commv", "gcv", "scomm", "scs", "commanditaire vennootschap"),
    "vzw": ("vzw", "asbl"),
    "eenmanszaak": ("eenmanszaak",),
}
_FORMS = {
    **{code: form for form, codes in _BY_KBO_CODE.items() for code in codes},
    **{word: form for form, words in _BY_WORD.items() for word in words},
}


def legal_form_of(written: str) -> str:
    """The id of a legal form, "" for one that is not known here.

    >>> legal_form_of("014"), legal_form_of("B.V.B.A."), legal_form_of("lgf:m610"), legal_form_of("?")
    ('nv', 'bv', 'bv', '')
    """
    plain = written.casefold().replace(".", "").strip()
    return _FORMS.get(plain) or _FORMS.get(plain.removeprefix("lgf:m")) or _FORMS.get(plain.zfill(3), "")
