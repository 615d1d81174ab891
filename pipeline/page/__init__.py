"""Pages of one file: style and script are in them, and they may not reach for a network."""

from __future__ import annotations

import base64
import gzip
import json
from html import escape
from importlib.resources import files
from typing import Any

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"


def read_asset(package: str, name: str) -> str:
    """Return a text file that the package ships."""
    return files(package).joinpath(name).read_text(encoding="utf-8")


def assemble(title: str, body: str, styles: str = "", script: str = "") -> str:
    """Return a whole page of HTML.

    Args:
        title: plain text.
        body: HTML.
        styles: CSS beside that of all pages.
        script: runs in a scope of its own when the body is there.
    """
    code = f'<script>(async () => {{\n"use strict";\n{script}\n}})();</script>\n' if script else ""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(title)}</title>\n"
        f"<style>\n{read_asset('pipeline.page', 'page.css')}{styles}</style>\n"
        f"</head>\n<body>\n{body}{code}</body>\n</html>\n"
    )


def pack(name: str, data: bytes) -> str:
    """Return a script element that holds data, compressed, where the page's script finds it."""
    text = base64.b64encode(gzip.compress(data, mtime=0)).decode("ascii")
    return f'<script type="application/octet-stream" id="{escape(name)}">{text}</script>\n'


def pack_json(name: str, value: Any) -> str:
    """Return a script element that holds a value as compressed JSON."""
    return pack(name, json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())
