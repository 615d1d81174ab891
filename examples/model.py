"""A small conflict model on a panel: does a month's talk foretell the next month's fighting?

    events panel output/events.parquet --every month --lags 2 -o panel.parquet
    python examples/model.py panel.parquet

Needs statsmodels (pip install statsmodels). It fits the number of material conflict events of a
country and month to the counts of the two months before, on the first three quarters of the
calendar, and says how far off its forecast is on the last quarter, and how far the forecast that
the next month is as this one.
It shows the way from rows to a model; it is no finding about the world.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import statsmodels.api as sm

OUTCOME = "material_conflict"
CAUSES = ["quad_1", "quad_3", "quad_4"]


@dataclass(frozen=True)
class Forecast:
    """The fitted model, and its mean absolute errors on months that it did not see."""

    table: pd.DataFrame
    months: int
    error: float
    error_of_no_change: float


def describe(panel: pd.DataFrame) -> pd.DataFrame:
    """Return what the model looks at: log counts of the two months before, and the news volume."""
    known = {f"{cause}_lag{lag}": panel[f"{cause}_lag{lag}"] for cause in CAUSES for lag in (1, 2)}
    frame = np.log1p(pd.DataFrame(known).astype(float))
    frame["all_articles"] = np.log1p(panel["all_articles"].astype(float))
    return sm.add_constant(frame, has_constant="add")


def forecast(panel: pd.DataFrame) -> Forecast:
    """Fit a Poisson regression with standard errors clustered by country, and try it.

    Raises:
        ValueError: the panel has too few months, or no lags.
    """
    if f"{OUTCOME}_lag2" not in panel:
        raise ValueError("make the panel with --lags 2")
    months = np.sort(panel["period"].unique())[2:]
    if len(months) < 8:
        raise ValueError(f"{len(months)} months are too few; take a longer calendar")
    cut = months[len(months) * 3 // 4]
    rows = panel[panel["period"] >= months[0]]
    past, ahead = rows[rows["period"] < cut], rows[rows["period"] >= cut]
    causes = describe(past)
    causes = causes[["const", *(name for name in causes if causes[name].nunique() > 1)]]
    model = sm.GLM(past[OUTCOME].astype(float), causes, family=sm.families.Poisson())
    groups = past["country"].astype("category").cat.codes
    fitted = model.fit(cov_type="cluster", cov_kwds={"groups": groups})
    seen = ahead[OUTCOME].astype(float)
    expected = fitted.predict(describe(ahead)[causes.columns])
    table = pd.DataFrame(
        {"rate ratio": np.exp(fitted.params), "p": fitted.pvalues, "n": int(fitted.nobs)}
    )
    return Forecast(
        table,
        ahead["period"].nunique(),
        float((seen - expected).abs().mean()),
        float((seen - ahead[f"{OUTCOME}_lag1"].astype(float)).abs().mean()),
    )


def main(path: Path) -> None:
    """Print the model of a panel."""
    found = forecast(pd.read_parquet(path))
    print(found.table.round(3).to_string())
    print(f"mean absolute error on the last {found.months} months: {found.error:.2f} events")
    print(f"if next month were as this: {found.error_of_no_change:.2f} events")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
