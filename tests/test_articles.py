import csv
import gzip
import io
import json
import sys
from datetime import date, datetime
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.articles import fields, read_articles
from pipeline.articles.dates import find_date, parse_date
from pipeline.articles.english import is_english, names_english
from pipeline.articles.refusal import Refusal
from pipeline.errors import InputError
from pipeline.types import Article, Reject

DAY = date(2024, 9, 23)
TEXT = "Libya’s army met\r\nrebels.\n\n They talked. "


def read(*inputs, **options):
    return list(read_articles([str(named) for named in inputs], **options))


def one(*inputs, **options):
    (item,) = read(*inputs, **options)
    return item


def rejected(*inputs, **options):
    item = one(*inputs, **options)
    assert isinstance(item, Reject)
    assert item.cure
    return item


def write(path: Path, content: str | bytes) -> Path:
    data = content.encode() if isinstance(content, str) else content
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path


def as_json(**cells):
    return json.dumps({"id": "a", "date": "2024-09-23", "text": TEXT, **cells})


def as_csv(*rows, delimiter=","):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


def as_parquet(**columns):
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out)
    return out.getvalue()


MODULES = ("streams", "petrarch")
HEADER = ["id", "date", "text", "publisher"]
ROW = ["a", "2024-09-23", TEXT, "AFP"]
XML = (
    '<Sentences><Sentence date="20240923" id="a" source="AFP" sentence="True">'
    "<Text>Libya’s army &amp; rebels met.</Text><Parse>(S no)</Parse></Sentence></Sentences>"
)


class TestFormats:
    @pytest.mark.parametrize("zipped", ["", ".gz"])
    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("2024-09-23 a.txt", TEXT),
            ("x.jsonl", as_json(publisher="AFP")),
            ("x.ndjson", as_json(publisher="AFP") + "\r\n"),
            ("x.csv", as_csv(HEADER, ROW)),
            ("x.tsv", as_csv(HEADER, ROW, delimiter="\t")),
            ("x.parquet", as_parquet(id=["a"], date=[DAY], text=[TEXT], publisher=["AFP"])),
        ],
    )
    def test_keeps_the_text_as_written(self, tmp_path, name, content, zipped):
        path = write(tmp_path / (name + zipped), content)
        article = one(path)
        assert isinstance(article, Article)
        assert article.text == TEXT
        assert article.date == DAY
        assert article.origin == path.as_posix()
        if not name.endswith(".txt"):
            assert article.id == "a"
            assert article.publisher == "AFP"

    @pytest.mark.parametrize("zipped", ["", ".gz"])
    def test_petrarch(self, tmp_path, zipped):
        article = one(write(tmp_path / f"x.xml{zipped}", XML))
        assert article == Article(
            id="a",
            date=DAY,
            text="Libya’s army & rebels met.",
            publisher="AFP",
            origin=(tmp_path / f"x.xml{zipped}").as_posix(),
            line=1,
        )

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
    @pytest.mark.parametrize(
        ("name", "content"),
        [("2024-09-23.txt", TEXT), ("x.jsonl", as_json()), ("x.csv", as_csv(HEADER, ROW))],
    )
    def test_encodings(self, tmp_path, name, content, encoding):
        assert one(write(tmp_path / name, content.encode(encoding))).text == TEXT

    @pytest.mark.parametrize("name", ["x.txt", "x.jsonl", "x.csv"])
    def test_broken_utf16(self, tmp_path, name):
        content = as_csv(HEADER, ROW) if name.endswith("csv") else as_json()
        path = write(tmp_path / name, content.encode("utf-16")[:-1])
        assert isinstance(read(path, default_date=DAY)[-1], Reject)

    def test_mojibake_is_kept(self, tmp_path):
        assert one(write(tmp_path / "20240923.txt", "Itâ€™s.")).text == "Itâ€™s."

    def test_the_file_may_spell_the_columns_its_way(self, tmp_path):
        columns = {"text": "Body", "date": "published"}
        path = write(tmp_path / "x.csv", as_csv(["ID", "Published", "body"], ROW[:3]))
        assert one(path, columns=columns).id == "a"
        path = write(tmp_path / "x.jsonl", json.dumps({"BODY": TEXT, "published": "20240923"}))
        assert one(path, columns=columns).id == "x:1"

    @given(text=st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0"), min_size=1))
    def test_any_text_survives_jsonl_and_csv(self, tmp_path_factory, text):
        folder = tmp_path_factory.mktemp("any")
        for path in (
            write(folder / "x.jsonl", as_json(text=text)),
            write(folder / "x.csv", as_csv(HEADER, ["a", "2024-09-23", text, ""])),
        ):
            item = one(path)
            assert item.text == text if text.strip() else item.reason == "no text"


class TestStdin:
    @pytest.mark.parametrize(
        ("content", "identity"),
        [("\n " + as_json(), "a"), (XML, "a"), ("Rebels met.", "stdin")],
    )
    def test_format_is_seen_from_the_first_character(self, monkeypatch, content, identity):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content.encode())))
        item = one("-", default_date=DAY)
        assert (item.id, item.origin, item.date) == (identity, "-", DAY)


