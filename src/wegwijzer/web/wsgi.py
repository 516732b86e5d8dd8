"""The WSGI application that a server such as gunicorn runs."""

import os

from django.core.wsgi import get_wsgi_application
from django.db import connections

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wegwijzer.web.settings")

application = get_wsgi_application()

# A server that loads the application before it forks must not hand an open SQLite connection to its workers
# (https://www.sqlite.org/howtocorrupt.html#_carrying_an_open_database_connection_across_a_fork_).
connections.close_all()
