import pickle
from datetime import date

import pytest

from pipeline.codebook import cache
from pipeline.codebook.load import load_codebook
from pipeline.codebook.model import Actor

ACTORS = "- name: Norway\n  kind: country\n  code: NOR\n  adjectives: [Norwegian]\n"
ONTOLOGY = "codes:\n  '190': {name: Use force, plover: ASSAULT}\n"
VERBS = "- code: '190'\n  patterns: [SOURCE {} TARGET]\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(cache, "user_cache_path", lambda _: tmp_path / "kept")
    folder = tmp_path / "codebook"
    (folder / "verbs").mkdir(parents=True)
    (folder / "actors").mkdir()
    (folder / "ontology.yaml").write_text(ONTOLOGY)
    (folder / "actors" / "a.yaml").write_text(ACTORS)
    write_verbs(folder, "raid")
    return folder


def write_verbs(folder, verb):
    (folder / "verbs" / "19.yaml").write_text(VERBS.format(verb))


def described(codebook):
    actors = [(placed.entry, placed.where) for placed in codebook.actors]
    patterns = [(p.text, p.where, p.trigger[-1].heads, p.entry) for p in codebook.patterns]
    return actors, patterns, codebook.digest, codebook.folders


def test_what_is_kept_is_what_was_read(folder):
    read, kept = load_codebook([folder]), load_codebook([folder])
    assert kept.patterns[0] is not read.patterns[0]
    assert described(kept) == described(read)
    assert kept.actors[0] is kept.actors[0]
    assert [p.entry.name for p in kept.actors[-1:]] == ["Norway"]


def test_an_edited_codebook_is_read_again(folder):
    load_codebook([folder])
    write_verbs(folder, "storm")
    (pattern,) = load_codebook([folder]).patterns
    assert "storm" in pattern.trigger[-1].heads


def test_each_folder_is_kept_once(folder, tmp_path):
    load_codebook([folder])
    before = set((tmp_path / "kept").iterdir())
    write_verbs(folder, "storm")
    load_codebook([folder])
    assert set((tmp_path / "kept").iterdir()) == before


def test_a_file_that_moves_to_another_folder_is_noticed(folder, tmp_path):
    more = tmp_path / "more"
    (more / "verbs").mkdir(parents=True)
    load_codebook([folder, more])
    (folder / "verbs" / "19.yaml").rename(more / "verbs" / "19.yaml")
    (pattern,) = load_codebook([folder, more]).patterns
    assert pattern.where.endswith("verbs/19.yaml:2")


@pytest.mark.parametrize("damage", [lambda b: b[: len(b) // 2], lambda b: b"", lambda b: b[::-1]])
def test_a_damaged_cache_is_no_error(folder, tmp_path, damage):
    read = described(load_codebook([folder]))
    for path in (tmp_path / "kept").iterdir():
        path.write_bytes(damage(path.read_bytes()))
    assert described(load_codebook([folder])) == read


def test_a_codebook_with_faults_is_not_kept(folder):
    (folder / "verbs" / "20.yaml").write_text("- code: '999'\n  patterns: [SOURCE raze TARGET]\n")
    first, second = (load_codebook([folder], strict=False).faults for _ in range(2))
    assert first
    assert first == second


def test_only_what_this_package_keeps_is_read():
    actor = Actor(name="Norway", kind="country", code="NOR", **{"from": "1905-06-07"})
    kept = cache.unpack(cache.pack(actor))
    assert kept == actor
    assert kept.start == date(1905, 6, 7)
    with pytest.raises(pickle.UnpicklingError, match=r"builtins\.print"):
        cache.unpack(pickle.dumps(print))
    with pytest.raises(pickle.UnpicklingError, match="load_codebook"):
        cache.unpack(pickle.dumps(load_codebook))


def test_what_a_module_of_this_package_imports_is_not_read():
    named = b"\x80\x02cpipeline.codebook.cache\nPath\n."
    with pytest.raises(pickle.UnpicklingError, match="Path"):
        cache.unpack(named)