class TestText:
    def test_front_matter_is_no_part_of_the_text(self, tmp_path):
        content = "---\r\nid: 010\ndate: 2024-09-23\ntitle: 'NO: we go'\nnote: x\n---\n\nIt rained."
        article = one(write(tmp_path / "x.txt", content))
        assert (article.id, article.date, article.title) == ("010", DAY, "NO: we go")
        assert article.text == "\nIt rained."

    @pytest.mark.parametrize("content", ["---\n: [\n---\nA.", "---\njust words\n---\nA."])
    def test_broken_front_matter(self, tmp_path, content):
        assert "front matter" in rejected(write(tmp_path / "20240923.txt", content)).reason

    def test_a_rule_is_no_front_matter(self, tmp_path):
        assert one(write(tmp_path / "20240923.txt", "---\nA.")).text == "---\nA."

    def test_table_beside(self, tmp_path):
        table = as_csv(
            ["file", "id", "date", "title", "note"],
            ["one.txt", "", "2024-09-23", "One", "n"],
            ["two.txt.gz", "2", "", "", ""],
            ["gone.txt", "", "2024-09-23", "", ""],
        )
        write(tmp_path / "articles.csv", table)
        write(tmp_path / "one.txt", TEXT)
        write(tmp_path / "two.txt.gz", TEXT)
        gone, first, second = read(tmp_path, default_date=date(2000, 1, 1))
        assert (gone.line, "gone.txt" in gone.reason) == (4, True)
        assert (first.id, first.date, first.title) == ("one", DAY, "One")
        assert (second.id, second.date) == ("2", date(2000, 1, 1))
        assert one(tmp_path / "one.txt").date == DAY

    def test_a_table_alone_holds_articles(self, tmp_path):
        write(tmp_path / "articles.csv", as_csv(HEADER, ROW))
        assert one(tmp_path).id == "a"

    def test_no_date_names_the_ways_to_give_one(self, tmp_path):
        item = rejected(write(tmp_path / "x.txt", TEXT))
        assert item.reason == "no date"
        assert "articles.csv" in item.cure

    def test_same_name_in_two_folders(self, tmp_path):
        for folder in ("a", "b"):
            write(tmp_path / folder / "x.txt", TEXT)
        assert [item.id for item in read(tmp_path, default_date=DAY)] == ["a/x", "b/x"]

    def test_seeds(self):
        article = one(Path(__file__).parents[1] / "seeds")
        assert (article.id, article.date) == ("000_2828a23e96756184", DAY)


