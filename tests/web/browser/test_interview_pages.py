"""Talks in a real browser: nothing typed is lost, with or without a connection or scripts; pages are accessible."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.web.browser.cable import Cable
from tests.web.browser.checks import UNFOLD, assert_fine, assert_fits, assert_nothing_sticks_out
from tests.web.browser.conftest import DESKTOP, NARROW, PHONE
from wegwijzer.web.interviews.models import Note, Passage, Rival

TABLET = (820, 1180)
BUSY = ("gesprekken", "vergelijken", "verslag", "gesprek", "coderen", "nakijken")
"""The last part of the address of pages that look like no other."""
FIRST = "textarea >> nth=0"
SAVED = "Alles is bewaard."
KEPT_OFFLINE = "Deze pagina werkt ook zonder verbinding."


@pytest.fixture
def cable(live_server):
    """What the browser is connected by."""
    cable = Cable(live_server.url)
    yield cable
    cable.throw_away()


@pytest.fixture
def talk(opened, cable):
    """The page of a talk that has just begun. Requests that a test cuts off are no fault of the page."""
    contexts = []

    def open_talk(**options):
        page = opened("/nl/gesprekken/", **{"size": TABLET, "base_url": cable.address, **options})
        contexts.append(page.context)
        page.get_by_label("Hoe heet uw studie?").fill("Najaar")
        page.get_by_role("button", name="Begin", exact=True).click()
        page.get_by_role("button", name="Voeg een bedrijf toe").click()
        page.get_by_label("Aantal werknemers").select_option("10-49")
        page.get_by_role("button", name="Bewaar en ga naar het gesprek").click()
        page.get_by_label("Mijn gesprekspartner gaat akkoord").check()
        page.get_by_role("button", name="Begin het gesprek").click()
        page.wait_for_load_state()
        return page

    yield open_talk
    for context in contexts:
        context.close()
    opened.complaints[:] = [found for found in opened.complaints if "net::ERR_" not in found]


@pytest.fixture
def offline_talk(talk):
    """A talk whose page is kept on the device."""

    def open_talk(**options):
        page = talk(**options)
        page.get_by_text(KEPT_OFFLINE).wait_for()
        return page

    return open_talk


@pytest.fixture
def connection(cable):
    """Take the connection of a page away and give it back."""

    class Connection:
        def lose(self, page) -> None:
            cable.pull_out()
            page.context.set_offline(True)

        def find(self, page) -> None:
            cable.put_in()
            page.context.set_offline(False)

    return Connection()


def saved(page) -> None:
    """Wait until the page says that all is kept."""
    page.locator("[data-status]").filter(has_text=SAVED).wait_for(timeout=15_000)


def notes() -> list[str]:
    return sorted(Note.objects.exclude(text="").values_list("text", flat=True))


def test_what_is_typed_is_kept_by_itself(talk):
    page = talk()
    page.locator(FIRST).fill("Wij begonnen in een garage.")
    saved(page)
    assert notes() == ["Wij begonnen in een garage."]
    page.reload()
    assert page.locator(FIRST).input_value() == "Wij begonnen in een garage."


def test_what_is_typed_before_the_script_is_there_is_kept_too(talk):
    page = talk(service_workers="block")
    held = []
    page.route("**/interviews.js*", lambda route: held.append(route))
    page.reload(wait_until="commit")
    page.locator(FIRST).fill("Snel begonnen.")
    while not held:
        page.wait_for_timeout(50)
    held[0].continue_()
    saved(page)
    assert notes() == ["Snel begonnen."]


def test_typing_offline_reloading_and_coming_back_loses_nothing(offline_talk, connection):
    page = offline_talk()
    page.locator(FIRST).fill("Met verbinding.")
    saved(page)
    connection.lose(page)
    page.locator(FIRST).fill("Met verbinding. En zonder.")
    page.locator("textarea >> nth=3").fill("Ook dit, zonder verbinding.")
    page.locator("[data-status]").filter(has_text="Geen verbinding").wait_for()
    page.reload()
    assert page.locator(FIRST).input_value() == "Met verbinding. En zonder."
    assert page.locator("textarea >> nth=3").input_value() == "Ook dit, zonder verbinding."
    page.locator(FIRST).press("End")
    page.locator(FIRST).type(" Nog steeds.")
    page.reload()
    assert notes() == ["Met verbinding."]
    connection.find(page)
    saved(page)
    assert notes() == ["Met verbinding. En zonder. Nog steeds.", "Ook dit, zonder verbinding."]
    assert page.locator(FIRST).input_value() == "Met verbinding. En zonder. Nog steeds."
    assert Rival.objects.count() == 0


def test_a_closed_tab_is_opened_again_without_a_connection(offline_talk, connection):
    page = offline_talk()
    address = page.url
    connection.lose(page)
    page.locator(FIRST).fill("Batterij leeg.")
    other = page.context.new_page()
    page.close()
    other.goto(address)
    assert other.locator(FIRST).input_value() == "Batterij leeg."
    connection.find(other)
    saved(other)
    assert notes() == ["Batterij leeg."]


def test_another_speaker_typed_offline_is_there_again_after_a_reload(offline_talk, connection):
    page = offline_talk()
    connection.lose(page)
    page.get_by_role("button", name="Nog een spreker").first.click()
    box = page.locator(".question >> nth=0 >> .box >> nth=1")
    box.locator("textarea").fill("Dat zag ik anders.")
    box.get_by_label("Wie spreekt?").select_option("employee")
    page.reload()
    box = page.locator(".question >> nth=0 >> .box >> nth=1")
    assert box.locator("textarea").input_value() == "Dat zag ik anders."
    assert box.get_by_label("Wie spreekt?").input_value() == "employee"
    connection.find(page)
    saved(page)
    assert Note.objects.get().speaker == "employee"


def test_an_answer_that_got_lost_is_no_difference(talk):
    page = talk(service_workers="block")  # whose own requests no route sees
    # The server takes it in, but its answer never arrives.
    page.route("**/bewaar/", lambda route: (route.fetch(), route.abort()), times=1)
    with page.expect_event("requestfailed"):  # the status that tells it is gone as soon as the page tries again
        page.locator(FIRST).fill("Eerste zin.")
    page.locator(FIRST).fill("Eerste zin. Tweede zin.")
    page.get_by_role("button", name="Bewaar nu").click()
    saved(page)
    assert notes() == ["Eerste zin. Tweede zin."]
    assert Rival.objects.count() == 0


@pytest.mark.parametrize(
    ("button", "kept"),
    [
        ("Houd wat hierboven staat", "Van de tablet."),
        ("Neem deze tekst", "Van het kantoor."),
        ("Zet ze onder elkaar", "Van de tablet.\nVan het kantoor."),
    ],
)
def test_two_screens_that_write_at_once_both_keep_their_text_until_somebody_chooses(
    offline_talk, connection, button, kept
):
    page = offline_talk()
    connection.lose(page)
    page.locator(FIRST).fill("Van de tablet.")
    note = Note.objects.create(
        id=page.locator("[data-box]").first.get_attribute("data-note"),
        owner=_case().owner,
        case=_case(),
        question="firm-path",
        speaker="manager",
        at=_case().consented,
        text="Van het kantoor.",
    )
    connection.find(page)
    page.get_by_role("button", name="Bewaar nu").click()
    page.locator(".rival").wait_for()
    assert page.locator(FIRST).input_value() == "Van de tablet."
    assert "Van het kantoor." in page.locator(".rival").inner_text()
    page.reload()  # and both are still there
    texts = page.locator(FIRST).input_value() + "".join(page.locator(".rival-text").all_inner_texts())
    assert "Van de tablet." in texts
    assert "Van het kantoor." in texts
    while page.locator(".rival").count() > 1:  # what the tablet sent is kept beside the office's text, too
        page.locator(".rival").filter(has_text="Van de tablet.").get_by_role("button", name="Houd").click()
    page.get_by_role("button", name=button).click()
    saved(page)
    note.refresh_from_db()
    assert note.text == kept
    assert Rival.objects.count() == 0


def _case():
    from wegwijzer.web.interviews.models import Case

    return Case.objects.get()


def test_finishing_sends_all_and_the_notes_leave_the_device(offline_talk):
    page = offline_talk()
    page.locator(FIRST).fill("Slotwoord.")
    page.get_by_role("button", name="Rond het gesprek af").click()
    page.wait_for_url(re.compile(r"/gesprekken/[0-9a-f-]{36}/$"))
    assert notes() == ["Slotwoord."]
    page.wait_for_function("!Object.keys(localStorage).some(key => key.startsWith('gesprek/'))")
    page.wait_for_function(
        """async () => {
            const cache = await caches.open('wegwijzer-gesprekken-1');
            return !(await cache.keys()).some(request => request.url.endsWith('/gesprek/'));
        }"""
    )


def test_finishing_without_a_connection_waits(offline_talk, connection):
    page = offline_talk()
    connection.lose(page)
    page.locator(FIRST).fill("Slotwoord.")
    page.get_by_role("button", name="Rond het gesprek af").click()
    page.locator("[data-status]").filter(has_text="Geen verbinding").wait_for()
    assert page.url.endswith("/gesprek/")
    assert page.locator(FIRST).input_value() == "Slotwoord."
    connection.find(page)
    saved(page)


def test_the_study_tells_of_notes_that_are_still_on_this_device(offline_talk):
    page = offline_talk()
    page.route("**/bewaar/", lambda route: route.abort())
    page.locator(FIRST).fill("Blijft hier.")
    page.get_by_role("link", name="Najaar").click()
    expect(page.get_by_text("staan nog notities die niet verstuurd zijn")).to_be_visible()
    page.unroute("**/bewaar/")
    page.locator("[data-unsent]").get_by_role("link", name="Bedrijf 1").click()
    saved(page)
    assert notes() == ["Blijft hier."]


def test_wiping_everything_clears_the_device(offline_talk):
    page = offline_talk()
    page.locator(FIRST).fill("Weg ermee.")
    saved(page)
    page.goto("/nl/gesprekken/wissen/")
    page.get_by_role("button", name="Ja, wis alles").click()
    page.get_by_role("heading", name="Begin een studie").wait_for()
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('gesprek/')).length") == 0


def test_a_talk_is_held_without_scripts(talk):
    page = talk(java_script_enabled=False)
    page.locator(FIRST).fill("Zonder scripts.")
    page.get_by_role("button", name="Bewaar nu").click()
    expect(page.get_by_text(SAVED)).to_be_visible()
    page.get_by_role("button", name="Nog een spreker").first.click()
    page.locator(".question >> nth=0 >> textarea >> nth=1").fill("En nog iemand.")
    page.get_by_role("button", name="Rond het gesprek af").click()
    assert notes() == ["En nog iemand.", "Zonder scripts."]


def coding(page):
    """Go on to coding the first note."""
    page.locator(FIRST).fill("Een klant vroeg het. 😀 Wij begonnen. Dat was duur.")
    saved(page)
    page.get_by_role("link", name="Najaar").click()
    page.get_by_role("link", name=re.compile("^Coderen")).click()
    page.wait_for_load_state()
    return page


def test_text_is_selected_with_the_keyboard_and_coded(talk):
    page = coding(talk(size=DESKTOP))
    field = page.get_by_label("Of selecteer een stuk tekst")
    field.focus()
    page.keyboard.press("Control+Home")
    for _ in range(24):
        page.keyboard.press("ArrowRight")
    for _ in range(12):
        page.keyboard.press("Shift+ArrowRight")
    chosen = page.locator("[data-chosen]").inner_text()
    page.get_by_label("aanleiding").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Geef deze codes").click()
    passage, note = Passage.objects.get(), Note.objects.get()
    assert note.text[passage.start : passage.end] in chosen
    assert note.text[passage.start : passage.end] == "ij begonnen."


def test_sentences_are_coded_without_scripts(talk):
    page = talk(java_script_enabled=False)
    page.locator(FIRST).fill("Een klant vroeg het. Wij begonnen.")
    page.get_by_role("button", name="Bewaar nu").click()
    page.get_by_role("link", name="Najaar").click()
    page.get_by_role("link", name=re.compile("^Coderen")).click()
    expect(page.get_by_label("Of selecteer een stuk tekst")).not_to_be_visible()
    page.get_by_label("Wij begonnen.").check()
    page.get_by_label("aanleiding").check()
    page.get_by_role("button", name="Geef deze codes").click()
    expect(page.get_by_text("“Wij begonnen.”")).to_be_visible()


def with_everything(page):
    """A study with a coded and reviewed note, a second speaker and a conflict; gives the addresses to look at."""
    coding(page)
    page.get_by_label("Een klant vroeg het.").check()
    page.get_by_label("aanleiding").check()
    page.get_by_role("button", name="Geef deze codes").click()
    page.get_by_role("button", name="Klaar met deze notitie").click()
    note = Note.objects.get()
    Rival.objects.create(id=note.case_id, owner=note.owner, note=note, speaker="founder", at=note.at, text="Anders.")
    study = f"/nl/gesprekken/{note.case.study_id}/"
    case = f"/nl/gesprekken/bedrijf/{note.case_id}/"
    return [
        "/nl/gesprekken/",
        "/nl/gesprekken/wissen/",
        study,
        *(f"{study}{part}/" for part in ("codeboek", "vergelijken", "uitvoer", "verslag")),
        case,
        *(f"{case}{part}/" for part in ("gesprek", "coderen", "nakijken")),
    ]


def test_every_page_is_fine_on_every_screen(talk):
    page = talk(size=PHONE)
    widths = (NARROW[0], 768, 820, 1024, 1180)
    for path in with_everything(page):
        page.goto(path)
        assert_fits(page, widths=widths)
        if path.rstrip("/").rpartition("/")[2] in BUSY:
            assert_fine(page, widths=())


@pytest.mark.parametrize("language", ["en", "fr"])
def test_nothing_sticks_out_in_other_languages(talk, language):
    page = talk(size=NARROW)
    for path in with_everything(page):
        page.goto(path.replace("/nl/", f"/{language}/"))
        page.evaluate(UNFOLD)
        assert_nothing_sticks_out(page)
