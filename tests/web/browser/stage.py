"""An installation in which every page has something to show: what people of every role did before.

On the demonstration of `wegwijzer demo` come a visitor with something of every kind, a firm with a busy case, and staff
with work. Everything goes through the front door, as in the tests whose people are borrowed here.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.contrib.auth.signals import user_logged_in
from django.test import Client
from django.utils import timezone

from tests.web.agreements.conftest import WHO
from tests.web.agreements.conftest import Firm as AgreeingFirm
from tests.web.cases.conftest import Stage
from tests.web.dossiers.conftest import Writer, fill_in_coating
from tests.web.duties.conftest import Keeper
from tests.web.interviews.conftest import Interviewer
from tests.web.money.conftest import COSTS, METAL, Planner
from tests.web.placement.conftest import Firm as PlacingFirm
from tests.web.premium.conftest import Manager
from tests.web.visitor import Visitor
from wegwijzer.web.people.models import Desk, Person
from wegwijzer.web.referral.models import Offer, Report

NEWCOMER, VISITOR, HALF_IN = "newcomer", "visitor", "half in"
"""Somebody who was never here, somebody who did everything that needs no account, somebody before the second factor."""
STAFF = ("cas", "carla", "victor", "vera", "tom", "filip", "fons", "bas", "mia", "ria", "rik", "anouk", "bea")
DAYS_AHEAD = 60
Pages = Iterable[tuple[str, str]] | None
"""Who looks at which page."""


@contextmanager
def whole_sign_ins() -> Iterator[None]:
    """`client.force_login(person)` is a whole sign-in, second factor included."""

    def note(sender: object, request: object, user: object, **rest: object) -> None:
        session = request.session  # type: ignore[attr-defined]
        session["sign_in"] = {**session["sign_in"], "two_factors": True}

    user_logged_in.connect(note)
    yield
    user_logged_in.disconnect(note)


def set_the_stage() -> tuple[dict[str, Client], list[tuple[str, str]]]:
    """Everybody's browser after what they did, by role name; and pages without a link, with who looks at them."""
    clients = {NEWCOMER: Client(), VISITOR: Client()}
    for name in STAFF:
        clients[name] = Client()
        clients[name].force_login(Person.objects.get(email=f"{name}@voorbeeld.example"))
    pages: list[tuple[str, str]] = []
    for begin in (_ask, _place, _talk, _plan_money, _keep_duties, _call_for_ideas, _write, _load_clients):
        pages += _try(begin, clients[VISITOR])
    pages += _try(_agree, clients["bas"], clients["mia"])
    pages += _try(_share_dossier, clients["bas"])
    for happen in (_busy_case, _change_a_rule, _sentences_to_review, _report, _letters):
        pages += _try(happen)
    clients[HALF_IN] = Client()
    return clients, pages


def sign_half_in(clients: dict[str, Client]) -> None:
    """Sign an adviser in, up to the second factor."""
    clients[HALF_IN].force_login(Person.objects.get(email="hanne@voorbeeld.example"))


def _try(begin: Callable[..., Pages], *clients: Client) -> list[tuple[str, str]]:
    """One thing that happened. A form that changed is told, and the rest of the stage is set without it."""
    try:
        return list(begin(*clients) or ())
    except Exception as error:
        print(f"{begin.__name__} did not happen: {type(error).__name__} {error}"[:300], file=sys.stderr)
        return []


def _ask(client: Client) -> Pages:
    visitor = Visitor(client).start()
    for fact, fields in (
        ("legal_form", {"choice": "bv"}),
        ("region", {"choice": "vlaanderen"}),
        ("fte", {"exact": "12"}),
    ):
        visitor.answer(fact, **fields)
    shared = visitor.send("deel/")["Location"]
    return [(VISITOR, shared), (NEWCOMER, shared.replace("/deel/", "/gedeeld/"))]


def _place(client: Client) -> None:
    PlacingFirm(client).answer_all(product="yes", together="dont_know")
    PlacingFirm(client).answer_all(process="yes")


def _talk(client: Client) -> None:
    interviewer = Interviewer(client)
    study = interviewer.begin("Vernieuwing in de maakindustrie")
    for size in ("10-49", "50-249"):
        interviewer.done(study, "Een klant vroeg het. Wij begonnen. Dat was duur.", "trigger", employees=size)
    case = interviewer.add(study, employees="10-49")
    interviewer.write(case, "Wij begonnen met drie. Nu zijn we met twintig.")


def _plan_money(client: Client) -> None:
    planner = Planner(client)
    year = timezone.localdate().year + 1
    days = {"start": f"1/1/{year}", "end": f"30/6/{year + 1}"}
    planner.plan(
        "development", name="Een slijtvaste coating", partner_1="university_college", share_1="20", **days, **COSTS
    )
    planner.plan("training", name="De ploeg leren coaten", cost_training_fees="12.000", theme="innovation", **days)
    planner.tell_firm(**METAL)


def _keep_duties(client: Client) -> None:
    day = timezone.localdate()
    keeper = Keeper(client)
    keeper.add("kmo-portefeuille", start=f"{day.day}/{day.month}/{day.year}")


