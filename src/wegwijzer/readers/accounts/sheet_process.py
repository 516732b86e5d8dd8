"""Read a spreadsheet in a process of its own and write its rows as lines of JSON.

Run by `readers.accounts.sheets`, never imported. A damaged or hostile spreadsheet may ask for a grid of billions of
cells, and the library then ends the process it runs in: here that is this one, with its memory and time bounded.

Every line is one of: ["sheet", name], ["row", number, cells], ["fault", text], ["end"].
"""

from __future__ import annotations

import io
import json
import sys
from datetime import date

MOST_SHEETS = 200


def main() -> None:
    """Read the spreadsheet on standard input. Arguments: bytes of memory, seconds."""
    memory, seconds = int(sys.argv[1]), int(sys.argv[2])
    try:
        import resource
    except ImportError:  # not on Windows
        pass
    else:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    data = io.BytesIO(sys.stdin.buffer.read())
    try:
        workbook = CalamineWorkbook.from_filelike(data)
        for name in workbook.sheet_names[:MOST_SHEETS]:
            _say("sheet", name)
            sheet = workbook.get_sheet_by_name(name)
            first = sheet.start[0] if sheet.start else 0
            for number, cells in enumerate(sheet.iter_rows(), start=first + 1):
                _say("row", number, [_plain(cell) for cell in cells])
    except PasswordError:
        _say("fault", "is protected by a password.")
    except (CalamineError, OSError, ValueError, MemoryError) as error:
        _say("fault", f"cannot be read as a spreadsheet ({' '.join(str(error).split())[:200]}).")
    _say("end")


def _say(*parts: object) -> None:
    sys.stdout.write(json.dumps(parts) + "\n")


def _plain(cell: object) -> object:
    if isinstance(cell, date):
        return {"day": cell.isoformat()[:10]}
    return cell if isinstance(cell, str | int | float | bool) else str(cell)


if __name__ == "__main__":
    main()
