"""On what, of what and when a benchmark was run."""

import os
import platform
import subprocess
from datetime import UTC, datetime
from pathlib import Path

UNKNOWN = "unknown"


def about(root: Path, command: str) -> list[str]:
    """Lines that say the day, the machine, the commit and the command."""
    return [
        f"date: {datetime.now(UTC).date().isoformat()}",
        f"machine: {len(os.sched_getaffinity(0))} cores of {processor()}, {platform.system()}, "
        f"Python {platform.python_version()}",
        f"commit: {commit(root)}",
        f"command: `{command}`",
    ]


def processor() -> str:
    """The processor's name, as the system tells it."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text("utf-8").splitlines() if info.exists() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or platform.machine())


def commit(root: Path) -> str:
    """The commit that is checked out, and whether files differ from it."""
    head = _git(root, "rev-parse", "--short", "HEAD")
    changed = _git(root, "status", "--porcelain", "--untracked-files=no")
    return f"{head}, with changes since" if head != UNKNOWN and changed else head


def _git(root: Path, *arguments: str) -> str:
    done = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else UNKNOWN
