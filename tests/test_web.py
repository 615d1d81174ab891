"""Web pages, feeds and web archives: the article is read, and nothing around it."""

from __future__ import annotations

import importlib.util
import io
from datetime import date

import pytest
from folders import write

from pipeline.articles import read_articles
from pipeline.articles.boilerplate import is_boilerplate
from pipeline.articles.feeds import to_paragraphs
from pipeline.errors import InputError
from pipeline.types import Article, Reject

trafilatura = pytest.importorskip("trafilatura")
pytest.importorskip("feedparser")
warcio = pytest.importorskip("warcio")

BODY = [
    "OSLO, May 14 (NTB) - Norway expelled three Russian diplomats on Tuesday, accusing them of "
    "spying on its army in the far north.",
    "The foreign ministry in Oslo summoned the Russian ambassador and told him that the three had "
    "to leave the country within a week.",
    "Moscow rejected the accusation and threatened to answer in kind, as it had done the year "
    "before when four Norwegians were sent home.",
    "Relations between the neighbours have been cool since the war began, but fishermen on both "
    "sides still share the cod of the Barents Sea.",
]
PAGE = """<!DOCTYPE html><html lang="en"><head><title>Norway expels Russians | North News</title>
<meta property="og:title" content="Norway expels Russian diplomats"/>
<meta property="og:site_name" content="North News"/>
<meta property="article:published_time" content="2024-05-14T09:30:00+02:00"/></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/w">Israel attacks Gaza</a></li></ul></nav>
<article><h1>Norway expels Russian diplomats</h1><p>By Anna Berg and John Doe</p>{body}
<p>Read more: China threatens Taiwan</p>
<p>(Reporting by Anna Berg in Oslo; Editing by John Doe)</p></article>
<aside><h3>Most read</h3><ul><li><a href="/x">Iran attacked Iraq</a></li></ul></aside>
<footer><p>&copy; 2024 North News. All rights reserved.</p></footer></body></html>"""
HTML = PAGE.replace("{body}", "".join(f"<p>{text}</p>" for text in BODY))

RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>North News</title><language>en-gb</language>
<item><title>Norway &amp; Russia</title><link>https://north.example/1</link><guid>n1</guid>
<pubDate>Tue, 14 May 2024 09:30:00 +0200</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>{BODY[0]}</p><p>{BODY[1]}</p>
<p>The post Norway &amp; Russia appeared first on North News.</p>]]></content:encoded></item>
<item><title>No day</title><guid>n2</guid><description>Sweden attacked Norway.</description></item>
</channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>East</title>
<entry><id>urn:1</id><title>War</title><link href="https://east.example/1"/>
<updated>2024-05-15T01:00:00Z</updated><published>2024-05-14T22:00:00Z</published>
<summary type="html">&lt;p&gt;Sweden attacked Norway.&lt;/p&gt;</summary></entry></feed>"""


def read(folder, **options) -> tuple[list[Article], list[Reject]]:
    items = list(read_articles([folder], **options))
    articles = [item for item in items if isinstance(item, Article)]
    return articles, [item for item in items if isinstance(item, Reject)]


def warc(*pages: tuple[str, str, str, bytes]) -> bytes:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    writer.write_record(writer.create_warcinfo_record("a.warc.gz", {"software": "test"}))
    for url, status, kind, body in pages:
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.0")
        record = writer.create_warc_record(
            url, "response", payload=io.BytesIO(body), http_headers=headers
        )
        writer.write_record(record)
    return out.getvalue()


def test_a_page(tmp_path):
    write(tmp_path, {"a.html": HTML})
    (article,), rejects = read(tmp_path)
    assert rejects == []
    assert article.text.split("\n\n") == BODY
    assert article.title == "Norway expels Russian diplomats"
    assert article.date == date(2024, 5, 14)
    assert article.publisher == "North News"
    assert article.id == "a"


def test_only_the_article_of_a_page_is_coded(tmp_path, coder):
    write(tmp_path, {"a.html": HTML})
    (article,), _ = read(tmp_path)
    events = coder.code_article(article).events
    actors = {side.country for e in events for side in (e.source, e.target) if side}
    assert {"NOR", "RUS"} <= actors
    assert not actors & {"ISR", "PSE", "CHN", "TWN", "IRN", "IRQ"}


def test_a_page_without_date_or_text_is_told(tmp_path):
    undated = HTML.replace("2024-05-14T09:30:00+02:00", "")
    write(tmp_path, {"a.html": undated, "b.html": "<html><body></body></html>"})
    articles, rejects = read(tmp_path)
    assert articles == []
    assert [(r.file.split("/")[-1], r.reason) for r in rejects] == [
        ("a.html", "no date"),
        ("b.html", "no article text on the page"),
    ]
    (article,), _ = read(tmp_path / "a.html", default_date=date(2024, 5, 20))
    assert article.date == date(2024, 5, 20)


@pytest.mark.parametrize("name", ["feed.rss", "feed.xml"])
def test_a_feed(tmp_path, name):
    write(tmp_path, {name: RSS})
    (article,), (reject,) = read(tmp_path)
    assert article.text.split("\n\n") == BODY[:2]
    assert (article.id, article.title, article.date) == ("n1", "Norway & Russia", date(2024, 5, 14))
    assert (article.publisher, article.url) == ("North News", "https://north.example/1")
    assert (reject.article_id, reject.reason) == ("n2", "no date")


def test_an_atom_feed_and_a_broken_one(tmp_path):
    write(tmp_path, {"a.atom": ATOM})
    (article,), rejects = read(tmp_path)
    assert rejects == []
    assert (article.id, article.text) == ("urn:1", "Sweden attacked Norway.")
    assert article.date == date(2024, 5, 14)
    write(tmp_path, {"a.atom": ATOM.replace("</entry></feed>", "</entry><entry><oops</feed>")})
    articles, rejects = read(tmp_path)
    assert [a.id for a in articles] == ["urn:1"]
    assert "broken XML" in rejects[-1].reason


def test_petrarch_xml_is_still_petrarch(tmp_path):
    text = '<Sentences><Sentence date="20240514" id="p1"><Text>Sweden attacked Norway.</Text>'
    write(tmp_path, {"a.xml": text + "</Sentence></Sentences>"})
    (article,), _ = read(tmp_path)
    assert article.id == "p1"


def test_a_web_archive(tmp_path):
    data = warc(
        ("https://north.example/1", "200 OK", "text/html; charset=utf-8", HTML.encode()),
        ("https://north.example/logo.png", "200 OK", "image/png", b"\x89PNG"),
        ("https://north.example/2", "404 Not Found", "text/html", b"<html>gone</html>"),
        ("https://north.example/3", "200 OK", "text/html", b"<html><body></body></html>"),
    )
    (tmp_path / "crawl.warc.gz").write_bytes(data)
    (tmp_path / "plain.warc").write_bytes(b"no archive")
    articles, rejects = read(tmp_path / "crawl.warc.gz")
    assert [(a.id, a.url) for a in articles] == [("https://north.example/1",) * 2]
    assert articles[0].text.split("\n\n") == BODY
    assert [r.reason for r in rejects] == [
        "no article text on the page",
        "2 records are no pages: 1 image/png, 1 status 404",
    ]
    articles, (reject,) = read(tmp_path / "plain.warc")
    assert articles == []
    assert "broken WARC" in reject.reason


def test_a_missing_library_is_told_with_its_cure(tmp_path, monkeypatch):
    find = importlib.util.find_spec
    monkeypatch.setattr(
        "pipeline.articles.extras.find_spec",
        lambda name: None if name in ("trafilatura", "warcio", "feedparser") else find(name),
    )
    write(tmp_path, {"a.html": HTML, "b_2024-05-14.txt": BODY[0], "c.rss": RSS, "d.warc": "x"})
    articles, rejects = read(tmp_path)
    assert len(articles) == 1
    assert {r.cure for r in rejects} == {
        f"pip install 'cameo-events[{kind}]'" for kind in ("html", "feed", "warc")
    }
    with pytest.raises(InputError, match=r"trafilatura.*pip install 'cameo-events\[html\]'"):
        read(tmp_path / "a.html")


AROUND = [
    "By Anna Berg",
    "By Anna Berg and John Doe, Reuters",
    "(Reporting by Anna Berg in Oslo; Editing by John Doe)",
    "Additional reporting by Bill Smith in Washington",
    "Photo: Israeli soldiers arrest protesters. REUTERS/Someone",
    "Read more: Israel strikes Gaza",
    "Also read China threatens Taiwan over drills",
    "The post Russia attacks Ukraine appeared first on Kyiv Daily.",
    "Published On 14 May 2024",
    "Last updated: Tuesday, 14 May 2024 14:05 GMT",
    "Copyright 2024 Reuters. Russia attacks.",
    "Subscribe to our newsletter and never miss a war",
    "Follow North News on Twitter",
    "Advertisement",
    "Comments (12)",
]
WITHIN = [
    "By Monday, Russia had attacked Kharkiv twice.",
    "Published in 2019, the report accused the army of torture.",
    "Reporting by the BBC showed that soldiers had killed civilians.",
    "Photos by an AFP reporter showed soldiers beating protesters.",
    "Comments by the Russian president angered Kyiv.",
    "Related protests took place in Cairo.",
    "Recommended sanctions were imposed on Iran.",
    "Register of voters was destroyed by rebels.",
    "Copyright protesters clashed with police.",
    "Share prices fell after Iran attacked a tanker.",
    "Read the statement, France told Iran.",
    "More than 40 people were killed.",
    "Source close to the talks said that Iran had agreed.",
    "Updated sanctions on Russia were announced on Monday.",
]


@pytest.mark.parametrize("paragraph", AROUND)
def test_what_stands_around_an_article(paragraph):
    assert is_boilerplate(paragraph)


@pytest.mark.parametrize("paragraph", [*WITHIN, *BODY])
def test_what_belongs_to_an_article(paragraph):
    assert not is_boilerplate(paragraph)


def test_markup_becomes_paragraphs():
    markup = "<p>One &amp;\n two</p>three<br/>four<script>x()</script><ul><li>five</li></ul>"
    assert to_paragraphs(markup) == ["One & two", "three", "four", "five"]
