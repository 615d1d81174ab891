"""The coder: articles in, events and a ledger of every sentence out."""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from itertools import chain
from pathlib import Path

from pipeline.actors.links import Context
from pipeline.actors.mentions import Mentions
from pipeline.actors.roster import Roster, Spots
from pipeline.circumstances import Observer
from pipeline.codebook.load import Codebook, load_codebook
from pipeline.digests import hash_files
from pipeline.eras import find_era
from pipeline.events import EXCLUDED, make_events
from pipeline.events.exclusions import Exclusions
from pipeline.patterns.composition import Composer, Tried
from pipeline.patterns.readings import Reading
from pipeline.patterns.triggers import PatternIndex
from pipeline.screening.context import SparseContext, UnparsedError, note_dateline
from pipeline.screening.discards import Discarder
from pipeline.screening.sentences import Screen, Screened, can_screen
from pipeline.sentences import MAX_CHARACTERS, dateline, split
from pipeline.sequences.reading import Deed, SequenceReader
from pipeline.syntax.grammar import Grammar
from pipeline.syntax.parsecache import CachingParser
from pipeline.syntax.parsing import Parser
from pipeline.syntax.repairs import repair
from pipeline.types import Article, Candidate, Coded, Event, LedgerLine, Mention, Sentence, Tree

_TOGETHER = 1 << 17
"""Characters of the articles that are parsed together."""
_YOUNG = 50_000
"""Objects made before they are looked through for garbage."""
_OUTCOMES = (
    EXCLUDED, "blocked", "part of another event", "part of no event", "no actor in a codebook",
    "source in no codebook", "no source", "no target", "source is target", "no pattern",
)  # fmt: skip


_Mended = tuple[Spots, Grammar]


@dataclass(frozen=True, slots=True)
class SentenceCoding:
    """What coding one sentence gave, with the tree and mentions it was read from."""

    tree: Tree
    mentions: tuple[Mention, ...]
    events: tuple[Event, ...]
    line: LedgerLine
    resolved: Mentions


@dataclass(slots=True)
class _Draft:
    """An article on its way to be coded.

    Attributes:
        article: the article.
        unread: what became of the sentences that are not to be coded.
        sentences: the others.
        wanted: the positions of those that must be parsed now.
        trees: those that were parsed, by position.
        mended: the same once they were looked at.
        events: what each sentence gave, as far as the article is read.
        lines: what became of each.
        context: what they said.
        before: what had been said before each sentence that was not parsed.
    """

    article: Article
    unread: list[LedgerLine]
    sentences: list[Screened]
    wanted: list[int]
    trees: dict[int, Tree] = field(default_factory=dict)
    mended: dict[int, _Mended] = field(default_factory=dict)
    events: list[tuple[Event, ...]] = field(default_factory=list)
    lines: list[LedgerLine] = field(default_factory=list)
    context: SparseContext = field(default_factory=SparseContext)
    before: dict[int, SparseContext] = field(default_factory=dict)

    def go_back(self, sentences: list[int]) -> None:
        """Want these sentences, and read again from the first of them."""
        first = min(sentences)
        self.wanted, self.context = sentences, self.before[first].copied()
        del self.lines[first:], self.events[first:]

    def finish(self) -> Coded:
        """Return what the article gave."""
        ledger = sorted([*self.unread, *self.lines], key=lambda line: line.sentence.index)
        return Coded(self.article, tuple(chain.from_iterable(self.events)), tuple(ledger))


