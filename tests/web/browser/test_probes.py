"""What the audit looks for is found when it is there: one page with a fault of every kind."""

from __future__ import annotations

import pytest

from tests.web.browser.conftest import PHONE
from tests.web.browser.probes import heard, heard_says, keyboard_says, motion_says, sizes_say

FAULTY = """<!doctype html><html lang="nl"><title>x</title><style>
  @keyframes run { to { opacity: .5 } } .moves { animation: run 2s infinite }
  .none:focus { outline: none } .tiny { display: inline-block; width: 10px; height: 10px; margin: 0 }
  .wide { width: 500px } .clip { width: 4rem; height: 1.2rem; overflow: hidden; line-height: 1 }
  header { position: fixed; top: 0; left: 0; right: 0; height: 4rem; background: white; z-index: 1 }
  main { padding-top: 1rem }
</style><body><header>Vast</header><main><a id="under" href="#x">Achter de kop</a>
<p class="moves">Beweegt</p><button class="none">Geen rand</button>
<button class="tiny" aria-label="a"></button><button class="tiny" aria-label="b"></button>
<div class="wide">Te breed</div><div class="clip">Een hele zin in te weinig plaats voor een hele zin</div>
<button></button>
<input aria-label="val" id="trap"></main>
<script>document.getElementById('trap').addEventListener('keydown', event => {
  if (event.key === 'Tab') event.preventDefault();
})</script>
<a href="#y" id="never">Onbereikbaar</a></body></html>"""

FOUND = (
    '(2.4.7): <button class="none"',
    '(2.4.11): <a id="under"',
    '(2.1.1): <a href="#y"',
    '(2.1.2): <input aria-label="val"',
    "(1.4.10): ",
    '(1.4.4): <div class="clip"',
    '(2.5.8): <button class="tiny"',
    '(2.3.3): <p class="moves"',
    "(4.1.2): button",
)
GOOD = """<html lang="nl"><title>x</title><style>a:focus { outline: 3px solid }</style>
<main><h1>Goed</h1><p>Tekst <a href="#x">Verder</a></p></main></html>"""


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": PHONE[0], "height": PHONE[1]})
    page = context.new_page()
    page.set_content(FAULTY)
    yield page
    context.close()


def test_every_probe_finds_its_fault_and_nothing_on_a_good_page(page):
    said = "\n".join([*keyboard_says(page), *sizes_say(page), *motion_says(page), *heard_says(heard(page))])
    for found in FOUND:
        assert found in said, said
    page.set_content(GOOD)
    assert [*keyboard_says(page), *sizes_say(page), *motion_says(page), *heard_says(heard(page))] == []
