"""How a worker makes its coder."""

from __future__ import annotations

import gc
from dataclasses import dataclass

from pipeline.coder import Coder


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a coder is made of; it can be sent to another process, a coder cannot.

    Attributes:
        codebooks: codebook folders; the package's own if none.
        parser: a spaCy pipeline; the embedded one where None.
        titles: code titles too.
        parse_cache: a folder on this machine to keep parses in.
        screening: do not parse sentences whose words tell that they give no event.
    """

    codebooks: tuple[str, ...] = ()
    parser: str | None = None
    titles: bool = False
    parse_cache: str | None = None
    screening: bool = True

    def make(self) -> Coder:
        """Make the coder.

        Raises:
            InputError: the parse cache cannot be used.
            CodebookError: with all that is wrong in the codebooks.
            ModelError: if the parser cannot be used.
        """
        return Coder.from_codebooks(
            *self.codebooks,
            parser=self.parser,
            titles=self.titles,
            parse_cache=self.parse_cache,
            screening=self.screening,
        )

    def settle(self) -> Coder:
        """Make the coder of a process that is there to code, as ``make`` does.

        The codebooks stay to its end: not to look through them for garbage again and again saves a
        sixth of the time.
        """
        coder = self.make()
        gc.freeze()
        return coder
