"""A small template: enough of everything that a real one has."""

from __future__ import annotations

from datetime import date

from wegwijzer.core.agreements.template import (
    Article,
    Clause,
    Contradiction,
    Option,
    Question,
    QuestionKind,
    Template,
    Words,
)

NL = Words(
    blank="[in te vullen: {what}]",
    reference="artikel {number}",
    amount="{number} euro",
    thousands=".",
    decimal=",",
    months=(
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ),
    party="van partij {number}",
    party_line="{party}, {me:number}",
    number="nummer",
    address="adres",
    signatory="wie tekent",
    name="naam",
)
EN = Words(
    blank="[to fill in: {what}]",
    reference="article {number}",
    amount="EUR {number}",
    thousands=",",
    decimal=".",
    months=("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    party="of party {number}",
    party_line="{party}, {me:number}",
    number="number",
    address="address",
    signatory="signatory",
    name="name",
)


def same(text: str) -> dict[str, str]:
    """A text that is the same in every language."""
    return dict.fromkeys(("nl", "en", "fr"), text)


def _question(id: str, kind: QuestionKind, short: str, *options: str, **when: tuple[str, ...]) -> Question:
    return Question(
        id, kind, "page", same(id), same("why"), same(short), tuple(Option(name, same(name)) for name in options), when
    )


def a_template() -> Template:
    """Three articles: one always there, one only with a fine, one on a choice that refers to itself."""
    choice, kinds = QuestionKind.CHOICE, QuestionKind
    return Template(
        id="small",
        title=same("Klein"),
        intro=same("Tussen:"),
        questions=(
            _question("count", choice, "aantal", "2", "3"),
            _question("parties", kinds.PARTIES, "partijen"),
            _question("begin", kinds.DATE, "begin"),
            _question("start_date", kinds.DATE, "eerste dag"),
            _question("end_date", kinds.DATE, "laatste dag"),
            _question("brings", kinds.PER_PARTY, "inbreng"),
            _question("secret", choice, "wat geheim is", "all", "marked"),
            _question("fine", choice, "boete", "fixed", "none"),
            _question("amount", kinds.MONEY, "bedrag", fine=("fixed",)),
        ),
        articles=(
            Article(
                "brings",
                "x",
                same("Inbreng"),
                (Clause("brings", same("Vanaf {begin}:"), same("x"), per_party=same("{party}: {brings}")),),
            ),
            Article(
                "fine",
                "x",
                same("Boete"),
                (Clause("fine", same("Boete: {amount} voor {party:1}."), same("x"), {"fine": ("fixed",)}),),
            ),
            Article(
                "secret",
                "x",
                same("Geheim"),
                (
                    Clause("all", same("Alles."), same("x"), {"secret": ("all",)}),
                    Clause("marked", same("Aangeduid."), same("x"), {"secret": ("marked",)}),
                    Clause("refer", same("zie {article:secret}"), same("x")),
                ),
            ),
        ),
        contradictions=(
            Contradiction(
                "secret_without_fine", {"secret": ("all",), "fine": ("none",)}, same("!"), ("secret", "fine")
            ),
            Contradiction("dates_reversed", {}, same("!"), ("start_date",)),
            Contradiction("same_party", {}, same("!"), ("parties",)),
        ),
        sources={},
        words={"nl": NL, "en": EN},
        version="1.0",
        reviewed_on=date(2026, 11, 30),
        party_count="count",
    )