class Coder:
    """Codes articles with a codebook and a parser; knows nothing of files.

    Args:
        codebook: what names, agents and patterns mean.
        parser: reads the sentences.
        titles: code an article's title too, as sentence -1 with offsets into the title.
        screening: do not parse sentences whose words tell that they give no event, where that can
            be told. Events and ledger are the same with and without.
    """

    def __init__(
        self, codebook: Codebook, parser: Parser, titles: bool = False, screening: bool = True
    ) -> None:
        self.codebook, self.parser = codebook, parser
        self.titles = titles
        self.roster = Roster(codebook, parser.tokenize, parser.tokenizer)
        self.index = PatternIndex(codebook)
        self.observer = Observer(codebook)
        self.exclusions = Exclusions(codebook)
        self.sequences = SequenceReader(codebook)
        self.discarder = Discarder(codebook.discards)
        sound = can_screen(codebook, self.roster, parser)
        self.screen = Screen(codebook, self.roster, parser) if sound else None
        self.screening = screening and sound

    @classmethod
    def from_codebooks(
        cls,
        *folders: str | Path,
        parser: str | None = None,
        titles: bool = False,
        parse_cache: str | Path | None = None,
        screening: bool = True,
    ) -> Coder:
        """Make a coder from codebook folders; from the package's own codebook and parser if none.

        Args:
            folders: the codebooks.
            parser: a spaCy pipeline, a folder or an installed package.
            titles: code titles too.
            parse_cache: a folder to keep parses in, so that they are made once.
            screening: do not parse sentences whose words tell that they give no event.

        Raises:
            CodebookError: with all that is wrong in the codebooks.
            InputError: the parse cache cannot be used.
            ModelError: if the parser cannot be used.
        """
        # What is made here stays: to look through it for garbage, now or while articles are coded,
        # costs a tenth of the time.
        collecting = gc.isenabled()
        gc.disable()
        if gc.get_freeze_count():
            gc.unfreeze()
            gc.collect()
        try:
            reader = CachingParser(parser, parse_cache) if parse_cache else Parser(parser)
            return cls(load_codebook([Path(f) for f in folders]), reader, titles, screening)
        finally:
            gc.freeze()
            if collecting:
                gc.enable()

    def versions(self) -> dict[str, str]:
        """Return versions and content hashes of coder, codebooks and parser, for the metadata."""
        return {
            "coder": package_version(),
            "coder_hash": _hash_sources(),
            "codebook": self.codebook.digest,
            "codebook_version": self.codebook.version,
            "parser": self.parser.version,
            "parser_hash": self.parser.digest,
        }

    def code(self, articles: Iterable[Article]) -> Iterator[Coded]:
        """Code articles in the order given; they are read, and parsed, some at a time.

        What is found in an article does not depend on the articles beside it.
        """
        for some in _group(articles):
            with _collecting_seldom():
                drafts = [self._draft(article) for article in some]
                waiting = drafts
                while waiting:
                    self._parse(waiting)
                    waiting = [draft for draft in waiting if not self._read(draft)]
            for draft in drafts:
                yield draft.finish()

    def code_article(self, article: Article) -> Coded:
        """Code one article: all events of its sentences, and what became of each sentence."""
        (coded,) = self.code([article])
        return coded

    def _draft(self, article: Article) -> _Draft:
        chosen, unread = self._choose(article)
        if self.screen is None:
            sentences = [Screened(self.parser.cut(sentence)) for sentence in chosen]
        else:
            sentences = self.screen.sift(chosen, article.date)
        wanted = [
            i for i, s in enumerate(sentences)
            if not self.screening or s.kept or s.outcome is None
        ]  # fmt: skip
        context = SparseContext(era=find_era(article.text, article.date))
        return _Draft(article, unread, sentences, wanted, context=context)

    def _parse(self, drafts: Iterable[_Draft]) -> None:
        """Parse what each of some articles waits for, all together."""
        drafts = list(drafts)
        trees = self.parser.parse_cuts(
            draft.sentences[i].cut for draft in drafts for i in draft.wanted
        )
        for draft in drafts:
            draft.trees.update((i, next(trees)) for i in draft.wanted)
        deque(trees, maxlen=0)

    def _read(self, draft: _Draft) -> bool:
        """Code the sentences that were parsed, in order, as if all had been.

        Where one leans on what others may say, these are wanted, and reading goes on from the first
        of them once they are parsed.

        Returns:
            Whether the article is read to its end.
        """
        article = draft.article
        while (i := len(draft.lines)) < len(draft.sentences):
            screened = draft.sentences[i]
            outcome, events = screened.outcome, tuple[Event, ...]()
            try:
                if i in draft.trees:
                    if i not in draft.mended:
                        draft.mended[i] = self._mend(draft.trees[i])
                    coding = self._code(article, draft.mended[i], draft.context, eventless=outcome)
                    line, events = coding.line, coding.events
                else:
                    draft.before[i] = draft.context.copied()
                    draft.context.skip(i, screened, self.roster, article.date)
            except UnparsedError as error:
                draft.go_back(error.sentences)
                return False
            draft.lines.append(LedgerLine(screened.sentence, outcome) if outcome else line)
            draft.events.append(events)
        draft.trees.clear()
        draft.mended.clear()
        return True

    def split(self, article: Article) -> list[Sentence]:
        """Return the sentences of an article, its title before them if titles are coded."""
        sentences = split(article.text)
        if self.titles and article.title:
            sentences.insert(0, Sentence(-1, 0, len(article.title), article.title))
        return sentences

    def parse(self, article: Article) -> Iterator[Tree]:
        """Parse the sentences of an article, but those that are too long for it or discarded."""
        return self.parser.parse(self._choose(article)[0])

    def _choose(self, article: Article) -> tuple[list[Sentence], list[LedgerLine]]:
        """Return the sentences to be coded, and what becomes of the others."""
        kept, discarded = self.discarder.split(self.split(article))
        unread = [LedgerLine(s, "discarded") for s in discarded]
        unread += [LedgerLine(s, "too long") for s in kept if len(s.text) > MAX_CHARACTERS]
        return [s for s in kept if len(s.text) <= MAX_CHARACTERS], unread

    def read_trees(self, article: Article, trees: Iterable[Tree]) -> Iterator[SentenceCoding]:
        """Code the parsed sentences of an article in order, each in the context of those before."""
        context = Context(era=find_era(article.text, article.date))
        for tree in trees:
            yield self.read_tree(article, tree, context)

    def find_mentions(self, tree: Tree, day: date, context: Context) -> Mentions:
        """Return who is named in a parsed sentence; its ``tree`` is the sentence mended."""
        spots, grammar = self._mend(tree)
        return Mentions(self.roster, grammar, spots, day, context)

    def _mend(self, tree: Tree) -> _Mended:
        """Return what is told of a parsed sentence by itself, whatever was said before it."""
        spots = self.roster.spot(tree)
        return spots, Grammar(repair(tree, spots.spans(), frozenset(spots.agents)))

    def read_tree(
        self, article: Article, tree: Tree, context: Context, trace: list[Tried] | None = None
    ) -> SentenceCoding:
        """Code one parsed sentence.

        Args:
            article: where it stands.
            tree: the sentence as parsed.
            context: what the article said before; this sentence is added to it.
            trace: where to write down every pattern tried.
        """
        return self._code(article, self._mend(tree), context, trace)

    def _code(
        self,
        article: Article,
        mended: _Mended,
        context: Context,
        trace: list[Tried] | None = None,
        eventless: object = None,
    ) -> SentenceCoding:
        spots, grammar = mended
        tree = grammar.tree
        written = dateline(tree.sentence.text) if context.dateline is None else None
        note_dateline(written.place if written else None, context)
        mentions = Mentions(self.roster, grammar, spots, article.date, context)
        readings: list[Reading | Deed] = []
        failed: list[Candidate] = []
        if not eventless:
            composer = Composer(self.codebook, self.index, mentions, trace)
            readings += composer.read()
            readings += self.sequences.read(mentions, article.date)
            failed = composer.tried
        events, tried = make_events(
            article, tree.sentence, readings, mentions, self.observer, self.exclusions,
            self.codebook.confidence,
        )  # fmt: skip
        candidates = (*tried, *failed)
        named = mentions.remember()
        context.meet((e.source, e.target) for e in events if e.source and e.target)
        context.act((e.code[:2], e.source) for e in events if e.source)
        line = LedgerLine(tree.sentence, _outcome(events, candidates), candidates)
        return SentenceCoding(tree, named, tuple(events), line, mentions)


@contextmanager
def _collecting_seldom() -> Iterator[None]:
    """Look for garbage less often: else trees in use are looked through time and again."""
    before = gc.get_threshold()
    if before[0]:
        gc.set_threshold(max(before[0], _YOUNG), *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _group(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """Yield articles in groups of some ``_TOGETHER`` characters."""
    group: list[Article] = []
    length = 0
    for article in articles:
        group.append(article)
        length += len(article.text)
        if length >= _TOGETHER:
            yield group
            group, length = [], 0
    if group:
        yield group


def package_version() -> str:
    """Return the version of this package, ``0`` where it is not installed."""
    try:
        return version("cameo-events")
    except PackageNotFoundError:
        return "0"


@cache
def _hash_sources() -> str:
    """Hash of the package's own code, 16 hexadecimal digits."""
    folder = Path(__file__).parent
    return hash_files(folder, folder.rglob("*.py"))


def _outcome(events: list[Event], candidates: tuple[Candidate, ...]) -> str:
    if events:
        return "coded"
    outcomes = {candidate.outcome for candidate in candidates}
    return next((outcome for outcome in _OUTCOMES if outcome in outcomes), "no trigger")
