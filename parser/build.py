"""Train the embedded parser: from a treebank to a pipeline that spaCy loads.

    python parser/build.py TREEBANK -o pipeline/model

TREEBANK holds en-train.conllu and en-dev.conllu (or the same gzipped). Takes about an hour on
one idle core.
"""

import argparse
import json
import random
import shutil
import tempfile
from pathlib import Path

import spacy
from augment import Amounts, augment
from conllu import Tree, find_part, read_trees
from convert import write_corpus
from lemmas import add_lemmatizer
from spacy.cli.train import train
from spacy.language import Language
from vectors import make_vectors

HERE = Path(__file__).resolve().parent
META = json.loads((HERE / "meta.json").read_text("utf8"))


def main() -> None:
    """Read the command line, train, and put the model in its place."""
    arguments = parse_arguments()
    with tempfile.TemporaryDirectory() as temporary:
        work = arguments.work or Path(temporary)
        nlp = build(arguments.treebank, work, arguments.steps, arguments.seed)
        install(nlp, arguments.output)
    print(f"{arguments.output}: {folder_size(arguments.output) / 1e6:.1f} MB")


def parse_arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("treebank", type=Path, help="folder with en-train and en-dev .conllu[.gz]")
    parser.add_argument("-o", "--output", type=Path, required=True, help="where the model goes")
    parser.add_argument("--work", type=Path, help="keep what lies between in this folder")
    parser.add_argument("--steps", type=int, help="train so many steps, not as train.cfg says")
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


def build(treebank: Path, work: Path, steps: int | None, seed: int) -> Language:
    """Everything from the treebank to the finished pipeline, in memory."""
    trees = list(read_trees(find_part(treebank, "train")))
    overrides = {**prepare(trees, treebank, work, seed), "system.seed": seed, "training.seed": seed}
    if steps:
        overrides["training.max_steps"] = steps
        overrides["training.optimizer.learn_rate.total_steps"] = steps
    train(HERE / "train.cfg", work / "trained", overrides=overrides)
    nlp = spacy.load(work / "trained" / "model-best")
    add_lemmatizer(nlp, trees)
    nlp.meta.update(META)
    return nlp


def prepare(trees: list[Tree], treebank: Path, work: Path, seed: int) -> dict[str, str]:
    """Write the corpora and the vectors; return where, as settings for train.cfg."""
    nlp = spacy.blank("en")
    examples = [*trees, *augment(trees, Amounts(), seed)]
    random.Random(seed).shuffle(examples)
    write_corpus(examples, work / "train.spacy", nlp.vocab)
    write_corpus(read_trees(find_part(treebank, "dev")), work / "dev.spacy", nlp.vocab)
    blank = spacy.blank("en")
    blank.vocab.vectors = make_vectors(trees, blank.vocab)
    blank.to_disk(work / "vectors")
    return {
        "paths.train": str(work / "train.spacy"),
        "paths.dev": str(work / "dev.spacy"),
        "paths.vectors": str(work / "vectors"),
        "paths.orth_variants": str(HERE / "orth_variants.json"),
    }


def install(nlp: Language, output: Path) -> None:
    """Write the model and its notices beside their place, then swap them in."""
    fresh, stale = output.with_name(f".{output.name}.new"), output.with_name(f".{output.name}.old")
    for folder in (fresh, stale):
        shutil.rmtree(folder, ignore_errors=True)
    clean_config(nlp)
    nlp.to_disk(fresh)
    shutil.copytree(HERE / "notices", fresh, dirs_exist_ok=True)
    if output.exists():
        output.rename(stale)
    fresh.rename(output)
    shutil.rmtree(stale, ignore_errors=True)


def clean_config(nlp: Language) -> None:
    """Take the paths of this machine out of the settings that go with the model."""
    for name in nlp.config["paths"]:
        nlp.config["paths"][name] = None


def folder_size(folder: Path) -> int:
    """Bytes of all the files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


if __name__ == "__main__":
    main()
