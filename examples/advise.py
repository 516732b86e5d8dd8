"""Advise one firm from Python: the library behind the command line and the website.

python examples/advise.py
"""

from datetime import date
from pathlib import Path

from wegwijzer.core.advice.advising import advise
from wegwijzer.readers.catalogue import shipped_day
from wegwijzer.readers.firm import read_firm, read_firm_text
from wegwijzer.readers.needs import read_need
from wegwijzer.wording.advice import AdviceWording
from wegwijzer.wording.language import local

firm_file = Path(__file__).with_name("baker.yaml")
on = date(2026, 11, 24)

day = shipped_day(on)
firm = read_firm(read_firm_text(firm_file.read_text(encoding="utf-8"), name=firm_file.name), day.catalogue.facts, on=on)
need = read_need("onze verpakking scheurt in de diepvries")
advice = advise(firm, day, need=need)
words = AdviceWording(day, "nl")

print(f"{firm.name}: {advice.picture.size.size_class}")
for item in advice.measures[:3]:
    measure = item.assessment.measure
    print(f"{item.rank}. {local(measure.plain_name, 'nl')} ({item.group}): {words.amount(item.assessment)}")
if advice.first_contact is not None:
    print(f"Bel eerst: {local(advice.first_contact.organisation.plain_name, 'nl')}")
if advice.questions:
    print(f"Volgende vraag: {words.question(advice.questions[0])}")
