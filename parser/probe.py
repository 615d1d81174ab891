"""Report how many facts of probes.jsonl hold in the trees of one or more models.

    python parser/probe.py MODEL [MODEL ...]

A fact names a label and its words: `nsubj discussed Minister|Abdul` holds if Minister or Abdul is
the nsubj of discussed, `root discussed` if it is the root. A label counts with or without subtype.
"""

import argparse
import json
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token

PROBES = Path(__file__).resolve().parent / "probes.jsonl"


def main() -> None:
    """Read the command line and print a line for each model."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("models", nargs="+")
    parser.add_argument("-v", "--verbose", action="store_true", help="show what does not hold")
    arguments = parser.parse_args()
    probes = [json.loads(line) for line in PROBES.read_text("utf8").splitlines()]
    for model in arguments.models:
        report(model, spacy.load(model), probes, arguments.verbose)


def report(name: str, nlp: Language, probes: list[dict[str, Any]], verbose: bool) -> None:
    """Count the facts and the sentences that hold."""
    held = total = whole = 0
    for probe in probes:
        doc = parse(nlp, probe["text"])
        failed = [fact for fact in probe["facts"] if not holds(doc, fact)]
        total += len(probe["facts"])
        held += len(probe["facts"]) - len(failed)
        whole += not failed
        if failed and verbose:
            print(f"  {probe['text']}\n    fails: {'; '.join(failed)}")
    print(f"{name}: {held} of {total} facts, {whole} of {len(probes)} sentences whole")


def parse(nlp: Language, text: str) -> Doc:
    """Parse a text as one sentence."""
    doc = nlp.make_doc(text)
    for token in doc:
        token.is_sent_start = token.i == 0
    return nlp(doc)


def holds(doc: Doc, fact: str) -> bool:
    """Whether some token of the document bears out a fact."""
    label, *words = (part.split("|") for part in fact.split())
    return any(_fits(token, label, words) for token in doc)


def _fits(token: Token, labels: list[str], words: list[list[str]]) -> bool:
    if labels == ["root"]:
        return token.head == token and token.text in words[0]
    heads, dependents = words
    if token.head == token or token.text not in dependents or token.head.text not in heads:
        return False
    return token.dep_ in labels or token.dep_.split(":")[0] in labels


if __name__ == "__main__":
    main()
