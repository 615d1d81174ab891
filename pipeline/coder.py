"""The coder: articles in, events and a ledger of every sentence out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.actors.mentions import Mentions
from pipeline.actors.roster import Roster
from pipeline.codebook.load import Codebook, load_codebook
from pipeline.composition import Composer
from pipeline.events import make_events
from pipeline.grammar import Grammar
from pipeline.parsing import Parser
from pipeline.patterns import PatternIndex
from pipeline.sentences import MAX_CHARACTERS, split
from pipeline.types import Article, Candidate, Coded, Event, LedgerLine, Tree


class Coder:
    """Codes articles with a codebook and a parser; knows nothing of files.

    Args:
        codebook: what names, agents and patterns mean.
        parser: reads the sentences.
    """

    def __init__(self, codebook: Codebook, parser: Parser) -> None:
        self.codebook, self.parser = codebook, parser
        self.roster = Roster(codebook, parser.tokenize)
        self.index = PatternIndex(codebook)

    @classmethod
    def from_codebooks(cls, *folders: str | Path, parser: str | None = None) -> Coder:
        """Make a coder from codebook folders; from the package's own codebook and parser if none.

        Raises:
            CodebookError: with all that is wrong in the codebooks.
            ModelError: if the parser cannot be used.
        """
        return cls(load_codebook([Path(f) for f in folders]), Parser(parser))

    def code(self, articles: Iterable[Article]) -> Iterator[Coded]:
        """Code articles one by one, in the order given."""
        for article in articles:
            yield self.code_article(article)

    def code_article(self, article: Article) -> Coded:
        """Code one article: all events of its sentences, and what became of each sentence."""
        events: list[Event] = []
        ledger: list[LedgerLine] = []
        sentences = split(article.text)
        readable = [s for s in sentences if len(s.text) <= MAX_CHARACTERS]
        ledger.extend(LedgerLine(s, "too long") for s in sentences if s not in readable)
        for tree in self.parser.parse(readable):
            found, line = self.code_tree(article, tree)
            events.extend(found)
            ledger.append(line)
        ledger.sort(key=lambda line: line.sentence.index)
        return Coded(article, tuple(events), tuple(ledger))

    def code_tree(self, article: Article, tree: Tree) -> tuple[list[Event], LedgerLine]:
        """Code one parsed sentence."""
        mentions = Mentions(self.roster, Grammar(tree), article.date)
        composer = Composer(self.codebook, self.index, mentions)
        readings = composer.read()
        events, tried = make_events(article, tree.sentence, readings, mentions)
        candidates = (*tried, *composer.tried)
        return events, LedgerLine(tree.sentence, _outcome(events, candidates), candidates)


_ORDER = ("blocked", "no actor in a codebook", "source in no codebook", "no source", "no target",
          "source is target", "no pattern")  # fmt: skip


def _outcome(events: list[Event], candidates: tuple[Candidate, ...]) -> str:
    if events:
        return "coded"
    outcomes = {candidate.outcome for candidate in candidates}
    return next((o for o in _ORDER if o in outcomes), "no trigger")