class TestRejects:
    """Each costs only itself."""

    @pytest.mark.parametrize(
        ("line", "reason"),
        [
            (b'{"id": ', "broken JSON"),
            (b"[1]", "not a JSON object"),
            (b'{"id": "b", "text": "A."}', "no date"),
            (as_json(id="b", date="03/04/2020").encode(), "not clear"),
            (as_json(id="b", date="2024-02-30").encode(), "no day"),
            (as_json(id="b", text=" \n").encode(), "no text"),
            (as_json(id="b", text=None).encode(), "no text"),
            (as_json(id="b", text=["A."]).encode(), "not a string"),
            (as_json(id="b", title={"a": 1}).encode(), "the title is not"),
            (as_json(id="b", text="A\0.").encode(), "NUL"),
            (as_json(id="b", text="\ud800").encode(), "wrong encoding"),
            (b'{"id": "b", "text": "Caf\xe9."}', "wrong encoding"),
            (as_json(id="b", text="a " * 60_000).encode(), "no sentence end"),
            (as_json(id="b", language="fr").encode(), "not English"),
            (as_json(id="b", text="Он сказал, что войска ушли. " * 20).encode(), "not English"),
            (as_json(id="a").encode(), "was there before"),
            (b'{"a": ' * 100_000, "broken JSON"),
            (b'{"id": "b", "date": 1' + b"0" * 5000 + b"}", "broken JSON"),
        ],
    )
    def test_jsonl(self, tmp_path, line, reason):
        content = b"\n".join([as_json().encode(), b"", line, as_json(id="z").encode()])
        first, item, last = read(write(tmp_path / "x.jsonl", content))
        assert (first.id, last.id) == ("a", "z")
        assert isinstance(item, Reject)
        assert reason in item.reason
        assert item.line == 3

    @pytest.mark.parametrize(
        ("row", "reason"),
        [
            (b"b,2024-09-23", "2 fields where the header has 4"),
            (b"b,2024-09-23,Caf\xe9.,", "wrong encoding"),
            (b'b,2024-09-23,"He "said" so.",', "broken CSV"),
            (b"b,,A.,", "no date"),
        ],
    )
    def test_csv(self, tmp_path, row, reason):
        first = as_csv(HEADER, ["a", "2024-09-23", "Two\nlines.", ""]).encode()
        content = first + row + b"\r\nz,2024-09-23,A.,\r\n"
        first, item, last = read(write(tmp_path / "x.csv", content))
        assert (first.id, first.line, last.id, last.line) == ("a", 2, "z", 5)
        assert reason in item.reason
        assert item.line == 4

    def test_parquet_row(self, tmp_path):
        content = as_parquet(id=[1, 2, 3], date=[DAY, None, DAY], text=["A.", "B.", "C."])
        first, item, last = read(write(tmp_path / "x.parquet", content))
        assert (first.id, last.id, last.line) == ("1", "3", 3)
        assert (item.reason, item.line, item.article_id) == ("no date", 2, "2")

    @pytest.mark.parametrize("name", ["x.csv", "x.parquet"])
    def test_missing_column(self, tmp_path, name):
        parquet = as_parquet(id=["a"], body=["A."])
        content = parquet if name.endswith("parquet") else as_csv(["id", "body"], ["a", "A."])
        item = rejected(write(tmp_path / name, content))
        assert "'text' among 'id', 'body'" in item.reason
        assert "--column text=body" in item.cure

    @pytest.mark.parametrize(
        ("name", "content", "reason"),
        [
            ("x.xml", XML.replace("</Sentences>", "<Sentence>"), "broken XML"),
            ("x.xml", XML.replace("</Sentences>", "</Other>"), "broken XML"),
            ("x.csv", as_csv(HEADER, ROW) + 'b,2024-09-23,"A', "broken CSV"),
        ],
    )
    def test_what_stands_before_the_break_is_read(self, tmp_path, name, content, reason):
        first, item = read(write(tmp_path / name, content))
        assert first.id == "a"
        assert reason in item.reason

    @pytest.mark.parametrize(
        ("name", "content", "reason"),
        [
            ("x.xml", '<!DOCTYPE a [<!ENTITY b "c">]>' + XML, "document type"),
            ("x.xml", "<Sentences/>", "no article"),
            ("x.jsonl", "\n\n", "no article"),
            ("x.csv", as_csv(HEADER), "no article"),
            ("x.parquet", as_parquet(id=["a"], date=[DAY], text=["A."])[:-9], "broken Parquet"),
            ("x.parquet.gz", as_parquet(text=["A."])[:-9], "broken Parquet"),
            ("20240923.txt", b"Caf\xe9.", "byte 0xe9 at offset 3"),
            ("20240923.txt", "A\0.", "NUL"),
            ("20240923.txt", " \n", "no text"),
        ],
    )
    def test_file(self, tmp_path, name, content, reason):
        assert reason in rejected(write(tmp_path / name, content)).reason

    @pytest.mark.parametrize("suffix", [".txt", ".jsonl", ".csv", ".parquet", ".xml", ".txt.gz"])
    def test_empty_file(self, tmp_path, suffix):
        assert rejected(write(tmp_path / f"x{suffix}", "")).reason == "empty file"

    @pytest.mark.parametrize("name", ["x.jsonl.gz", "x.txt.gz", "x.csv.gz", "x.parquet.gz"])
    def test_truncated_gzip(self, tmp_path, name):
        path = write(tmp_path / name, as_json())
        path.write_bytes(path.read_bytes()[:-12])
        assert "cannot be read" in read(path, default_date=DAY)[-1].reason

    def test_no_gzip_at_all(self, tmp_path):
        path = tmp_path / "x.txt.gz"
        path.write_text("A.")
        assert "cannot be read" in rejected(path).reason

    @pytest.mark.parametrize("name", ["20240923.txt.gz", "x.jsonl.gz", "x.xml.gz"])
    def test_more_than_an_article_can_have(self, tmp_path, monkeypatch, name):
        for module in (fields, *(sys.modules[f"pipeline.articles.{m}"] for m in MODULES)):
            monkeypatch.setattr(module, "MAX_CHARACTERS", 1000)
        long = "It rained. " * 200
        content = {"x.jsonl.gz": as_json(text=long), "x.xml.gz": XML.replace("met.", long)}
        items = read(write(tmp_path / name, content.get(name, long)))
        assert ["more than 1,000" in item.reason for item in items] == [True]

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
    @pytest.mark.parametrize("name", ["x.jsonl", "x.csv"])
    def test_a_long_line_costs_only_itself(self, tmp_path, monkeypatch, name, encoding):
        monkeypatch.setattr(sys.modules["pipeline.articles.streams"], "MAX_CHARACTERS", 300)
        long = "It rained. " * 100
        content = "\n".join([as_json(), as_json(id="b", text=long), as_json(id="c")])
        if name == "x.csv":
            rows = [
                [i, "2024-09-23", text, ""]
                for i, text in zip("abc", ["A.", long, "C."], strict=True)
            ]
            content = as_csv(HEADER, *rows)
        first, item, last = read(write(tmp_path / name, content.encode(encoding)))
        assert (first.id, item.line, last.id) == ("a", first.line + 1, "c")
        assert last.line == first.line + 2


