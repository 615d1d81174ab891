"""The report's size, the time to write it and the time until it answers, by number of rows.

    python benchmarks/report.py output/demo.parquet [ROWS ...]

The rows of a coded table are repeated with other ids and days. The time is the browser's own, from
opening the file to the first rows shown; then that of one filter. Needs selenium, chromium and
chromedriver.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
from browser import browse

from pipeline.report.page import write_report

DAY_MS = 86_400_000
FILTER = """
const done = arguments[arguments.length - 1];
const start = performance.now();
const shown = document.querySelector("#shown strong");
new MutationObserver(() => requestAnimationFrame(() => done(performance.now() - start)))
  .observe(document.querySelector("#events tbody"), { childList: true });
document.getElementById("code").value = "19";
document.getElementById("filters").requestSubmit();
"""


def multiply(table: pa.Table, rows: int) -> pa.Table:
    """Repeat a table's rows with new ids and days that differ; each copy's words differ too."""
    times = -(-rows // table.num_rows)
    copies = []
    for copy in range(times):
        part = table
        ids = [hashlib.blake2b(f"{copy}{i}".encode(), digest_size=8).hexdigest()
               for i in table["event_id"].to_pylist()]  # fmt: skip
        days = table["event_date"].to_numpy() + np.timedelta64(copy % 700 * DAY_MS, "ms")
        words = [
            f"{word[:-1]} ({copy * 7919 % 100_003})." for word in table["sentence"].to_pylist()
        ]
        for name, values in (
            ("event_id", ids),
            ("event_date", days),
            ("sentence", words),
            ("article_id", [f"{one}-{copy}" for one in table["article_id"].to_pylist()]),
            ("duplicate_of", [None] * table.num_rows),
        ):
            field = table.schema.field(name)
            at = table.schema.get_field_index(name)
            part = part.set_column(at, field, pa.array(values, field.type))
        copies.append(part)
    return pa.concat_tables(copies).slice(0, rows)


def measure(table: pa.Table, rows: int, folder: Path) -> None:
    """Print one line of figures."""
    path, page = folder / f"{rows}.parquet", folder / f"{rows}.html"
    pq.write_table(multiply(table, rows), path, compression="zstd")
    start = time.perf_counter()
    write_report(path, page)
    wrote = time.perf_counter() - start
    ready, filtered = [], []
    for turn in range(3):
        with browse(folder / f"profile-{rows}-{turn}") as browser:
            browser.set_script_timeout(120)
            browser.get(page.as_uri())
            found = None
            while not found:
                found = browser.execute_script("return document.documentElement.dataset.ready")
                time.sleep(0.05)
            ready.append(int(found))
            filtered.append(browser.execute_async_script(FILTER))
    print(
        f"{rows:>9,} rows: written in {wrote:.1f} s, {page.stat().st_size / 1e6:.1f} MB,"
        f" shown after {min(ready) / 1000:.2f} s, filtered in {min(filtered) / 1000:.2f} s"
        f" (best of 3)"
    )


def main() -> None:
    """Measure each number of rows."""
    table = pq.read_table(sys.argv[1])
    folder = Path(tempfile.mkdtemp())
    try:
        for rows in [int(one) for one in sys.argv[2:]] or [1_000, 100_000]:
            measure(table, rows, folder)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
