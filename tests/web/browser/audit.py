"""Look at every page as people with a disability use it: `python -m tests.web.browser.audit FOLDER`.

Serves the demonstration with work of every role added (`stage`), finds every page by its links (`pages`), and looks at
each in Chromium (`probes`): axe-core, the tab key, what is heard, 320 pixels, text spacing, targets, motion, the dark.
Before that the HTML of every page in three languages, and of what comes back for an empty form, is held to the laws of
`tests/web/html_laws`. Writes FOLDER/audit.md, audit.json and laws.md, what is heard of each page (heard.txt), and
pictures in forced colours at 320 pixels. Takes half an hour of one core.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ADDRESS = "http://127.0.0.1"
STARTS_WITHIN = 180
"""Seconds."""


def main() -> None:
    """Parse, prepare, look, write."""
    parser = argparse.ArgumentParser(prog="python -m tests.web.browser.audit", description=__doc__.split("\n\n")[0])
    parser.add_argument("folder", type=Path, nargs="?", default=Path("var/accessibility"))
    parser.add_argument("--only", default="", help="views whose name begins so, as guide: or catalogue:measure")
    parser.add_argument("--role", default="", help="what this role sees alone, as bea")
    parser.add_argument("--begin", type=int, default=0, help="leave out so many pages")
    parser.add_argument("--language", default="nl", choices=("nl", "en", "fr"))
    parser.add_argument("--port", type=int, default=8197)
    parser.add_argument("--data", type=Path, help="keep the database here, and use it when it is there")
    parser.add_argument("--list", action="store_true", help="only find the pages, and say which views have none")
    parser.add_argument("--no-laws", action="store_true", help="leave out the HTML in the three languages")
    parser.add_argument("--no-pictures", action="store_true")
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        data = chosen.data or Path(made)
        os.environ.update(_environment(data))
        clients, found, others = _prepare(data)
        pages = [page for page in found if page.view.startswith(chosen.only) and chosen.role in ("", page.role)]
        _tell_coverage(pages, others)
        if not chosen.no_laws:
            _write_laws(pages, clients, chosen.folder)
        if not chosen.list:
            cookies = {role: _cookie(client) for role, client in clients.items() if _cookie(client)}
            results: list[dict[str, Any]] = []
            try:
                with _served(chosen.port) as address:
                    _look(pages[chosen.begin :], cookies, address, chosen, results)
            finally:
                _write(results, others, chosen.folder)


def _environment(data: Path) -> Mapping[str, str]:
    return {
        "WEGWIJZER_DATABASE": str(data / "audit.sqlite3"),
        "WEGWIJZER_FILES": str(data / "files"),
        "WEGWIJZER_REGISTERS": str(data / "registers"),
        "WEGWIJZER_POSTS_PER_MINUTE": "100000",
        "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
    }


def _prepare(data: Path) -> tuple[Mapping[str, Any], list[Any], Mapping[str, str]]:
    from wegwijzer.cli.demo import fill_demo
    from wegwijzer.cli.django_setup import start_django

    kept = data / "cookies.json"
    data.mkdir(parents=True, exist_ok=True)

    start_django(migrate=True)
    logging.getLogger("django.request").setLevel(logging.ERROR)  # pages that refuse are looked at on purpose
    from django.conf import settings

    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    settings.POSTS_PER_MINUTE = 100_000
    from django.test import Client

    from tests.web.browser.pages import find_pages
    from tests.web.browser.stage import set_the_stage, sign_half_in, whole_sign_ins

    if kept.exists():
        told = json.loads(kept.read_text())
        clients, own = {role: Client() for role in told["cookies"]}, [(role, path) for role, path in told["pages"]]
        for role, cookie in told["cookies"].items():
            if cookie:
                clients[role].cookies["wegwijzer"] = cookie
    else:
        fill_demo()
        with whole_sign_ins():
            clients, own = set_the_stage()
        sign_half_in(clients)
        cookies = {role: _cookie(client) for role, client in clients.items()}
        kept.write_text(json.dumps({"cookies": cookies, "pages": own}))
    return clients, *find_pages(clients, [*own, *_from_letters()])


def _cookie(client: Any) -> str:
    return str(client.cookies["wegwijzer"].value) if "wegwijzer" in client.cookies else ""


def _from_letters() -> list[tuple[str, str]]:
    """Addresses that stand in letters alone, each for somebody who has nothing to do with it yet."""
    from urllib.parse import urlsplit

    from wegwijzer.web.post.models import Outgoing

    told = [json.dumps(values) for values in Outgoing.objects.values_list("values", flat=True)]
    links = {word for values in told for word in values.split('"') if word.startswith("http") and "/nl/" in word}
    return [("newcomer", urlsplit(link).path) for link in sorted(links)]


@contextmanager
def _served(port: int) -> Iterator[str]:
    program = str(Path(sys.executable).parent / "wegwijzer")
    command = [program, "serve", "--no-worker", "--port", str(port), "--workers", "1"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    address = f"{ADDRESS}:{port}"
    try:
        until = time.monotonic() + STARTS_WITHIN
        while not _answers(address):
            if time.monotonic() > until:
                raise RuntimeError("the server did not start")
            time.sleep(0.2)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


def _answers(address: str) -> bool:
    try:
        urllib.request.urlopen(f"{address}/healthz").close()
    except OSError:
        return False
    return True


def _look(
    pages: list[Any],
    cookies: Mapping[str, str],
    address: str,
    chosen: argparse.Namespace,
    results: list[dict[str, Any]],
) -> None:
    from playwright.sync_api import Error, sync_playwright

    from tests.web.browser.conftest import _ARGUMENTS, NARROW, PHONE, chromium_path
    from tests.web.browser.probes import look_at

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=_ARGUMENTS)
        for role in dict.fromkeys(page.role for page in pages):
            context = browser.new_context(
                viewport={"width": PHONE[0], "height": PHONE[1]}, locale="nl-BE", base_url=address
            )
            if role in cookies:
                context.add_cookies([{"name": "wegwijzer", "value": cookies[role], "url": address}])
            page = context.new_page()
            for found in (one for one in pages if one.role == role):
                path = found.path.replace("/nl/", f"/{chosen.language}/", 1)
                result = {"view": found.view, "role": role, "path": found.path, "status": found.status}
                try:
                    page.goto(path)
                    result |= look_at(page)
                    if not chosen.no_pictures:
                        page.emulate_media(forced_colors="active")
                        page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
                        name = f"{len(results):03}-{found.view.replace(':', '-')}-{role}"
                        page.screenshot(path=chosen.folder / f"{name}.png", full_page=True)
                        page.emulate_media(forced_colors="none")
                except Error as error:
                    result |= {"findings": [f"the browser failed: {str(error).splitlines()[0]}"], "heard": ""}
                results.append(result)
                print(f"{len(results)}/{len(pages)} {role} {found.path}", *result["findings"], sep="\n  ", flush=True)
            context.close()
        browser.close()


def _tell_coverage(pages: list[Any], others: Mapping[str, str]) -> None:
    from tests.web.browser.pages import html_views

    # The interface for programs has no pages.
    missing = sorted(view for view in html_views() if not view.startswith("api-v1:"))
    missing = sorted(set(missing) - {page.view for page in pages} - set(others))
    print(f"{len(pages)} pages of {len({page.view for page in pages})} views")
    print("never reached:", ", ".join(missing) or "none")
    for view, why in sorted(others.items()):
        if why.startswith("a PDF"):
            print(f"{view}: {why}")


def _write_laws(pages: list[Any], clients: Mapping[str, Any], folder: Path) -> None:
    from tests.web.browser.pages import faults_say, laws_say

    told = laws_say(pages, clients, ("nl", "en", "fr")) | faults_say(pages, clients)
    lines = [f"- {fault} — {len(where)}: {', '.join(where[:3])}" for fault, where in sorted(told.items())]
    (folder / "laws.md").write_text("\n".join(["# What the HTML alone tells", "", *lines, ""]))
    print(f"{len(told)} faults in the HTML: {folder / 'laws.md'}")


def _write(results: list[dict[str, Any]], others: Mapping[str, str], folder: Path) -> None:
    (folder / "audit.json").write_text(json.dumps(results, ensure_ascii=False, indent=1))
    lines = ["| View | Role | Address | Answer | Findings |", "|---|---|---|---|---|"]
    for one in results:
        lines.append(f"| {one['view']} | {one['role']} | {one['path']} | {one['status']} | {len(one['findings'])} |")
    lines += ["", "## Findings", ""]
    by_finding: dict[str, list[str]] = {}
    for one in results:
        for finding in one["findings"]:
            by_finding.setdefault(finding, []).append(f"{one['role']} {one['path']}")
    for finding, where in sorted(by_finding.items(), key=lambda pair: -len(pair[1])):
        lines.append(f"- {finding} — {len(where)}: {', '.join(where[:3])}")
    (folder / "audit.md").write_text("\n".join(lines) + "\n")
    heard = "\n\n".join(f"# {one['role']} {one['path']}\n{one['heard']}" for one in results)
    (folder / "heard.txt").write_text(heard)
    print(f"{sum(len(one['findings']) for one in results)} findings on {len(results)} pages: {folder / 'audit.md'}")


if __name__ == "__main__":
    main()