class TestInputs:
    def test_folder_is_read_to_the_bottom_by_path(self, tmp_path):
        for name in ("b.jsonl", "a/z.jsonl", "a/c/y.jsonl", ".git/no.jsonl", "a/.hidden.jsonl"):
            write(tmp_path / name, as_json(id=name))
        assert [item.id for item in read(tmp_path)] == ["a/c/y.jsonl", "a/z.jsonl", "b.jsonl"]

    def test_unknown_file_in_a_folder(self, tmp_path):
        write(tmp_path / "README.md", "# Hello")
        write(tmp_path / "x.jsonl", as_json())
        item, article = read(tmp_path)
        assert item.reason == "unknown format"
        assert item.file.endswith("README.md")
        assert article.id == "a"

    def test_same_file_twice(self, tmp_path):
        path = write(tmp_path / "x.jsonl", as_json())
        article, item = read(path, path)
        assert "was there before" in item.reason
        assert item.article_id == article.id

    @pytest.mark.parametrize("name", ["missing.txt", "x.docx", "empty"])
    def test_what_was_named_must_be_readable(self, tmp_path, name):
        write(tmp_path / "x.docx", "A")
        (tmp_path / "empty").mkdir()
        with pytest.raises(InputError, match=name):
            read_articles([tmp_path / name])

    def test_nothing_named(self):
        with pytest.raises(InputError, match="no input"):
            read_articles([])

    def test_unknown_field(self, tmp_path):
        with pytest.raises(InputError, match="'body': no such field"):
            read_articles([tmp_path], columns={"body": "text"})


