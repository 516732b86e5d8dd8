"""`kill -9` of server and workers, again and again, while referrals are made: is anything lost, or sent twice?

    python -m benchmarks.kill_nine --on postgres
    python -m benchmarks.kill_nine --on sqlite --what letters --count 1000

A mail server that is never killed records what arrives. Writers stand for people who refer: each number is done in a
transaction, and noted in a file once that is committed ("acknowledged"). What was not acknowledged is looked up and
tried again, as somebody would who got no answer. Exit status 0 when everything holds; see docs/reliability.md.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from email import message_from_bytes
from pathlib import Path

from aiosmtpd.controller import Controller

from benchmarks.kill_nine_writing import WHAT
from tests.postgres.cluster import throwaway_cluster

ROOT = Path(__file__).parents[1]
WRITERS, WORKERS = 2, 2
_BETWEEN_KILLS = (0.3, 1.6)
_SLOWNESS = 0.01
"""Seconds that the mail server takes for a letter, so that kills fall while letters are on their way."""
_LONGEST = 1200.0
_MOST_FAILURES = 5
"""Times that a writer may end with an error of its own before it is no use to go on."""


class Sink:
    """Counts what arrives, by Message-ID."""

    def __init__(self) -> None:
        self.arrived: Counter[str] = Counter()

    async def handle_DATA(self, server: object, session: object, envelope: object) -> str:
        """Take a mail, slowly."""
        import asyncio

        await asyncio.sleep(random.uniform(0, _SLOWNESS))
        self.arrived[str(message_from_bytes(envelope.content)["Message-ID"])] += 1  # type: ignore[attr-defined]
        await asyncio.sleep(random.uniform(0, _SLOWNESS))
        return "250 OK"


class Killed:
    """Processes that are started anew whenever they were killed, each in a group of its own."""

    def __init__(self, environment: dict[str, str], commands: dict[str, list[str]], log: Path) -> None:
        self._environment, self._commands, self._log = environment, commands, log.open("ab")
        self._running = {name: self._start(name) for name in commands}
        self.kills: Counter[str] = Counter()
        self._failures: Counter[str] = Counter()

    def kill_one(self) -> None:
        """Kill one that is running, its children too, and start it again."""
        alive = [name for name, process in self._running.items() if process.poll() is None]
        if alive:
            name = random.choice(alive)
            _kill(self._running[name])
            self.kills[name] += 1
            self._running[name] = self._start(name)

    def is_done(self, prefix: str) -> bool:
        """Whether all of these came to their own end. One that failed is started again."""
        done = True
        for name, process in self._running.items():
            if name.startswith(prefix) and process.poll() != 0:
                done = False
                if process.poll() is not None:
                    self._failures[name] += 1
                    if self._failures[name] > _MOST_FAILURES:
                        raise RuntimeError(f"{name} cannot go on; the end of its log:\n{self.end_of_log()}")
                    self._running[name] = self._start(name)
        return done

    def end_of_log(self) -> str:
        """The last that any of them said."""
        return Path(self._log.name).read_text(errors="replace")[-3000:]

    def stop(self) -> None:
        """End what still runs, gently."""
        for process in self._running.values():
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        for process in self._running.values():
            try:
                process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                _kill(process)
        self._log.close()

    def _start(self, name: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, *self._commands[name]],
            cwd=ROOT,
            env=self._environment,
            stdout=self._log,
            stderr=self._log,
            start_new_session=True,
        )


def _kill(process: subprocess.Popen[bytes]) -> None:
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def main(arguments: list[str]) -> int:
    """Run it, print the table, and tell whether everything holds."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.kill_nine", description=__doc__.splitlines()[0])
    parser.add_argument("--on", choices=("sqlite", "postgres"), default="sqlite")
    parser.add_argument("--what", choices=tuple(WHAT), default="referrals")
    parser.add_argument("--count", type=int, default=1000, help="how many referrals or letters")
    parser.add_argument("--kills", type=int, default=60, help="at least so many")
    parser.add_argument("--seed", type=int, default=9)
    chosen = parser.parse_args(arguments)
    random.seed(chosen.seed)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that everything that was started is ended
    sink = Sink()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="wegwijzer-kill-")))
        environment = stack.enter_context(_environment(chosen.on, folder, sink))
        _run(environment, "-m", "django", "migrate", "--verbosity", "0")
        _run(environment, "-m", "benchmarks.kill_nine_writing", "prepare", chosen.what)
        began = time.monotonic()
        kills = _hammer(environment, folder, chosen.what, chosen.count, chosen.kills)
        took = time.monotonic() - began
        tally = _tally(environment, folder, chosen.what, chosen.count, sink)
        _print(chosen, kills, took, tally)
        mended = _mend(environment, tally, sink)
    problems = _problems(tally, chosen.count, mended)
    print("\n".join(problems) or "Everything holds.")
    return 1 if problems else 0


@contextmanager
def _environment(on: str, folder: Path, sink: Sink) -> Iterator[dict[str, str]]:
    controller = Controller(sink, hostname="127.0.0.1", port=_free_port())
    controller.start()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("WEGWIJZER_")}
    common = {
        **kept,
        "DJANGO_SETTINGS_MODULE": "wegwijzer.web.settings",
        "WEGWIJZER_MAIL_HOST": "127.0.0.1",
        "WEGWIJZER_MAIL_PORT": str(controller.port),
        "WEGWIJZER_MAIL_TLS": "none",
    }
    try:
        if on == "sqlite":
            yield {**common, "WEGWIJZER_DATABASE": str(folder / "kill.sqlite3")}
        else:
            with throwaway_cluster(is_durable=True) as found:
                yield {**common, **found}
    finally:
        controller.stop()


