"""Counts are worth no page: without their folder requests are answered all the same."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.docs.pages import ROOT

COUNTS = """
import shutil
from wegwijzer.web.operating.counting import counts, share_counts
folder = share_counts()
told = counts()
told.answered(route="a", method="GET", status=200, seconds=0.1)
assert list(folder.glob("counter_*.db")) and list(folder.glob("histogram_*.db"))
import os
if os.fork() == 0:  # as a process of the server that first counts when the folder is gone
    shutil.rmtree(folder)
    told.answered(route="b", method="GET", status=200, seconds=0.1)
    told.failed("ValueError")
    os._exit(7)
print(os.waitstatus_to_exitcode(os.wait()[1]))
"""


def test_without_the_folder_of_counts_pages_are_answered():
    environment = {name: value for name, value in os.environ.items() if name != "PROMETHEUS_MULTIPROC_DIR"}
    done = subprocess.run(
        [sys.executable, "-c", COUNTS], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == "7", done.stderr
    assert "is not counted (FileNotFoundError)" in done.stderr