class TestDates:
    @pytest.mark.parametrize(
        "value",
        [
            "2024-09-23",
            " 2024-09-23T23:59:59+05:00 ",
            "2024-09-23 10:00",
            "2024-09-23T10:00:00.000Z",
            "20240923",
            "20240923T101500Z",
            "20240923101500",
            "2024/9/23",
            20240923,
            20240923.0,
            DAY,
            datetime(2024, 9, 23, 23),
            pd.Timestamp("2024-09-23"),
            "Mon, 23 Sep 2024 22:00:00 -0700",
            "September 23, 2024",
            "23 Sept 2024",
            "Monday, 23 September 2024",
        ],
    )
    def test_reads(self, value):
        assert parse_date(value) == DAY

    @pytest.mark.parametrize(
        "value",
        [
            "03/04/2020",
            "13.04.2020",
            "yesterday",
            "September 2024",
            "May",
            "2024",
            "2024-09",
            "2024-13-01",
            "20240931",
            "0001-01-01",
            "1727049600",
            1727049600,
            True,
            "2024-09-23 or so",
            "1 Jan 24",
            ["2024-09-23"],
        ],
    )
    def test_refuses(self, value):
        with pytest.raises(Refusal):
            parse_date(value)

    @pytest.mark.parametrize(
        ("name", "day"),
        [
            ("2024-09-23-libya", DAY),
            ("AFP_20240923_001", DAY),
            ("2024_09_23", DAY),
            ("000_2828a23e96756184", None),
            ("1202409231", None),
            ("2024-0923", None),
            ("2024-09-23_2024-09-24", None),
            ("2024-09-31", None),
        ],
    )
    def test_finds_in_a_name(self, name, day):
        assert find_date(name) == day


class TestEnglish:
    @pytest.mark.parametrize("name", ["en", "EN", "eng", "en-US", "en_GB", "English"])
    def test_names_of_english(self, name):
        assert names_english(name)

    @pytest.mark.parametrize("name", ["fr", "enm", "engineering", "ar"])
    def test_other_names(self, name):
        assert not names_english(name)

    @pytest.mark.parametrize(
        "text",
        [
            "El presidente se reunió con los ministros para hablar de la paz en el país. " * 5,
            "Der Präsident traf sich mit den Ministern, um über den Frieden zu reden. " * 5,
            "De president was in de stad en sprak met de ministers over vrede in het land. " * 5,
            "Le président a rencontré les ministres pour parler de la paix dans le pays. " * 5,
            "Presiden bertemu dengan para menteri untuk membahas perdamaian di negara itu. " * 5,
            "اجتمع الرئيس مع الوزراء لبحث السلام في البلاد. " * 8,
        ],
    )
    def test_other_languages(self, text):
        assert not is_english(text, trusted=False)

    def test_news(self):
        seed = Path(__file__).parents[1] / "seeds" / "000_2828a23e96756184.txt"
        assert is_english(seed.read_text(encoding="utf-8"), trusted=False)
        assert is_english("Hola a todos.", trusted=False)
