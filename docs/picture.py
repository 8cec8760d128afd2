"""Makes the README's pictures from real output: docs/terminal.svg and docs/page.png.

Run it in the development environment, with the reports to show:

    .venv/bin/python docs/picture.py examples/idlib/agency-summary.txt

The page's picture needs chromium and chromedriver.
"""

import argparse
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text
from selenium import webdriver
from selenium.webdriver import ActionChains
from selenium.webdriver.common.by import By

DOCS = Path(__file__).parent
WIDTH, HEIGHT = 1100, 660
MOST_BYTES = 200_000
FLAGS = (
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


def main() -> None:
    """Draw both pictures."""
    wish = _arguments()
    (DOCS / "terminal.svg").write_text(terminal(wish.reports, wish.columns, wish.lines), "utf-8")
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "page.html")
        _sayso(wish.reports, "--format", "html", "--output", str(page))
        shot = photograph(page, wish.claim, folder)
    if len(shot) > MOST_BYTES:
        sys.exit(f"docs/page.png: {len(shot):,} bytes, more than {MOST_BYTES:,}; not written")
    (DOCS / "page.png").write_bytes(shot)


def terminal(reports: Sequence[str], columns: int, lines: int) -> str:
    """The first lines of what `sayso read` prints on a terminal `columns` wide, as SVG without outside fonts."""
    colours = {"FORCE_COLOR": "1", "COLUMNS": str(columns), "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    printed = _sayso(reports, "--format", "table", **colours).splitlines()
    console = Console(record=True, width=columns, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    for line in printed[:lines]:
        console.print(Text.from_ansi(line), overflow="crop", no_wrap=True)
    svg = console.export_svg(title="sayso read", unique_id="terminal")
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)


def photograph(page: Path, claim: int, folder: str) -> bytes:
    """The page as PNG, with the pointer over the trigger of a claim, counted from 1."""
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or sys.exit("chromium is not on the PATH")
    for flag in (*FLAGS, f"--user-data-dir={folder}/profile", f"--window-size={WIDTH},{HEIGHT}"):
        options.add_argument(flag)
    service = webdriver.ChromeService(shutil.which("chromedriver") or sys.exit("chromedriver is not on the PATH"))
    driver = webdriver.Chrome(options=options, service=service)
    try:
        metrics = {"width": WIDTH, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": False}
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        driver.get(page.as_uri())
        ActionChains(driver).move_to_element(driver.find_element(By.ID, f"words-{claim}")).pause(0.5).perform()
        return driver.get_screenshot_as_png()
    finally:
        driver.quit()


def _sayso(reports: Sequence[str], *options: str, **environment: str) -> str:
    command = [sys.executable, "-m", "sayso.cli", "read", *reports, *options]
    run = subprocess.run(command, stdout=subprocess.PIPE, env=os.environ | environment, check=True)
    return run.stdout.decode("utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", nargs="+", help="what `sayso read` reads")
    parser.add_argument("--columns", type=int, default=140, help="width of the terminal (%(default)s)")
    parser.add_argument("--lines", type=int, default=44, help="how many of its lines to show (%(default)s)")
    parser.add_argument("--claim", type=int, default=3, help="the claim to point at on the page (%(default)s)")
    return parser.parse_args()


if __name__ == "__main__":
    main()
