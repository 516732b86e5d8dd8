"""`wegwijzer serve`: the website on this machine."""

from __future__ import annotations

import socket
import sys

import click

from wegwijzer.cli.django_setup import start_django
from wegwijzer.cli.options import plain_errors


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on.")
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64), help="Number of processes.")
def command(host: str, port: int, workers: int) -> None:
    """Prepare the database, load the catalogue and serve the website.

    \b
    wegwijzer serve --port 8080
    """
    with plain_errors():
        _refuse_taken_port(host, port)
        start_django(migrate=True)
        from wegwijzer.readers.catalogue import shipped_catalogue
        from wegwijzer.web.catalogue.actions import load_catalogue

        load_catalogue()
        found = shipped_catalogue()
        click.echo(f"Catalogue: {len(found.measures)} measures, {len(found.organisations)} organisations.")
        click.echo(f"Wegwijzer is at http://{host}:{port}/  (Ctrl-C stops it)")
        from gunicorn.app.base import BaseApplication

        class Application(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
            """Gunicorn, configured from this command's options."""

            def load_config(self) -> None:
                options = {
                    "bind": f"{host}:{port}",
                    "workers": workers,
                    "preload_app": True,
                    "accesslog": None,
                    "loglevel": "warning",
                    "limit_request_line": 4094,
                }
                for key, value in options.items():
                    self.cfg.set(key, value)

            def load(self) -> object:
                from wegwijzer.web.wsgi import application

                return application

        Application().run()


def _refuse_taken_port(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            click.echo(f"{host}:{port} cannot be used ({error.strerror}). Choose another with --port.", err=True)
            sys.exit(2)
