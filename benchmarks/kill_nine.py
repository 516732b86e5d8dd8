"""`kill -9` of server and workers, again and again, while referrals are made: is anything lost, or sent twice?

    python -m benchmarks.kill_nine --on postgres
    python -m benchmarks.kill_nine --on sqlite --what letters --count 1000

With `--what pages` four first-line contacts refer through the pages of the server (`kill_nine_contacts`); with
`actions` and `letters` two writers do it in processes that are killed as well. A mail server that is never killed
records what arrives. Exit status 0 when everything holds; see docs/reliability.md.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from aiosmtpd.controller import Controller

from benchmarks.kill_nine_browser import Browser, NoAnswerError
from benchmarks.kill_nine_contacts import Contact
from benchmarks.kill_nine_processes import Killed, Sink, free_port, run
from benchmarks.kill_nine_writing import CONTACTS, WHAT, subjects
from tests.postgres.cluster import throwaway_cluster
from wegwijzer.readers.catalogue import shipped_catalogue

WRITERS, WORKERS = 2, 2
_BETWEEN_KILLS = (0.3, 1.6)
_BETWEEN_KILLS_OF_PAGES = (2.0, 16.0)
_SERVER_LIVES = (2.0, 60.0)
"""Seconds from the first answer of a server, which has to read the catalogue before, to its end."""
_BETWEEN_EXPIRIES = 15.0
_LONGEST = 3 * 3600.0


@dataclass
class Said:
    """What those who refer know afterwards: what was acknowledged, what they gave up, and what they were told."""

    kills: Counter[str]
    acknowledged: set[int]
    given_up: set[int] = field(default_factory=set)
    told: Counter[str] = field(default_factory=Counter)


def main(arguments: list[str]) -> int:
    """Run it, print the table, and tell whether everything holds."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.kill_nine", description=__doc__.splitlines()[0])
    parser.add_argument("--on", choices=("sqlite", "postgres"), default="sqlite")
    parser.add_argument("--what", choices=tuple(WHAT), default="pages")
    parser.add_argument("--count", type=int, default=1000, help="how many referrals or letters")
    parser.add_argument("--kills", type=int, default=60, help="at least so many, of writers and letters")
    parser.add_argument("--seed", type=int, default=9)
    chosen = parser.parse_args(arguments)
    random.seed(chosen.seed)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that everything that was started is ended
    sink = Sink()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="wegwijzer-kill-")))
        environment = stack.enter_context(_environment(chosen.on, folder, sink))
        run(environment, "-m", "django", "migrate", "--verbosity", "0")
        run(environment, "-m", "benchmarks.kill_nine_writing", "prepare", chosen.what)
        began = time.monotonic()
        hammer = _hammer_pages if chosen.what == "pages" else _hammer_writers
        said = hammer(environment, folder, chosen, sink)
        took = time.monotonic() - began
        tally = tally_of(environment, chosen, said, sink)
        print_table(chosen, said, took, tally)
        mended = mend(environment, tally, sink)
    problems = problems_of(tally, chosen, said, mended)
    print("\n".join(problems) or "Everything holds.")
    return 1 if problems else 0


@contextmanager
def _environment(on: str, folder: Path, sink: Sink) -> Iterator[dict[str, str]]:
    controller = Controller(sink, hostname="127.0.0.1", port=free_port())
    controller.start()
    common = settings_of_load(controller.port)
    try:
        if on == "sqlite":
            yield {**common, "WEGWIJZER_DATABASE": str(folder / "kill.sqlite3")}
        else:
            with throwaway_cluster(is_durable=True) as found:
                yield {**common, **found}
    finally:
        controller.stop()


