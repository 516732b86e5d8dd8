"""`wegwijzer serve`: the website on this machine."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from wegwijzer.cli.django_setup import start_django
from wegwijzer.cli.options import plain_errors
from wegwijzer.cli.web_server import is_handed_a_socket, run_server


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on.")
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64), help="Number of processes.")
@click.option("--demo", is_flag=True, help="Fill the database with demonstration data first, if it may be.")
@click.option("--with-worker/--no-worker", default=None, help="Run a worker beside it. Default: in development only.")
@click.option("--migrate/--no-migrate", default=True, help="Bring the database up to date first. Default: do.")
def command(host: str, port: int, workers: int, demo: bool, with_worker: bool | None, migrate: bool) -> None:
    """Prepare the database, load the catalogue and serve the website.

    \b
    wegwijzer serve --port 8080
    """
    with plain_errors():
        if not is_handed_a_socket():
            _refuse_taken_port(host, port)
        if os.environ.get("WEGWIJZER_ENVIRONMENT", "development") == "development":
            os.environ.setdefault("WEGWIJZER_ADDRESS", f"http://{host}:{port}")
        # Read once, when NumPy is imported. Its own threads wait actively for the next product, on a core that another
        # page needs.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        start_django(migrate=migrate)
        from django.conf import settings
        from django.urls import get_resolver

        from wegwijzer.readers.catalogue import shipped_catalogue
        from wegwijzer.readers.needs import shipped_need_reader
        from wegwijzer.readers.search_index.shipped import shipped_search
        from wegwijzer.web.catalogue.actions import load_catalogue
        from wegwijzer.web.people.actions import sync_desks_from_catalogue
        from wegwijzer.web.people.session_store import SessionStore

        load_catalogue()
        found = shipped_catalogue()
        sync_desks_from_catalogue(found)
        SessionStore.clear_expired()
        click.echo(f"Catalogue: {len(found.measures)} measures, {len(found.organisations)} organisations.")
        # Before the processes part, so that they share its memory and nobody's first search waits.
        ready = shipped_search()
        shipped_need_reader()
        _ = get_resolver().url_patterns  # imports every page
        if ready.reason:
            click.echo(f"Search goes by words alone, not by meaning. {ready.reason}", err=True)
        _tell_who_can_log_in(fill=demo)
        click.echo(f"Wegwijzer is at http://{host}:{port}/  (Ctrl-C stops it)")
        with _counts_shared(), _worker_beside(not settings.IS_PRODUCTION if with_worker is None else with_worker):
            run_server(bind=f"{host}:{port}", workers=workers)


@contextmanager
def _counts_shared() -> Iterator[None]:
    """A folder in which the processes add up what they count, which goes with the last of them."""
    from wegwijzer.web.operating.counting import share_counts, stop_sharing

    own, folder = os.getpid(), share_counts()
    try:
        yield
    finally:
        if os.getpid() == own:
            stop_sharing(folder)


@contextmanager
def _worker_beside(is_wanted: bool) -> Iterator[None]:
    """A worker that lives as long as this process, so that letters leave; they are printed where no server is set."""
    if not is_wanted:
        yield
        return
    own = os.getpid()
    worker = subprocess.Popen([sys.executable, "-m", "wegwijzer.cli.main", "worker", "--with-parent"])
    try:
        yield
    finally:
        if os.getpid() == own:  # the server's own processes come by here too
            worker.terminate()
            worker.wait()


def _tell_who_can_log_in(*, fill: bool) -> None:
    """Print the made-up people, where there are any; with `fill`, make them first in an empty database."""
    from django.conf import settings

    from wegwijzer.cli.demo import fill_demo, login_lines, why_no_demo
    from wegwijzer.web.people.demo import demo_logins

    if fill and (problem := why_no_demo()):
        click.echo(f"No demonstration data. {problem}", err=True)
        fill = False
    logins = fill_demo() if fill else demo_logins()
    if logins and not settings.IS_PRODUCTION:
        click.echo("\n".join(login_lines(logins)))


def _refuse_taken_port(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            click.echo(f"{host}:{port} cannot be used ({error.strerror}). Choose another with --port.", err=True)
            sys.exit(2)