def _call_for_ideas(client: Client) -> Pages:
    manager = Manager(client)
    scheme = manager.begin("Metaal Maes")
    idea = manager.note(scheme)
    manager.give(idea, "Jo Maes")
    manager.send(f"{scheme.pk}/formulier/", what="open")
    scheme.refresh_from_db()
    own = f"/nl/innovatiepremie/{scheme.pk}/"
    idea_form = f"/nl/innovatiepremie/idee/{scheme.token}/"
    return [(VISITOR, own), (NEWCOMER, idea_form), (NEWCOMER, f"{idea_form}bedankt/")]


def _write(client: Client) -> None:
    writer = Writer(client)
    writer.begin()
    fill_in_coating(writer)


def _load_clients(client: Client) -> None:
    client.post("/nl/klanten/voorbeeld/")


def _agree(one: Client, other: Client) -> Pages:
    firm = AgreeingFirm(one)
    draft = firm.begin("geheimhouding")
    firm.send(f"{draft}vragen/who/", party_count="2", **WHO)
    firm.send("beloftes/", title="Coating voor zeefplaten", name="Staalwerk bv")
    log = "beloftes/" + firm.last["Location"].rstrip("/").rpartition("/")[2] + "/"
    firm.send(f"{log}uitnodigen/", partner="De Kade", email="mia@voorbeeld.example")
    AgreeingFirm(other).send(f"{log}meedoen/")
    due = (timezone.localdate() + timedelta(days=DAYS_AHEAD)).isoformat()
    token = "7d1f7f3e-0000-4000-8000-000000000001"
    firm.send(f"{log}nieuw/", what="tien proefplaten", due=due, who="me", token=token)
    pages = ["who", "secret", "rights", "trouble"]
    own = [f"{draft}vragen/{page}/" for page in pages] + [draft, f"{draft}nakijken/", log, f"{log}nieuw/", f"{log}1/"]
    return [("bas", f"/nl/afspraken/{path}") for path in own] + [("mia", f"/nl/afspraken/{log}")]


def _share_dossier(client: Client) -> Pages:
    writer = Writer(client)
    writer.begin("Een nieuwe oven")
    writer.post("deel/problem/opmerking/", words="Zeg hoe vaak het gebeurt.")
    shared = writer.post("delen/", name="Mijn boekhouder").content.decode()
    link = re.search(r"/nl/dossiers/uitnodiging/[^/]+/", shared)
    parts = ("firm", "problem", "plan", "people", "costs", "partners")
    own = [writer.path(rest) for rest in ("", "versies/", "delen/", "bijlagen/", *(f"deel/{part}/" for part in parts))]
    return [("bas", path) for path in own] + ([("mia", link[0])] if link else [])


def _busy_case() -> Pages:
    from tests.web.browser.test_case_pages import busy_case

    def desk(name: str) -> Desk:
        return Desk.objects.get(organisation=name)

    desks = {
        "college": desk("hogeschool-vives"),
        "food": desk("flanders-food"),
        "front": Desk.objects.get(is_fallback=True),
        "office": Desk.objects.get(name="Proefkantoor Cijfers"),
        "federation": Desk.objects.get(kind=Desk.Kind.FEDERATION),
    }
    people = {
        name: Person.objects.get(email=f"{at}@voorbeeld.example")
        for name, at in (
            ("tom", "victor"),
            ("filip", "filip"),
            ("ine", "ine"),
            ("cas", "cas"),
            ("fons", "fons"),
            ("bas", "bas"),
        )
    }
    case = busy_case(Stage(desks, people), email="bas@voorbeeld.example")
    own = f"/nl/mijn-vragen/{case.pk}/"
    about = ("", "gegevens/", "hoe-was-het/1/", "hoe-was-het/1/plaats/")
    firm = [f"/nl/mijn-vragen/{path}{case.firm_id}/" for path in ("wie/", "gegevens/")]
    pages = [*(f"{own}{path}" for path in about), *firm, f"{firm[1]}wissen/", f"{firm[1]}elders/"]
    offers = Offer.objects.filter(need__case=case)
    at_desks = [(name, f"/nl/postvak/{offer.pk}/") for offer in offers for name in ("victor", "filip")]
    return [("bas", path) for path in pages] + at_desks


def _change_a_rule() -> None:
    from tests.readers.rule_changes.test_writing import a_change
    from wegwijzer.web.publications import actions

    on = timezone.localdate()
    first = on.replace(year=on.year + 1, month=1, day=1)
    for name, euro in (("ria", 5000), ("rik", 6000)):
        author = Person.objects.get(email=f"{name}@voorbeeld.example")
        change = a_change("kmo-portefeuille", {"amount": {"ceiling_eur": euro}}, first)
        row = actions.save_draft(author, change, at=timezone.now(), on=on)
        if name == "ria":
            actions.hand_in(row.pk, author, at=timezone.now())


def _sentences_to_review() -> None:
    from tests.web.corrections.test_consent import a_kept

    a_kept("onze oven lekt")


def _report() -> Pages:
    Client().post("/nl/melden/", {"kind": "fault", "words": "De tabel valt uit het scherm.", "email": ""})
    row = Report.objects.order_by("-pk").first()
    return [("bea", f"/nl/meldingen/{row.pk}/"), ("bea", "/nl/meldingen/")] if row else []


def _letters() -> None:
    """Letters whose links lead to pages of their own: the first day of the agenda, rules to follow, a way in."""
    Client().post("/nl/agenda/inschrijven/", {"email": "lezer@voorbeeld.example"})
    Client().post("/nl/regels-volgen/", {"email": "lezer@voorbeeld.example"})
    Client().post("/nl/aanmelden/", {"email": "luc@voorbeeld.example"})
