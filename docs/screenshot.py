"""Take a picture of a page: python docs/screenshot.py PAGE.html PICTURE.png [--dark] [--width N].

Needs selenium, chromium and chromedriver.
"""

from __future__ import annotations

import argparse
import base64
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
from browser import browse

TALLEST = 1900


def take(page: Path, picture: Path, width: int, dark: bool, tallest: int = TALLEST) -> None:
    """Write a picture of a page, from its top to at most ``tallest`` pixels.

    Args:
        page: an HTML file.
        picture: the PNG to write.
        width: of the window, in pixels.
        dark: ask the page for its dark colours.
        tallest: cut off below.
    """
    with tempfile.TemporaryDirectory() as profile, browse(Path(profile)) as browser:
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})
        size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        browser.get(page.resolve().as_uri())
        ready = "return document.readyState == 'complete'"
        while not browser.execute_script(ready):
            time.sleep(0.05)
        time.sleep(1)
        tall = browser.execute_script("return document.documentElement.scrollHeight")
        clip = {"x": 0, "y": 0, "width": width, "height": min(tall, tallest), "scale": 1}
        shot = browser.execute_cdp_cmd(
            "Page.captureScreenshot", {"clip": clip, "captureBeyondViewport": True}
        )
    picture.write_bytes(base64.b64decode(shot["data"]))


def main() -> None:
    """Take one picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("page", type=Path)
    parser.add_argument("picture", type=Path)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--width", type=int, default=1100)
    parser.add_argument("--tallest", type=int, default=TALLEST)
    args = parser.parse_args()
    take(args.page, args.picture, args.width, args.dark, args.tallest)


if __name__ == "__main__":
    main()
