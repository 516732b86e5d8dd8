"""Where the registers are kept."""

from __future__ import annotations

from pathlib import Path

from wegwijzer.readers.registers import registers_folder


def test_the_folder_given_comes_before_that_of_the_environment_and_that_before_the_default(monkeypatch):
    monkeypatch.delenv("WEGWIJZER_REGISTERS", raising=False)
    assert registers_folder() == Path("var/registers")
    monkeypatch.setenv("WEGWIJZER_REGISTERS", "/srv/registers")
    assert registers_folder() == Path("/srv/registers")
    assert registers_folder(Path("elsewhere")) == Path("elsewhere")
    monkeypatch.setenv("WEGWIJZER_REGISTERS", " ")
    assert registers_folder() == Path("var/registers")
