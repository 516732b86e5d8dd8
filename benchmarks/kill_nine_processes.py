"""Processes that are killed and started anew, and a mail server that never is."""

from __future__ import annotations

import asyncio
import os
import random
import re
import signal
import socket
import subprocess
import sys
import threading
from collections import Counter
from email import message_from_bytes
from email.message import Message
from pathlib import Path

ROOT = Path(__file__).parents[1]
_SLOWNESS = 0.01
"""Seconds that the mail server takes for a letter, so that kills fall while letters are on their way."""
_MOST_FAILURES = 5
"""Times that a writer may end with an error of its own before it is no use to go on."""
_SIGN_IN = re.compile(r"/nl/binnen/[\w-]+/")


class Sink:
    """Counts what arrives, by Message-ID, and keeps the last link to sign in that each address got."""

    def __init__(self) -> None:
        self.arrived: Counter[str] = Counter()
        self._links: dict[str, str] = {}
        self._lock = threading.Lock()

    async def handle_DATA(self, server: object, session: object, envelope: object) -> str:
        """Take a mail, slowly."""
        await asyncio.sleep(random.uniform(0, _SLOWNESS))
        mail = message_from_bytes(envelope.content)  # type: ignore[attr-defined]
        self.arrived[str(mail["Message-ID"])] += 1
        found = _SIGN_IN.search(_text_of(mail))
        if found:
            with self._lock:
                self._links[str(mail["To"])] = found[0]
        await asyncio.sleep(random.uniform(0, _SLOWNESS))
        return "250 OK"

    def take_link(self, email: str) -> str:
        """The path of the last link that came for an address, once; empty for none."""
        with self._lock:
            return next((self._links.pop(to) for to in tuple(self._links) if email in to), "")


def _text_of(mail: Message) -> str:
    parts = [part.get_payload(decode=True) for part in mail.walk() if part.get_content_type() == "text/plain"]
    return "\n".join(part.decode("utf-8", "replace") for part in parts if isinstance(part, bytes))


class Killed:
    """Processes that are started anew whenever they were killed, each in a group of its own."""

    def __init__(self, environment: dict[str, str], commands: dict[str, list[str]], log: Path) -> None:
        self._environment, self._commands, self._log = environment, commands, log.open("ab")
        self._running = {name: self._start(name) for name in commands}
        self.kills: Counter[str] = Counter()
        self._failures: Counter[str] = Counter()

    def kill_one(self, prefix: str = "") -> None:
        """Kill one that is running, of those whose name begins so, its children too, and start it again."""
        alive = [name for name, process in self._running.items() if name.startswith(prefix) and process.poll() is None]
        if alive:
            name = random.choice(alive)
            _kill(self._running[name])
            self.kills[name] += 1
            self._running[name] = self._start(name)

    def kill_child(self, name: str) -> None:
        """Kill one of the processes that a process started, which is to start another by itself."""
        parent = self._running[name].pid
        children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split() if self._is_alive(name) else []
        if children:
            os.kill(int(random.choice(children)), signal.SIGKILL)
            self.kills[f"a process of the {name}"] += 1

    def add(self, commands: dict[str, list[str]]) -> None:
        """Start others beside them."""
        self._commands = {**self._commands, **commands}
        self._running |= {name: self._start(name) for name in commands}

    def start_what_ended(self) -> None:
        """Start again what ended by itself, as a supervisor does; more than a few times is a failure."""
        for name in self._running:
            if not self._is_alive(name):
                self._start_after_failure(name)

    def is_done(self, prefix: str) -> bool:
        """Whether all of these came to their own end. One that failed is started again."""
        done = True
        for name, process in self._running.items():
            if name.startswith(prefix) and process.poll() != 0:
                done = False
                if process.poll() is not None:
                    self._start_after_failure(name)
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

    def _is_alive(self, name: str) -> bool:
        return self._running[name].poll() is None

    def _start_after_failure(self, name: str) -> None:
        self._failures[name] += 1
        if self._failures[name] > _MOST_FAILURES:
            raise RuntimeError(f"{name} cannot go on; the end of its log:\n{self.end_of_log()}")
        self._running[name] = self._start(name)

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


def run(environment: dict[str, str], *arguments: str) -> str:
    """What a command of Python prints. Raises RuntimeError with what it says when it fails."""
    done = subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{' '.join(arguments)}: {done.stderr}")
    return done.stdout


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
