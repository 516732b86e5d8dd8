"""Laws about the page as a whole: language, title, headings, landmarks, references, tables and lists."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from lxml.html import HtmlElement

from tests.web.html_laws.page import Page, told

_LANGUAGES = frozenset({"nl", "en", "fr", "de"})
_POINTERS = (
    "for",
    "aria-labelledby",
    "aria-describedby",
    "aria-controls",
    "aria-owns",
    "aria-activedescendant",
    "list",
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_KNOWN_ROLES = """alert group img list listitem none note presentation radiogroup region row rowheader columnheader cell
    search status table rowgroup separator log"""
_ROLES = frozenset(_KNOWN_ROLES.split())


def language_is_said(page: Page) -> Iterator[str]:
    """3.1.1, 3.1.2: the page says its language, and every part with one of its own a known one."""
    if page.root.get("lang") not in _LANGUAGES:
        yield f"the page's language is {page.root.get('lang')!r}"
    for element in page.elements():
        for name in ("lang", "hreflang"):
            if element.get(name) is not None and element.get(name, "").split("-")[0] not in _LANGUAGES:
                yield f"no language: {told(element)}"


def title_says_where(page: Page) -> Iterator[str]:
    """2.4.2: one title, of the page before the site."""
    titles = [page.text(found) for found in page.root.findall("head/title")]
    if len(titles) != 1 or not titles[0].strip(" ·"):
        yield f"titles: {titles}"
    elif titles[0].startswith("·"):
        yield f"the title names the site alone: {titles[0]}"


def headings_make_an_outline(page: Page) -> Iterator[str]:
    """1.3.1, 2.4.6: one h1, no level left out on the way down, no heading without words."""
    found = list(page.heard(*_HEADINGS))
    if sum(heading.tag == "h1" for heading in found) != 1:
        yield f"{sum(heading.tag == 'h1' for heading in found)} headings of level 1"
    before = 1  # an error summary or a notice may come before the h1
    for heading in found:
        level = int(heading.tag[1])
        if level > before + 1:
            yield f"level {level} after level {before}: {told(heading)}"
        if not page.text(heading):
            yield f"no words: {told(heading)}"
        before = level


def landmarks_hold_everything(page: Page) -> Iterator[str]:
    """1.3.1, 2.4.1: one main; landmarks of one kind tell themselves apart; what is read stands in one of them."""
    framed = not page.root.find_class("site-header")  # a page for a frame of another site has its header there
    for wanted in ("//main",) if framed else ("//main", "/html/body/header", "/html/body/footer"):
        if len(page.root.xpath(wanted)) != 1:
            yield f"not one {wanted}"
    for tags in (("nav",), ("aside",), ("section",), ("form",)):
        names: dict[str, int] = {}
        for element in page.heard(*tags):
            if tags == ("nav",) and not page.name_given(element):
                yield f"no name: {told(element)}"
            if page.name_given(element):
                names[page.name_given(element)] = names.get(page.name_given(element), 0) + 1
        if tags == ("nav",):
            yield from (f"{count} landmarks are called {name!r}" for name, count in names.items() if count > 1)
    for region in page.root.xpath("//*[@role='region']"):
        if not page.name_given(region):
            yield f"no name: {told(region)}"


def skip_link_comes_first(page: Page) -> Iterator[str]:
    """2.4.1: the first thing to reach leads past the header, to somewhere that is there."""
    first = next(
        iter(page.root.xpath("//body//*[self::a[@href] or self::button or self::input or self::summary]")), None
    )
    if not page.root.xpath("/html/body/header"):
        return  # nothing to skip
    if first is None or first.tag != "a" or not first.get("href", "").startswith("#"):
        yield "no link past the header"


def ids_and_what_points_to_them(page: Page) -> Iterator[str]:
    """1.3.1, 4.1.2: an id stands once, and whatever points to one finds it."""
    for name, found in page.ids.items():
        if len(found) > 1:
            yield f"the id {name!r} stands {len(found)} times"
        if not name.strip() or " " in name:
            yield f"no id: {name!r}"
    for element in page.elements():
        for pointer in _POINTERS:
            for wanted in element.get(pointer, "").split():
                if wanted not in page.ids:
                    yield f"nothing has the id {wanted!r}: {told(element)}"
        target = unquote(element.get("href", "")) if element.tag == "a" else ""
        if target.startswith("#") and target != "#" and target[1:] not in page.ids:
            yield f"leads to nothing: {told(element)}"


def tables_have_headers(page: Page) -> Iterator[str]:
    """1.3.1: a table, or the region that scrolls it, has a name, and headers that say of what they are the header."""
    for table in page.heard("table"):
        if table.get("role") in ("presentation", "none"):
            continue
        region = next((outer for outer in table.iterancestors() if outer.get("role") == "region"), None)
        if not page.name_given(table) and not page.name(table) and (region is None or not page.name_given(region)):
            yield f"no name: {told(table)}"
        heads = list(table.iter("th"))
        if not heads:
            yield f"no headers: {told(table)}"
        for head in heads:
            if head.get("scope") not in ("col", "row", "colgroup", "rowgroup"):
                yield f"no scope: {told(head)}"
            if not page.text(head) and head.get("scope") != "col":
                yield f"no words: {told(head)}"
        for row in table.iter("tr"):
            if (
                row.getparent().tag == "thead"
                and row.find("td") is not None
                and len(row) > 1
                and row.find("th") is None
            ):
                yield f"no header in the head: {told(row)}"


def lists_hold_items(page: Page) -> Iterator[str]:
    """1.3.1: a list holds items, an item stands in a list, a term has its description."""
    for outer in page.heard("ul", "ol"):
        for inner in outer:
            if isinstance(inner.tag, str) and inner.tag not in ("li", "script", "template"):
                yield f"no item of a list: {told(inner)}"
    for item in page.heard("li"):
        if item.getparent().tag not in ("ul", "ol", "menu"):
            yield f"outside a list: {told(item)}"
    for terms in page.heard("dl"):
        for group in (terms, *terms.findall("div")):
            kinds = [inner.tag for inner in group if isinstance(inner.tag, str) and inner.tag in ("dt", "dd")]
            if kinds and (kinds[0] != "dt" or kinds[-1] != "dd"):
                yield f"terms without descriptions: {told(group)}"


def roles_are_known(page: Page) -> Iterator[str]:
    """4.1.2: only roles that these pages know how to keep; no positive tabindex, which makes an order of its own."""
    for element in page.elements():
        role = element.get("role")
        if role is not None and role not in _ROLES:
            yield f"the role {role!r}: {told(element)}"
        if element.get("tabindex", "0") not in ("0", "-1"):
            yield f"an order of its own (2.4.3): {told(element)}"
        for name in element.attrib:
            if str(name).startswith("on") or name in ("style", "accesskey", "autofocus"):
                yield f"{name} (2.1.4, 3.2.1): {told(element)}"


def zoom_is_free(page: Page) -> Iterator[str]:
    """1.4.4: nothing stops somebody who makes the page larger; nothing refreshes by itself (2.2.1)."""
    for meta in page.all("meta"):
        content = meta.get("content", "").replace(" ", "")
        if meta.get("name") == "viewport" and ("user-scalable=no" in content or "maximum-scale" in content):
            yield f"bars zooming: {content}"
        if meta.get("http-equiv", "").lower() == "refresh":
            yield "refreshes by itself"


def folded_parts_say_what_they_hold(page: Page) -> Iterator[str]:
    """4.1.2: a folded part begins with a summary, which has words."""
    for details in page.heard("details"):
        first: HtmlElement | None = next((inner for inner in details if isinstance(inner.tag, str)), None)
        if first is None or first.tag != "summary" or not page.text(first):
            yield f"no summary: {told(details)}"


def help_stands_in_one_place(page: Page) -> Iterator[str]:
    """3.2.6: what helps (about, accessibility, report) stands in the same order at the foot of every page."""
    for footer in page.root.xpath("/html/body/footer"):
        found = [link.get("href", "").strip("/").partition("/")[2] for link in footer.iter("a")]
        placed = [place for place in ("over", "toegankelijkheid", "melden") if place in found]
        if placed != ["over", "toegankelijkheid", "melden"] or [one for one in found if one in placed] != placed:
            yield f"help at the foot: {found}"


LAWS = (
    help_stands_in_one_place,
    language_is_said,
    title_says_where,
    headings_make_an_outline,
    landmarks_hold_everything,
    skip_link_comes_first,
    ids_and_what_points_to_them,
    tables_have_headers,
    lists_hold_items,
    roles_are_known,
    zoom_is_free,
    folded_parts_say_what_they_hold,
)
