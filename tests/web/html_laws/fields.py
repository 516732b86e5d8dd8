"""Laws about forms: labels, groups, errors, and what a browser may fill in by itself."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.html import HtmlElement

from tests.web.html_laws.page import Page, told

_PURPOSES = {"email": "email", "tel": "tel", "password": "current-password"}
"""Types of input whose purpose a browser knows, with the token that says so (1.3.5)."""
_PURPOSE_OF_NAME = {"email": "email", "postal_code": "postal-code", "phone": "tel"}


def fields_have_labels(page: Page) -> Iterator[str]:
    """1.3.1, 3.3.2, 4.1.2: every field has a name that can be seen or heard."""
    for field in page.fields():
        if not page.name(field):
            yield f"no label: {told(field)}"


def labels_say_one_thing(page: Page) -> Iterator[str]:
    """2.4.6: a label has words, and is for one field."""
    for label in page.heard("label"):
        if not page.text(label):
            yield f"no words: {told(label)}"
        inside = [field for field in label.iter("input", "select", "textarea") if field.get("type") != "hidden"]
        if len(inside) > 1:
            yield f"a label around {len(inside)} fields: {told(label)}"


def choices_stand_in_a_named_group(page: Page) -> Iterator[str]:
    """1.3.1, 3.3.2: what belongs together stands in a fieldset with a legend, or in a group with a name."""
    groups: dict[tuple[int, str, str], list[HtmlElement]] = {}
    for field in page.fields():
        if field.get("type") in ("radio", "checkbox") and field.get("name"):
            form = next(field.iterancestors("form"), page.root)
            groups.setdefault((id(form), field.get("type", ""), field.get("name", "")), []).append(field)
    for (_, kind, name), found in groups.items():
        if kind == "radio" and len(found) == 1 and page.name(found[0]):
            continue
        if len(found) > 1 and not any(_is_named_group(page, outer) for outer in found[0].iterancestors()):
            yield f"{len(found)} choices of {name!r} in no named group: {told(found[0])}"
    for fieldset in page.heard("fieldset"):
        if not page.name(fieldset):
            yield f"no legend: {told(fieldset)}"


def _is_named_group(page: Page, outer: HtmlElement) -> bool:
    if outer.tag == "fieldset":
        return bool(page.name(outer))
    return outer.get("role") in ("group", "radiogroup") and bool(page.name_given(outer))


def purpose_is_said(page: Page) -> Iterator[str]:
    """1.3.5: fields about the visitor tell the browser what they ask for, or that it is about somebody else (off)."""
    for field in page.fields():
        wanted = _PURPOSES.get(field.get("type", "text")) or _PURPOSE_OF_NAME.get(field.get("name", ""))
        is_typed = field.tag == "input" and field.get("type") not in ("radio", "checkbox")
        if wanted and is_typed and not field.get("autocomplete"):
            yield f"no autocomplete (as {wanted}): {told(field)}"


def errors_stand_with_their_fields(page: Page) -> Iterator[str]:
    """3.3.1, 3.3.3: what is wrong is said in words, at the field, and in a summary that leads there."""
    for element in page.elements():
        if element.get("aria-invalid") == "true" and not element.get("aria-describedby"):
            outer = next((one for one in element.iterancestors("fieldset") if one.get("aria-describedby")), None)
            if outer is None:
                yield f"what is wrong is not said with it: {told(element)}"
    for summary in page.root.find_class("error-summary"):
        if summary.get("role") != "alert" or summary.get("tabindex") != "-1":
            yield f"a summary that does not speak: {told(summary)}"
        if not page.text(summary):
            yield "an empty summary"


def nothing_to_send_by_choosing(page: Page) -> Iterator[str]:
    """3.2.2: a form with fields is sent by a button alone."""
    for form in page.heard("form"):
        fields = [
            field for field in form.iter("input", "select", "textarea") if field.get("type") not in ("hidden", "submit")
        ]
        buttons = [
            button
            for button in form.iter("button", "input")
            if button.tag == "button" or button.get("type") == "submit"
        ]
        outside = [
            button for button in page.root.iter("button") if form.get("id") and button.get("form") == form.get("id")
        ]
        if fields and not buttons and not outside:
            yield f"no button: {told(form)}"


LAWS = (
    fields_have_labels,
    labels_say_one_thing,
    choices_stand_in_a_named_group,
    purpose_is_said,
    errors_stand_with_their_fields,
    nothing_to_send_by_choosing,
)
