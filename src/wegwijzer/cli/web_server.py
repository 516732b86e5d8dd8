"""The server of `wegwijzer serve`: gunicorn with our logs, counts that its processes share, and a quiet end.

Told to stop (SIGTERM), it takes no new request, finishes those that run, for half a minute at most, and ends.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from wegwijzer.cli.settling import Settling, settle

_LONGEST_REQUEST = 30
"""Seconds after which a process that answers nothing is ended, and that a request may take still once told to stop."""
_IN_MEMORY = Path("/dev/shm")  # noqa: S108  # for the sign of life of each process: a full disk must not stop it


def run_server(*, bind: str, workers: int) -> None:
    """Serve until told to stop. A socket that systemd hands over is used in place of `bind`."""
    from gunicorn.app.base import BaseApplication

    from wegwijzer.web.operating.counting import forget_process

    settling = Settling()
    options: dict[str, Any] = {
        "bind": bind,
        "workers": workers,
        "preload_app": True,
        "accesslog": None,
        "loglevel": "warning",
        "logger_class": "wegwijzer.web.operating.server_log.ServerLog",
        "limit_request_line": 4094,
        "timeout": _LONGEST_REQUEST,
        "graceful_timeout": _LONGEST_REQUEST,
        "control_socket_disable": True,  # a door to the server that nobody needs; two servers would share it
        "worker_tmp_dir": str(_IN_MEMORY) if os.access(_IN_MEMORY, os.W_OK) else None,
        "when_ready": lambda server: settle(),
        "post_request": lambda worker, request, environ, response: settling.answered(),
        "child_exit": lambda server, worker: forget_process(worker.pid),
    }

    class Application(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
        """Gunicorn, configured from here."""

        def load_config(self) -> None:
            for key, value in options.items():
                if value is not None or key == "accesslog":
                    self.cfg.set(key, value)

        def load(self) -> object:
            from wegwijzer.web.wsgi import application

            return application

    Application().run()


def is_handed_a_socket() -> bool:
    """Whether systemd opened the socket (sd_listen_fds): restarts then refuse nobody, for it waits meanwhile."""
    return os.environ.get("LISTEN_PID") == str(os.getpid()) and int(os.environ.get("LISTEN_FDS", "0")) > 0
