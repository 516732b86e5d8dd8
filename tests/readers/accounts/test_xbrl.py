"""XBRL instances of the NBB, by namespace, metric and exact members."""

from datetime import date

import pytest

from tests.filing_files import xbrl
from tests.filings import client, clients
from tests.readers.accounts.batches import read, read_one, told, without_place
from wegwijzer.core.accounts.filing import AccountsModel

DEPOSIT = client(seed=3, years=2)[0]
INSTANCE = xbrl(DEPOSIT).decode()
TOTAL_LINE = next(line for line in INSTANCE.splitlines() if "met:am1" in line)


def changed(old, new, count=1):
    assert old in INSTANCE
    return INSTANCE.replace(old, new, count)


def line_of(text, part):
    return next(number for number, line in enumerate(text.splitlines(), start=1) if part in line)


def test_an_instance_gives_the_filing_with_dates_lengths_name_and_form():
    read_ = read_one(INSTANCE, "f.xbrl")
    assert told(read_) == []
    [filing] = read_.filings
    assert (filing.entity, filing.model, filing.name) == (DEPOSIT.entity, DEPOSIT.model, DEPOSIT.name)
    assert (filing.legal_form, filing.is_deposit, filing.where) == (DEPOSIT.legal_form, True, "f.xbrl")
    assert (filing.year.end, filing.year.months) == (date(2024, 12, 31), 12.0)
    assert (filing.previous.end, filing.previous.months) == (date(2023, 12, 31), 12.0)
    assert filing.year == DEPOSIT.year
    assert filing.previous == DEPOSIT.previous


def test_every_model_is_read_with_its_own_map():
    deposits = [filings[0] for filings in clients(12, seed=8, years=1)]
    assert {deposit.model for deposit in deposits} == set(AccountsModel)
    for deposit in deposits:
        [filing] = read_one(xbrl(deposit)).filings
        assert filing.model is deposit.model
        assert filing.year.amounts == deposit.year.amounts


def test_prefixes_are_free_and_only_namespaces_count():
    [filing] = read_one(xbrl(DEPOSIT, prefix="q-")).filings
    [plain] = read_one(INSTANCE).filings
    assert without_place(filing) == without_place(plain)


def test_the_same_prefix_for_another_namespace_is_another_name():
    read_ = read_one(changed("http://www.nbb.be/be/fr/cbso/dict/met", "http://example.com/met"), "f.xbrl")
    assert read_.filings == []
    assert "holds no amount of the NBB taxonomy" in told(read_)[0]


def test_prefixes_declared_on_an_inner_element_hold_there_only():
    text = INSTANCE.replace(
        "<xbrldi:explicitMember ", '<xbrldi:explicitMember xmlns:bas="http://www.nbb.be/be/fr/cbso/dict/dom/bas" '
    ).replace(' xmlns:bas="http://www.nbb.be/be/fr/cbso/dict/dom/bas"\n', ' xmlns:bas="http://example.com"\n')
    [filing] = read_one(text).filings
    assert filing.year == DEPOSIT.year


def test_a_document_that_is_no_instance_is_told_with_what_it_is():
    [fault] = told(read_one('<?xml version="1.0"?>\n<Invoice xmlns="urn:x"/>', "f.xml"))
    assert fault.startswith('f.xml:2: starts with <Invoice> of namespace "urn:x".')
    [fault] = told(read_one("<xbrl/>", "f.xml"))
    assert 'starts with <xbrl> of namespace ""' in fault


def test_one_member_more_or_less_is_another_fact():
    member = '<xbrldi:explicitMember dimension="dim:part">part:m1</xbrldi:explicitMember>\n'
    extra = member + '<xbrldi:explicitMember dimension="dim:sts">sts:m2</xbrldi:explicitMember>\n'
    whole = read_one(INSTANCE).filings[0].year.amounts
    assert set(read_one(INSTANCE.replace(member, extra)).filings[0].year.amounts) < set(whole)
    assert set(read_one(INSTANCE.replace(member, "")).filings[0].year.amounts) < set(whole)


