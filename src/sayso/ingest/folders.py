"""The reports that lie in a folder and in the folders in it."""

import os
from pathlib import Path

from sayso.errors import InputError, NotAReport
from sayso.ingest.inputs import SUFFIXES


def reports_in(folder: str) -> list[Path | InputError]:
    """The reports, by the endings of their names, a folder's own before those of the folders in it, by name.

    Hidden files and folders are left out, and so are sidecars. Links are followed, each folder being looked at once. At
    the end stands what is wrong with folders that can't be read.
    """
    found: list[Path | InputError] = []
    seen: set[tuple[int, int]] = set()
    _is_new(Path(folder), seen)
    failed: list[OSError] = []
    for top, folders, names in os.walk(folder, onerror=failed.append, followlinks=True):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and _is_new(Path(top, name), seen))
        found += [Path(top, name) for name in sorted(names) if _is_report(Path(top, name))]
    found += [InputError(str(error.filename), f"cannot be read: {error.strerror}") for error in failed]
    if not found:
        endings = ", ".join(SUFFIXES)
        found.append(
            NotAReport(folder, f"no report in this folder, no file that ends in {endings}; name others yourself")
        )
    return found


def _is_report(path: Path) -> bool:
    """Whether its name is a report's, and it is a file, or a link that leads nowhere, of which a person is told."""
    if path.name.startswith(".") or path.suffix.lower() not in SUFFIXES:
        return False
    return path.is_file() or (path.is_symlink() and not path.exists())


def _is_new(path: Path, seen: set[tuple[int, int]]) -> bool:
    """Whether the folder was not met before, under this name or another; it counts as met from now on."""
    try:
        status = path.stat()
    except OSError:
        return True
    known = len(seen)
    seen.add((status.st_dev, status.st_ino))
    return len(seen) > known
