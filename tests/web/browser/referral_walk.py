"""The steps that people of the demonstration take with one firm's question, in a browser, on any running server.

The test of the whole story and the pictures for the documentation walk the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

FIRM, NUMBER, EMAIL = "Bakkerij Voorbeeld", "0403.019.261", "an@bakkerij.voorbeeld.example"
WORDS = "Ons brood is na een dag droog. Welke verpakking houdt het langer vers?"
COLLEGE, FOOD, FEDERATION = "Hogeschool VIVES", "Flanders' FOOD", "Proeffederatie van bakkers"
ACCOUNTS = (
    "entity;name;nace;nace_version;20;21/28;29/58;29;3;40/41;50/53;54/58;490/1;20/58;10/15;16;17;42/48;492/3;17/49;10/49;14;70;9900;62;"
    "630;65;9901;9904;9072;9076;70_nm1;9900_nm1;9901_nm1;14_nm1;62_nm1\n"
    f"{NUMBER};{FIRM};10711;2008;0;210000;190000;0;90000;85000;0;5000;10000;400000;-30000;0;140000;280000;10000;430000;400000;"
    "-90000;820000;240000;225000;45000;14000;-32000;-48000;12000;8500;960000;310000;15000;-42000;228000\n"
)
"""The accounts of a bakery that does not exist, in the columns of examples/clients.csv."""

Page = Any
Letters = Callable[[str], Sequence[dict[str, Any]]]
"""The values of the letters to an address, oldest first."""


def sign_in(page: Page, who: str, path: str, password: str) -> None:
    """Sign in as a made-up person, by the first name in their address, and go to a page."""
    page.goto(f"/nl/aanmelden/?next={path}")
    page.get_by_label("Wie wilt u zijn?").select_option(f"{who}@voorbeeld.example")
    page.get_by_label("Wachtwoord").fill(password)
    page.get_by_role("button", name="Aanmelden als deze persoon").click()
    skip = page.get_by_role("button", name="Overslaan")
    if skip.count():
        skip.click()
    page.wait_for_url(f"**{path}")


def follow_letter(page: Page, letters: Letters, address: str = EMAIL) -> None:
    """Open the link of the last letter to an address and press the button behind it."""
    page.goto(letters(address)[-1]["link"])
    page.get_by_role("button", name="Aanmelden").click()
    page.wait_for_url("**/mijn-vragen/**")


def load_client(page: Page) -> None:
    """The accountant loads the bakery's accounts and opens its sheet."""
    page.goto("/nl/klanten/")
    accounts = {"name": "klanten.csv", "mimeType": "text/csv", "buffer": ACCOUNTS.encode()}
    page.get_by_label("Uw bestanden").set_input_files([accounts])
    page.get_by_role("button", name="Laad de bestanden").click()
    page.get_by_role("link", name=FIRM).first.click()


def begin_referral(page: Page) -> None:
    """From the client's sheet to the form, filled in as far as only the contact can."""
    page.get_by_role("link", name="Verwijs door").first.click()
    choose_subject(page, "Product of dienst")
    page.get_by_label("De vraag van uw klant").fill(WORDS)
    page.get_by_label("Postcode").fill("8500")
    with page.expect_navigation():
        page.get_by_role("button", name="Kijk opnieuw wie past").click()
    unfold(page, ".refer-part:has(#desks)")
    page.get_by_label(FOOD).uncheck()
    page.get_by_label(COLLEGE).check()
    page.get_by_label("E-mailadres van uw klant").fill(EMAIL)
    page.get_by_label("Mijn klant ging akkoord").check()


def choose_subject(page: Page, label: str) -> None:
    """Choose what the question is about, also where it stands under "Iets anders"."""
    page.locator("#subject").wait_for()  # the page may still be on its way: nothing of the old one is to be unfolded
    unfold(page, "#subject")
    page.get_by_role("radio", name=label).check()


def unfold(page: Page, within: str) -> None:
    """Open what is folded in a part of the page."""
    page.evaluate("within => document.querySelectorAll(`${within} details`).forEach(d => { d.open = true })", within)


def pass_on(page: Page) -> None:
    """Send the referral."""
    page.get_by_role("button", name="Verwijs door").click()
    page.wait_for_url("**/doorverwijzen/klaar/**")


def open_question(page: Page, view: str = "") -> None:
    """From the inbox to the bakery's question."""
    page.goto(f"/nl/postvak/{view}")
    page.get_by_role("link", name=FIRM).first.click()
    page.wait_for_url("**/postvak/*-*/**")


def take_up(page: Page) -> None:
    """Take up the question that stands open."""
    page.get_by_role("button", name="Vraag opnemen").click()
    page.wait_for_url("**gedaan=taken_up")


def in_two_days() -> str:
    """The day after tomorrow, by the clock of this machine, which the server reads too."""
    return (datetime.now().astimezone().date() + timedelta(days=2)).isoformat()


def make_appointment(page: Page) -> None:
    """An appointment for the day after tomorrow."""
    page.get_by_text("Afspraak maken").click()
    page.get_by_label("Dag", exact=True).fill(in_two_days())
    page.get_by_label("Uur").fill("09:30")
    page.get_by_label("Waar, of met welke link?").fill("In de bakkerij")
    page.get_by_role("button", name="Maak de afspraak").click()
    page.wait_for_url("**gedaan=appointment")


def write_to_firm(page: Page, words: str) -> None:
    """A message from a desk."""
    page.get_by_label("Bericht aan de onderneming").fill(words)
    page.locator("#bericht").get_by_role("button", name="Verstuur").click()
    page.wait_for_url("**gedaan=message")


def answer_desk(page: Page, words: str) -> None:
    """A message from the firm."""
    page.get_by_label("Schrijf een bericht").fill(words)
    page.get_by_role("button", name="Verstuur").click()
    page.wait_for_url("**gedaan=message")


def refer_on(page: Page, desk: str = FOOD) -> None:
    """The first of the two clicks: the desk, on the page of the question."""
    page.get_by_role("link", name=f"Geef door aan {desk}").click()
    page.wait_for_url("**/doorverwijzen/**naar=*")


def confirm_referral(page: Page) -> None:
    """The second click."""
    page.get_by_role("button", name="Doorgeven", exact=True).click()
    page.wait_for_url("**gedaan=referred")


def refer_same_firm(page: Page, words: str) -> None:
    """Another contact fills in the same enterprise number, knowing nothing of what runs."""
    page.goto("/nl/doorverwijzen/?domain=marketing")
    page.get_by_label("De vraag van uw klant").fill(words)
    page.get_by_label("Naam van uw klant").fill("Bakkerij V.")
    page.get_by_label("E-mailadres van uw klant").fill("winkel@bakkerij.voorbeeld.example")
    page.get_by_label("Ondernemingsnummer").fill(NUMBER)
    page.get_by_label("Mijn klant ging akkoord").check()
    pass_on(page)


def end(page: Page, how: str = "Klaar: de onderneming is geholpen", words: str = "") -> None:
    """End the question that stands open."""
    page.locator("summary", has_text="Afronden").click()
    page.get_by_label(how).check()
    page.get_by_label("Een woord van afsluiting").fill(words)
    page.get_by_role("button", name="Afronden").click()
    page.wait_for_url("**gedaan=done*")