def test_a_context_with_a_typed_member_is_another_fact():
    typed = '<xbrldi:typedMember dimension="dim:anlp"><x/></xbrldi:typedMember></scenario>'
    read_ = read_one(INSTANCE.replace("</scenario>", typed))
    assert read_.filings == []


def test_members_may_stand_in_the_segment():
    text = INSTANCE.replace("<scenario>", "").replace("</scenario>", "").replace("</entity>\n", "\n")
    moved = []
    for block in text.split("</context>"):
        if "<period>" in block:
            start, period = block.index("<period>"), block.index("</period>") + len("</period>")
            block = f"{block[:start]}<segment>{block[period:]}</segment></entity>{block[start:period]}"
        moved.append(block)
    [filing] = read_one("</context>".join(moved)).filings
    assert filing.year == DEPOSIT.year


def test_contexts_may_follow_the_facts():
    start, end = INSTANCE.index("<context"), INSTANCE.rindex("</context>") + len("</context>")
    moved = INSTANCE[:start] + INSTANCE[end:].replace("</xbrl>", INSTANCE[start:end] + "</xbrl>")
    assert read_one(moved).filings[0].year == DEPOSIT.year


def test_truncated_xml_is_told_with_its_line_and_the_rest_goes_through():
    cut = INSTANCE[: INSTANCE.index(TOTAL_LINE) + 20]
    read_ = read({"cut.xbrl": cut, "whole.xbrl": INSTANCE})
    assert len(read_.filings) == 1
    assert told(read_)[0].startswith(f"cut.xbrl:{len(cut.splitlines())}: is not valid XML")


@pytest.mark.parametrize(
    "doctype",
    [
        "<!DOCTYPE xbrl>",
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x SYSTEM "http://example.com/x.dtd">',
        '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://example.com/p"> %p;]>',
    ],
)
def test_document_types_and_with_them_entities_are_refused(doctype):
    [fault] = told(read_one(changed("<xbrl ", f"{doctype}\n<xbrl "), "f.xbrl"))
    assert fault.startswith("f.xbrl:2: has a document type (DOCTYPE).")


def test_an_entity_that_nobody_declared_is_a_fault():
    assert "is not valid XML" in told(read_one(changed("</entity>", "&x;</entity>")))[0]


def test_deep_nesting_and_large_documents_are_refused():
    assert "nested too deeply" in told(read_one(changed("</xbrl>", "<a>" * 10_000)))[0]
    assert "is larger than 1,000 bytes" in told(read_one(INSTANCE, document_bytes=1_000))[0]


def test_another_currency_leaves_the_filing_out():
    text = changed("iso4217:EUR", "iso4217:USD")
    read_ = read({"f.xbrl": text, "g.xbrl": INSTANCE})
    assert len(read_.filings) == 1
    assert told(read_)[0].startswith(f"f.xbrl:{line_of(text, 'met:am')}: rubric ")
    assert 'is in "USD", so that the whole filing is left out.' in told(read_)[0]


def test_a_unit_of_another_namespace_is_no_euro():
    text = changed("http://www.xbrl.org/2003/iso4217", "http://example.com/iso4217")
    assert read_one(text).filings == []


def test_text_in_a_number_leaves_that_rubric_out():
    bad = TOTAL_LINE.replace(TOTAL_LINE[TOTAL_LINE.index(">") + 1 : TOTAL_LINE.rindex("<")], "n.v.t.")
    read_ = read_one(changed(TOTAL_LINE, bad), "f.xbrl")
    assert len(read_.filings[0].year.amounts) == len(DEPOSIT.year.amounts) - 1
    [fault] = told(read_)
    assert fault.startswith(f"f.xbrl:{line_of(INSTANCE, TOTAL_LINE)}: rubric ")
    assert 'is "n.v.t.", which is left out.' in fault