def settings_of_load(mail_port: int) -> dict[str, str]:
    """The environment of processes that hand their letters to a mail server on this machine."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("WEGWIJZER_")}
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "wegwijzer.web.settings",
        "WEGWIJZER_MAIL_HOST": "127.0.0.1",
        "WEGWIJZER_MAIL_PORT": str(mail_port),
        "WEGWIJZER_MAIL_TLS": "none",
        "WEGWIJZER_POSTS_PER_MINUTE": "100000",
    }


def _hammer_writers(environment: dict[str, str], folder: Path, chosen: argparse.Namespace, sink: Sink) -> Said:
    """Write, send and kill, until all is written and there were enough kills; then let the workers finish."""
    files = [folder / f"acknowledged-{number}" for number in range(WRITERS)]
    commands = {
        f"writer {number}": [
            *("-m", "benchmarks.kill_nine_writing", "write", chosen.what),
            *(str(number), str(WRITERS), str(chosen.count), str(file)),
        ]
        for number, file in enumerate(files)
    }
    processes = Killed(environment, commands | workers() | server(free_port()), folder / "log")
    try:
        end = time.monotonic() + _LONGEST
        while not (processes.is_done("writer") and processes.kills.total() >= chosen.kills):
            _look_at_clock(end, processes)
            time.sleep(random.uniform(*_BETWEEN_KILLS))
            processes.kill_one()
        finish(environment)
    finally:
        processes.stop()
    run(environment, "-m", "benchmarks.kill_nine_writing", "expire")
    return Said(processes.kills, {int(line) for file in files for line in file.read_text().splitlines()})


def _hammer_pages(environment: dict[str, str], folder: Path, chosen: argparse.Namespace, sink: Sink) -> Said:
    """Let contacts refer over the pages, and kill server and workers under them, until all is said."""
    port = free_port()
    processes = Killed(environment, workers() | server(port), folder / "log")
    labels = {id: shipped_catalogue().business_domains[id].label["nl"] for id in subjects()}
    contacts = [Contact(place, chosen.count, port, sink, labels, chosen.seed) for place in range(CONTACTS)]
    try:
        for contact in contacts:
            contact.start()
        end = time.monotonic() + _LONGEST
        server_ends: float | None = None  # None while it does not answer yet
        next_expiry = time.monotonic() + _BETWEEN_EXPIRIES
        while any(contact.is_alive() for contact in contacts):
            _look_at_clock(end, processes)
            time.sleep(random.uniform(*_BETWEEN_KILLS_OF_PAGES))
            processes.start_what_ended()
            if server_ends is None:
                server_ends = time.monotonic() + random.uniform(*_SERVER_LIVES) if answers(port) else None
            if server_ends is not None and time.monotonic() > server_ends:
                processes.kill_one("server")
                server_ends = None
            elif server_ends is not None and random.random() < 0.3:
                processes.kill_child("server")
            else:
                processes.kill_one("worker")
            if time.monotonic() > next_expiry:
                run(environment, "-m", "benchmarks.kill_nine_writing", "expire")
                next_expiry = time.monotonic() + _BETWEEN_EXPIRIES
                done = sum(len(contact.acknowledged) for contact in contacts)
                print(f"{done} of {chosen.count}, killed {processes.kills.total()}", file=sys.stderr, flush=True)
        for contact in contacts:
            if contact.error is not None:
                raise contact.error
        finish(environment)
    finally:
        processes.stop()
    run(environment, "-m", "benchmarks.kill_nine_writing", "expire")
    return Said(
        processes.kills,
        {number for contact in contacts for number in contact.acknowledged},
        {number for contact in contacts for number in contact.given_up},
        sum((contact.told for contact in contacts), Counter()),
    )


def answers(port: int) -> bool:
    """Whether the server on a port lives."""
    try:
        return Browser(port).get("/healthz").status == 200
    except NoAnswerError:
        return False


def workers() -> dict[str, list[str]]:
    """The commands of the workers."""
    return {f"worker {number}": ["-m", "wegwijzer.cli.main", "worker"] for number in range(WORKERS)}


def server(port: int) -> dict[str, list[str]]:
    """The command of the server on a port."""
    return {"server": ["-m", "wegwijzer.cli.main", "serve", "--no-worker", "--port", str(port)]}


def _look_at_clock(end: float, processes: Killed) -> None:
    if time.monotonic() > end:
        raise TimeoutError(f"not done after {_LONGEST:.0f} seconds:\n{processes.end_of_log()}")


def finish(environment: dict[str, str]) -> None:
    """Let the workers send what is left."""
    while _states(environment).get("waiting"):
        run(environment, "-m", "benchmarks.kill_nine_writing", "expire")
        time.sleep(2)


def tally_of(environment: dict[str, str], chosen: argparse.Namespace, said: Said, sink: Sink) -> dict[str, object]:
    """What is there and what arrived, against what people were told."""
    present = json.loads(run(environment, "-m", "benchmarks.kill_nine_writing", "present", chosen.what))
    times = {int(number): found for number, found in present.items()}
    letters = json.loads(run(environment, "-m", "benchmarks.kill_nine_writing", "letters"))
    arrived = sink.arrived
    by_state: dict[str, Counter[int]] = {}
    for _, state, message_id in letters:
        by_state.setdefault(state, Counter())[arrived[message_id]] += 1
    is_whole = chosen.what == "pages"
    return {
        "lost": len(said.acknowledged - set(times)),
        "present": sum(found == 1 for found in times.values()),
        "more": {number for number, found in times.items() if found > 1},
        "unasked": set(times) - said.acknowledged - said.given_up,
        "given_up_there": len(said.given_up & set(times)),
        "halves": json.loads(run(environment, "-m", "benchmarks.kill_nine_writing", "halves")) if is_whole else [],
        "letters": len(letters),
        "by_state": by_state,
        "twice": sum(1 for found in arrived.values() if found > 1),
        "unknown": len(set(arrived) - {message_id for _, _, message_id in letters}),
        "unsure": [(key, arrived[message_id]) for key, state, message_id in letters if state == "unsure"],
        "ids": {message_id for _, _, message_id in letters},
    }


def mend(environment: dict[str, str], tally: dict[str, object], sink: Sink) -> bool:
    """What an operator does: settle what arrived, resend what did not; afterwards each letter arrived exactly once."""
    for key, times in tally["unsure"]:  # type: ignore[attr-defined]
        run(environment, "-m", "wegwijzer.cli.main", "mail", "settle" if times else "resend", key)
    run(environment, "-m", "wegwijzer.cli.main", "worker", "--once")
    return set(sink.arrived) == tally["ids"] and set(sink.arrived.values()) <= {1}


def print_table(chosen: argparse.Namespace, said: Said, took: float, tally: dict[str, object]) -> None:
    """The table."""
    by_state: dict[str, Counter[int]] = tally["by_state"]  # type: ignore[assignment]
    kills, who = said.kills, f"{CONTACTS} contacts" if chosen.what == "pages" else f"{WRITERS} writers"
    rows = [
        (f"{chosen.count} {chosen.what} on {chosen.on}, {who}, {WORKERS} workers, 1 server", f"{took:.0f} s"),
        ("killed with -9", f"{kills.total()} ({', '.join(f'{n} {c}' for n, c in sorted(kills.items()))})"),
        *((f"people who got or did: {what}", times) for what, times in sorted(said.told.items())),
        ("acknowledged", len(said.acknowledged)),
        ("acknowledged and not there (lost)", tally["lost"]),
        ("given up, and of these there", f"{len(said.given_up)}, {tally['given_up_there']}"),
        ("there once / more than once", f"{tally['present']} / {len(tally['more'])}"),  # type: ignore[arg-type]
        ("there in part, or clients with two open cases", len(tally["halves"])),  # type: ignore[arg-type]
        ("letters written", tally["letters"]),
        *((f"letters {state}", _times(times)) for state, times in sorted(by_state.items())),
        ("letters that arrived twice", tally["twice"]),
        ("mails that belong to no letter", tally["unknown"]),
    ]
    width = max(len(name) for name, _ in rows)
    for name, value in rows:
        print(f"{name:<{width}}  {value}", flush=True)


def _times(times: Counter[int]) -> str:
    said = {0: "did not arrive", 1: "arrived once"}
    each = [f"{count} {said.get(number, 'arrived more than once')}" for number, count in sorted(times.items())]
    return f"{times.total()} ({', '.join(each)})"


def problems_of(tally: dict[str, object], chosen: argparse.Namespace, said: Said, mended: bool) -> list[str]:
    """What does not hold."""
    by_state: dict[str, Counter[int]] = tally["by_state"]  # type: ignore[assignment]
    found = list(tally["halves"])[:10]  # type: ignore[call-overload]
    if tally["lost"] or tally["unasked"] or len(said.acknowledged | said.given_up) != chosen.count:
        found.append("What was acknowledged is not what is there.")
    if tally["more"]:
        found.append("Something is there more than once.")
    if tally["twice"] or tally["unknown"]:
        found.append("A letter arrived twice, or one that nobody wrote.")
    if set(by_state) - {"sent", "unsure"}:
        found.append("A letter is neither sent nor unsure.")
    if set(by_state.get("sent", Counter())) - {1}:
        found.append("A letter counts as sent and did not arrive.")
    if not mended:
        found.append("Settling and resending what was unsure did not make each letter arrive once.")
    return found


def _states(environment: dict[str, str]) -> Counter[str]:
    letters = json.loads(run(environment, "-m", "benchmarks.kill_nine_writing", "letters"))
    return Counter(state for _, state, _ in letters)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
