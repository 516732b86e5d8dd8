"""No secret stands in a file of the project: keys, tokens and passwords of the kinds that are lost most often."""

from __future__ import annotations

import math
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_LARGEST = 256 * 1024
"""Bytes of a file that is looked at: what is larger is data, and takes long."""
SECRETS = {
    "a private key": re.compile(r"-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----\s+[A-Za-z0-9+/=]{40}"),
    "a key of age": re.compile(r"AGE-SECRET-KEY-1[0-9A-Z]{50,}"),
    "a key of a cloud": re.compile(r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|\bAIza[\w-]{35}\b"),
    "a token of a code site": re.compile(r"\b(?:gh[pousr]_|github_pat_|glpat-|pypi-AgEI)[\w-]{20,}"),
    "a token of a chat or of payments": re.compile(r"\bxox[baprs]-[\w-]{10,}|\b[rs]k_live_\w{16,}"),
    "a signed token": re.compile(r"\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}"),
    "a key of our own API": re.compile(r"\bwgw_[\w-]{12}_[\w-]{30,}"),
    "a key of our own webhooks": re.compile(r"\bwhsec_[A-Za-z0-9+/=]{30,}"),
    "a password in an address": re.compile(
        r"\b(?:postgres(?:ql)?|mysql|redis|smtps?)://[^\s:/@\"'<{]+:([^\s:/@\"'<{$]{6,})@"
    ),
    "something called a secret": re.compile(
        r"(?i)(?:secret|password|passwd|api_?key|token)\w{0,20}[\"']?\s*[:=]\s*[\"']([\w+/=-]{24,})[\"']"
    ),
}
"""What is looked for. Of the last two only what looks random counts: words and examples do not."""
NO_SECRETS = {
    "development-only-wegwijzer-key-never-use-this-one-in-production": "refused in production, and says so",
    "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw": "the public example of the Standard Webhooks specification",
    "0123456789abcdef0123456789abcd": "all hexadecimal digits in order",
    "p%40ss%2Fword": "the word password, with signs that must be escaped",
}
"""What looks like one and is none, with why."""
_RANDOM = 3.6
"""Bits a character: English is at about 3, random letters and digits come near 5."""


def tracked_files() -> list[Path]:
    """The files under version control, and new ones that would be."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("no version control here: nothing says which files are the project's")
    asked = [git, "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(asked, cwd=ROOT, capture_output=True, check=True).stdout
    return [ROOT / name for name in listed.decode().split("\0") if name]


def randomness(text: str) -> float:
    """Bits a character."""
    return -sum(count / len(text) * math.log2(count / len(text)) for count in Counter(text).values())


def secrets_in(text: str) -> list[tuple[str, int]]:
    """What looks like a secret, with its line."""
    found = []
    for kind, pattern in SECRETS.items():
        for match in pattern.finditer(text):
            shown = match[1] if pattern.groups else match[0]
            if shown in NO_SECRETS or (
                pattern.groups and ((len(shown) > 20 and randomness(shown) < _RANDOM) or not re.search(r"\d", shown))
            ):
                continue
            found.append((kind, text.count("\n", 0, match.start()) + 1))
    return found


def test_no_file_of_the_project_holds_a_secret():
    found = []
    for path in tracked_files():
        if not path.is_file() or path.stat().st_size > _LARGEST:
            continue
        content = path.read_bytes()
        if b"\0" not in content[:1024]:
            told = secrets_in(content.decode(errors="replace"))
            found += [f"{path.relative_to(ROOT)}:{line}: {kind}" for kind, line in told]
    assert found == [], "take it out, and make another: what was once committed is known"


@pytest.mark.parametrize(
    "text",
    [
        "-----BEGIN PRIVATE KEY-----\n" + "QUJD" * 12,
        "AGE-SECRET-KEY-1" + "Q0" * 29,
        "key = AKIA" + "A1B2C3D4E5F6G7H8",
        "ghp" + "_" + "a1B2" * 9,
        "database = postgresql://" + "user:x8Kd92mQ7p@db/wegwijzer",
        "API_TOKEN = " + '"q7Zx81kLmN0pRsT4uVwY6aBc"',
    ],
)
def test_a_secret_is_seen(text):
    assert secrets_in(text)


@pytest.mark.parametrize(
    "text",
    [
        'token = "een-gewone-nederlandse-zin"',
        "postgresql://user:password@host:port/name",
        'password = os.environ["PGPASSWORD"]',
        'LABEL = "wegwijzer.web.api.keys.secret"',
    ],
)
def test_words_are_no_secret(text):
    assert not secrets_in(text)