def _hammer(environment: dict[str, str], folder: Path, what: str, count: int, least: int) -> Counter[str]:
    """Write, send and kill, until all is written and there were enough kills; then let the workers finish."""
    commands = {
        f"writer {number}": [
            *("-m", "benchmarks.kill_nine_writing", "write", what),
            *(str(number), str(WRITERS), str(count), str(folder / f"acknowledged-{number}")),
        ]
        for number in range(WRITERS)
    }
    commands |= {f"worker {number}": ["-m", "wegwijzer.cli.main", "worker"] for number in range(WORKERS)}
    commands["server"] = ["-m", "wegwijzer.cli.main", "serve", "--no-worker", "--port", str(_free_port())]
    processes = Killed(environment, commands, folder / "log")
    try:
        end = time.monotonic() + _LONGEST
        while not (processes.is_done("writer") and processes.kills.total() >= least):
            if time.monotonic() > end:
                raise TimeoutError(f"not done after {_LONGEST:.0f} seconds:\n{processes.end_of_log()}")
            time.sleep(random.uniform(*_BETWEEN_KILLS))
            processes.kill_one()
        while _states(environment).get("waiting"):
            _run(environment, "-m", "benchmarks.kill_nine_writing", "expire")
            time.sleep(2)
    finally:
        processes.stop()
    _run(environment, "-m", "benchmarks.kill_nine_writing", "expire")
    return processes.kills


def _tally(environment: dict[str, str], folder: Path, what: str, count: int, sink: Sink) -> dict[str, object]:
    acknowledged = {
        line for number in range(WRITERS) for line in (folder / f"acknowledged-{number}").read_text().splitlines()
    }
    present = json.loads(_run(environment, "-m", "benchmarks.kill_nine_writing", "present", what, str(count)))
    letters = json.loads(_run(environment, "-m", "benchmarks.kill_nine_writing", "letters"))
    arrived = sink.arrived
    by_state: dict[str, Counter[int]] = {}
    for _, state, message_id in letters:
        by_state.setdefault(state, Counter())[arrived[message_id]] += 1
    return {
        "acknowledged": len(acknowledged),
        "lost": len(acknowledged - set(present["once"])),
        "present": len(present["once"]),
        "double": len(present["more"]),
        "letters": len(letters),
        "by_state": by_state,
        "twice": sum(1 for times in arrived.values() if times > 1),
        "unknown": len(set(arrived) - {message_id for _, _, message_id in letters}),
        "unsure": [(key, arrived[message_id]) for key, state, message_id in letters if state == "unsure"],
        "ids": {message_id for _, _, message_id in letters},
    }


def _mend(environment: dict[str, str], tally: dict[str, object], sink: Sink) -> bool:
    """What an operator does: settle what arrived, resend what did not; afterwards each letter arrived exactly once."""
    for key, times in tally["unsure"]:  # type: ignore[attr-defined]
        _run(environment, "-m", "wegwijzer.cli.main", "mail", "settle" if times else "resend", key)
    _run(environment, "-m", "wegwijzer.cli.main", "worker", "--once")
    return set(sink.arrived) == tally["ids"] and set(sink.arrived.values()) <= {1}


def _print(chosen: argparse.Namespace, kills: Counter[str], took: float, tally: dict[str, object]) -> None:
    by_state: dict[str, Counter[int]] = tally["by_state"]  # type: ignore[assignment]
    rows = [
        (f"{chosen.what} on {chosen.on}, {WRITERS} writers, {WORKERS} workers, 1 server", f"{took:.0f} s"),
        ("processes killed with -9", f"{kills.total()} ({', '.join(f'{n} {c}' for n, c in sorted(kills.items()))})"),
        ("acknowledged", tally["acknowledged"]),
        ("acknowledged and not there (lost)", tally["lost"]),
        ("there once / more than once", f"{tally['present']} / {tally['double']}"),
        ("letters written", tally["letters"]),
        *((f"letters {state}", _times(times)) for state, times in sorted(by_state.items())),
        ("letters that arrived twice", tally["twice"]),
        ("mails that belong to no letter", tally["unknown"]),
    ]
    width = max(len(name) for name, _ in rows)
    for name, value in rows:
        print(f"{name:<{width}}  {value}")


def _times(times: Counter[int]) -> str:
    said = {0: "did not arrive", 1: "arrived once"}
    each = [f"{count} {said.get(number, 'arrived more than once')}" for number, count in sorted(times.items())]
    return f"{times.total()} ({', '.join(each)})"


def _problems(tally: dict[str, object], count: int, mended: bool) -> list[str]:
    by_state: dict[str, Counter[int]] = tally["by_state"]  # type: ignore[assignment]
    found = []
    if tally["lost"] or tally["present"] != count or tally["double"]:
        found.append("What was acknowledged is not what is there.")
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
    letters = json.loads(_run(environment, "-m", "benchmarks.kill_nine_writing", "letters"))
    return Counter(state for _, state, _ in letters)


def _run(environment: dict[str, str], *arguments: str) -> str:
    done = subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{' '.join(arguments)}: {done.stderr}")
    return done.stdout


def _free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
