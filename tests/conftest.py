"""What holds for every test: a slow machine is no finding, for speed is measured by the benchmarks."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("suite", deadline=None)
settings.load_profile("suite")
