"""Backups behind a lock: the age format (age-encryption.org/v1), whose own tools open them too.

Whoever makes a backup needs the public key alone, so that a stolen server opens no backup.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import pyrage

from wegwijzer.web.backup.errors import BackupError

MAGIC = b"age-encryption.org/v1"
"""How a locked file begins."""


def new_key(path: Path) -> str:
    """Write a new secret key to a file that only its owner can read; the public key. Raises BackupError."""
    identity = pyrage.x25519.Identity.generate()
    public = str(identity.to_public())
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise BackupError(
            f"{path} is there already: expected the name of a new file, so that no key is lost."
        ) from None
    except OSError as error:
        raise BackupError(f"{path} cannot be written ({error.strerror}): expected a folder to write in.") from None
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(f"# public key: {public}\n{identity}\n")
    return public


def recipients(keys: Sequence[str]) -> list[Any]:
    """Who will be able to open it: public keys `age1...` or `ssh-ed25519 ...`. Raises BackupError."""
    return [_recipient(key.strip()) for key in keys]


def _recipient(key: str) -> Any:
    kind = pyrage.ssh if key.startswith("ssh-") else pyrage.x25519
    try:
        return kind.Recipient.from_str(key)
    except pyrage.RecipientError:
        what = "a secret key: never give that one here" if key.upper().startswith("AGE-SECRET") else "no public key"
        shown = "" if key.upper().startswith("AGE-SECRET") else f' ("{key[:40]}")'
        raise BackupError(
            f"--recipient{shown} is {what}. Expected a public key as `wegwijzer backup-key` prints it (age1...)."
        ) from None


def identities(path: Path) -> list[Any]:
    """The secret keys in a file, of age or of ssh. Raises BackupError."""
    try:
        text = path.read_bytes()
    except OSError as error:
        raise BackupError(f"{path} cannot be read ({error.strerror}): expected a file with the secret key.") from None
    try:
        if text.startswith(b"-----BEGIN"):
            return [pyrage.ssh.Identity.from_buffer(text)]
        lines = [line.strip() for line in text.decode("ascii").splitlines()]
        found = [pyrage.x25519.Identity.from_str(line) for line in lines if line and not line.startswith("#")]
    except (pyrage.IdentityError, UnicodeDecodeError):
        found = []
    if not found:
        raise BackupError(f"{path} holds no secret key: expected a file that `wegwijzer backup-key` wrote.")
    return found


@contextmanager
def locked(target: IO[bytes], keys: Sequence[Any]) -> Iterator[IO[bytes]]:
    """A stream whose bytes reach the target locked, without ever standing on the disk in the open."""
    reading, writing = os.pipe()
    failed: list[Exception] = []

    def lock() -> None:
        with os.fdopen(reading, "rb") as source:
            try:
                pyrage.encrypt_io(source, target, keys)
            except Exception as error:  # carried over to whoever writes
                failed.append(error)

    carrier = threading.Thread(target=lock)
    carrier.start()
    try:
        with os.fdopen(writing, "wb") as stream:
            yield stream
    except BrokenPipeError:
        carrier.join()
        raise (failed or [OSError("the lock broke off")])[0] from None
    finally:
        carrier.join()
    if failed:
        raise failed[0]


def unlock(source: IO[bytes], target: IO[bytes], keys: Sequence[Any]) -> None:
    """Open what was locked. Raises BackupError when no key fits or the file was changed."""
    try:
        pyrage.decrypt_io(source, target, keys)
    except (pyrage.DecryptError, OSError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise BackupError(
                f"It cannot be unlocked here ({error.strerror}): expected room for temporary files."
            ) from None
        if "No matching keys" in str(error):
            raise BackupError("This key does not open it: expected the secret key of one it was made for.") from None
        raise BackupError(f"It is damaged or was changed ({error}): expected the file as it was written.") from None
