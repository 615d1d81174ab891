"""How a worker makes its coder."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.coder import Coder


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a coder is made of; it can be sent to another process, a coder cannot.

    Attributes:
        codebooks: codebook folders; the package's own if none.
        parser: a spaCy pipeline; the embedded one where None.
        titles: code titles too.
    """

    codebooks: tuple[str, ...] = ()
    parser: str | None = None
    titles: bool = False

    def make(self) -> Coder:
        """Make the coder.

        Raises:
            CodebookError: with all that is wrong in the codebooks.
            ModelError: if the parser cannot be used.
        """
        return Coder.from_codebooks(*self.codebooks, parser=self.parser, titles=self.titles)
