"""Write plain data as YAML that `yaml_file.read_yaml` reads back as the same data."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import yaml

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.readers.yaml_file import read_yaml

_WIDTH = 110


def write_yaml(data: object, *, name: str) -> str:
    """The data (dict with text keys, list, str, int, Decimal, bool, None) as YAML.

    What is written is read back and compared: a value that would come out as another one raises InputError that names
    the file.
    """
    text: str = yaml.dump(
        data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH, default_flow_style=False
    )
    if read_yaml(text, name=name).data != data:
        raise InputError(
            [Fault(name, "holds a value that cannot be written.", "plain texts, numbers, days and lists.")]
        )
    return text


class _Dumper(yaml.SafeDumper):
    """Decimals as digits, without anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        """Write a value twice rather than refer to it."""
        return True


def _decimal(dumper: yaml.SafeDumper, number: Decimal) -> yaml.Node:
    text = format(number, "f")
    return dumper.represent_scalar("tag:yaml.org,2002:float" if "." in text else "tag:yaml.org,2002:int", text)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    """A text that `read_yaml` would take for something else, or that is made of digits and dashes, in quotes."""
    plain = text[:1].isalpha() and text not in ("true", "false", "null") and "\n" not in text
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=None if plain else '"')


_Dumper.add_representer(Decimal, _decimal)
_Dumper.add_representer(str, _text)
