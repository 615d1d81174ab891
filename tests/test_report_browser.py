"""The report in a real browser: it renders, filters, is walked by keyboard, never complains."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from browser import browse, complaints
from tables import write_events
from test_report import write_ledger

from pipeline.report.page import write_report

pytestmark = pytest.mark.slow

CODES = [("036", "Express intent to meet", 1), ("073", "Provide humanitarian aid", 2),
         ("112", "Accuse", 3), ("190", "Use conventional military force", 4)]  # fmt: skip
ROWS: list[dict[str, Any]] = [
    {
        "article_id": f"article-{i}",
        "event_date": date(2024, 1 + i % 12, 1 + i % 28),
        "event_code": code,
        "event_label": label,
        "quad_class": quad,
        "source_code": "KEN" if i % 3 == 0 else "CODREB",
        "target_code": "UGA" if i % 3 == 0 else "CODMIL",
        "status": "negated" if i % 5 == 0 else "actual",
        "source_start": 0, "source_end": 6, "action_start": 7, "action_end": 15,
        "target_start": 16, "target_end": 33,
        "place_name": "Goma" if i % 2 else "Kampala", "place_country": "COD" if i % 2 else "UGA",
        "latitude": -1.67 if i % 2 else 0.31, "longitude": 29.2 if i % 2 else 32.6,
        "pattern": f"verbs/19.yaml:{i}",
        "url": "javascript:alert(1)" if i == 0 else f"https://example.org/{i}",
        "duplicate_of": "e1" if i in (2, 4) else None,
    }
    for i in range(60)
    for code, label, quad in [CODES[i % 4]]
]  # fmt: skip


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    folder = tmp_path_factory.mktemp("report")
    table = write_events(folder / "events.parquet", ROWS)
    write_ledger(folder / "ledger.parquet", [("coded", []), ("no trigger", [])])
    found = {"n": 20, "right": 17, "share": 0.85, "low": 0.64, "high": 0.95}
    quality = {"format": 1, "rows": 60, "drawn": 40, "judged": 40, "confidence_level": 0.95,
               "precision": {"event": found}, "weighted": found, "agreement": None,
               "roots": {"19": {"rows": 15, "event": found}}}  # fmt: skip
    (folder / "events.quality.json").write_text(json.dumps(quality), encoding="utf-8")
    write_report(table, folder / "page.html")
    with browse(folder / "profile") as browser:
        yield browser, (folder / "page.html").as_uri()


@pytest.fixture
def report(page):
    browser, address = page
    browser.get(address)
    wait(browser, lambda: browser.execute_script("return document.documentElement.dataset.ready"))
    yield browser
    assert complaints(browser) == []


def wait(browser, true) -> None:
    from selenium.webdriver.support.ui import WebDriverWait

    WebDriverWait(browser, 20, 0.05).until(lambda _: true())


def find(browser, selector: str) -> list[Any]:
    return browser.find_elements("css selector", selector)


def shown(browser) -> int:
    told = "return document.querySelector('#shown strong').textContent"
    return int(browser.execute_script(told))


def expect(browser, number: int) -> None:
    wait(browser, lambda: shown(browser) == number)


def set_value(browser, name: str, value: str) -> None:
    browser.execute_script(
        "const field = document.getElementById(arguments[0]); field.value = arguments[1];"
        "field.dispatchEvent(new Event('input', {bubbles: true}));",
        name, value,
    )  # fmt: skip


def test_everything_is_drawn(report):
    assert shown(report) == 60
    assert len(find(report, "#events tr.event")) == 25
    assert len(find(report, "#time svg rect")) >= 12
    assert len(find(report, "#map .land")) > 150
    assert len(find(report, "#map .spot")) == 2
    assert len(find(report, "#roots li")) == 20
    assert [bar.text for bar in find(report, "#dyads button")] == ["CODREB → CODMIL", "KEN → UGA"]
    assert "2 rows of 60" in find(report, "#again p")[0].text
    assert "no trigger" in find(report, "#unread")[0].text
    assert "64 % to 95 %" in find(report, "#quality")[0].text


def test_source_action_and_target_are_marked(report):
    (first, *_) = find(report, "#events .sentence")
    marks = {m.get_attribute("class"): m.text for m in first.find_elements("css selector", "mark")}
    assert marks == {"source": "Rebels", "action": "attacked", "target": "government troops"}


FILTERS = [
    pytest.param({"actor": "KEN"}, lambda r: r["source_code"] == "KEN", id="actor"),
    pytest.param({"actor": "cod", "side": "target"}, lambda r: r["target_code"] == "CODMIL",
                 id="actor by the beginning, as target"),
    pytest.param({"actor": "KEN", "side": "target"}, lambda r: False, id="nobody"),
    pytest.param({"actor": "UGA", "other": "KEN"}, lambda r: r["source_code"] == "KEN",
                 id="dyad, whichever way"),
    pytest.param({"code": "19"}, lambda r: r["event_code"] == "190", id="root"),
    pytest.param({"from": "2024-03-01", "to": "2024-04-30"},
                 lambda r: r["event_date"].month in (3, 4), id="dates"),
    pytest.param({"place": "gom"}, lambda r: r["place_name"] == "Goma", id="place"),
    pytest.param({"code": "036", "actor": "CODREB"},
                 lambda r: r["event_code"] == "036" and r["source_code"] == "CODREB", id="two"),
]  # fmt: skip


@pytest.mark.parametrize(("values", "passes"), FILTERS)
def test_filters_filter(report, values, passes):
    for name, value in values.items():
        set_value(report, name, value)
    expect(report, sum(map(passes, ROWS)))
    report.find_element("css selector", "button[type=reset]").click()
    expect(report, 60)


def test_status_and_duplicates_filter(report):
    (negated,) = [b for b in find(report, "#statuses label") if "negated" in b.text]
    negated.click()
    expect(report, 48)
    report.find_element("id", "once").click()
    expect(report, 46)


def test_a_bar_filters(report):
    find(report, "#dyads button")[1].click()
    expect(report, 20)
    assert report.find_element("id", "actor").get_attribute("value") == "KEN"


def test_an_event_told_again_shows_its_reports(report):
    find(report, "#again button")[0].click()
    expect(report, 3)


def test_rows_are_walked_and_opened_by_keyboard(report):
    from selenium.webdriver import ActionChains, Keys

    ActionChains(report).send_keys("j").send_keys(Keys.ARROW_DOWN).send_keys(Keys.ENTER).perform()
    buttons = find(report, "#events button.open")
    assert report.switch_to.active_element == buttons[1]
    assert buttons[1].get_attribute("aria-expanded") == "true"
    (detail,) = find(report, "#events .detail")
    assert "verbs/19.yaml:" in detail.text
    assert "events explain --event e" in detail.text
    ActionChains(report).send_keys(Keys.ENTER).perform()
    assert find(report, "#events .detail") == []


def test_pages_turn(report):
    for name, told in (("Next", "26 to 50 of 60"), ("Last", "51 to 60 of 60")):
        [b for b in find(report, ".pager button") if b.text == name][0].click()
        wait(report, lambda told=told: told in find(report, ".pager")[0].text)
    assert len(find(report, "#events tr.event")) == 10


def test_an_address_that_is_a_script_is_no_link(report):
    set_value(report, "actor", "KEN")
    expect(report, 20)
    find(report, "#events button.open")[0].click()
    assert "javascript:alert(1)" in find(report, "#events .detail")[0].text
    assert find(report, "#events .detail a") == []


def test_roots_over_time(report):
    report.find_element("id", "by-root").click()
    assert len(find(report, "#time rect.hot")) >= 12


def test_every_field_and_button_has_a_name(report):
    for field in find(report, "input, select, button"):
        if field.is_displayed():
            assert field.accessible_name, field.get_attribute("outerHTML")