@pytest.mark.parametrize("value", ["NaN", "INF", "1e999", "1,5", "", "1 000", "9" * 40])
def test_what_is_no_decimal_number_is_refused(value):
    start, end = TOTAL_LINE.index(">") + 1, TOTAL_LINE.rindex("<")
    read_ = read_one(changed(TOTAL_LINE, TOTAL_LINE[:start] + value + TOTAL_LINE[end:]))
    assert len(read_.faults) == 1
    assert len(read_.filings[0].year.amounts) == len(DEPOSIT.year.amounts) - 1


def test_a_rubric_twice_names_both_lines_and_neither_is_read_unless_they_agree():
    assert told(read_one(changed(TOTAL_LINE, f"{TOTAL_LINE}\n{TOTAL_LINE}"))) == []
    other = TOTAL_LINE[: TOTAL_LINE.index(">")] + ">1</met:am1>"
    read_ = read_one(changed(TOTAL_LINE, f"{TOTAL_LINE}\n{other}"), "f.xbrl")
    line = line_of(INSTANCE, TOTAL_LINE)
    assert told(read_)[0].startswith(f"f.xbrl:{line + 1}: rubric ")
    assert f"the first is on line {line}. Neither is read." in told(read_)[0]
    assert len(read_.filings[0].year.amounts) == len(DEPOSIT.year.amounts) - 1


def test_a_fact_that_is_nil_is_missing():
    text = changed(TOTAL_LINE, TOTAL_LINE.replace("<met:am1 ", '<met:am1 xsi:nil="true" ', 1))
    text = text.replace("<xbrl ", '<xbrl xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ')
    assert len(read_one(text).filings[0].year.amounts) == len(DEPOSIT.year.amounts) - 1


def test_facts_of_two_enterprises_in_one_document_are_told():
    text = changed(f">{DEPOSIT.entity}</identifier>", ">0403019261</identifier>")
    all_but_one = INSTANCE.replace(f">{DEPOSIT.entity}</identifier>", ">0403019261</identifier>", 60)
    assert read_one(all_but_one).filings == []
    assert "holds facts of 2 enterprises" in told(read_one(all_but_one))[0]
    assert text != INSTANCE


def test_an_enterprise_number_with_wrong_check_digits_is_told_and_kept_as_it_is_written():
    read_ = read_one(INSTANCE.replace(f">{DEPOSIT.entity}<", ">0403019262<"), "f.xbrl")
    assert read_.filings[0].entity == "0403019262"
    assert "check digits" in told(read_)[0]


def test_a_fact_of_another_day_is_left_out_and_told():
    text = changed("<instant>2024-12-31</instant>", "<instant>2023-12-31</instant>", 20)
    read_ = read_one(text)
    assert read_.filings[0].year.end == date(2024, 12, 31)
    assert 'is of "2023-12-31" and is left out' in told(read_)[0]


def test_without_a_schema_the_model_of_a_full_filing_shows_in_its_facts():
    full = next(filings[0] for filings in clients(12, seed=8) if filings[0].model is AccountsModel.FULL)
    text = xbrl(full).replace(b"m02", b"zzz")
    [filing] = read_one(text).filings
    assert (filing.model, filing.year) == (AccountsModel.FULL, full.year)


@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16", "ISO-8859-1", "windows-1252"])
def test_the_encoding_is_that_of_the_declaration(encoding):
    text = INSTANCE.replace('encoding="UTF-8"', f'encoding="{encoding}"').replace(DEPOSIT.name, "Café")
    assert read_one(text.encode(encoding)).filings[0].name == "Café"


def test_an_unknown_encoding_is_a_fault():
    assert read_one(INSTANCE.replace('encoding="UTF-8"', 'encoding="x-none"')).faults


def test_a_fact_without_its_context_is_told():
    read_ = read_one(changed('contextRef="c', 'contextRef="weg', 5))
    assert "which there is not" in told(read_)[0]
