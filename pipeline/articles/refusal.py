"""Why something cannot be read, on its way to becoming a reject."""

from __future__ import annotations

from pipeline.types import Reject


class Refusal(Exception):  # noqa: N818 - it is caught where it can be told as a reject
    """A reason and its cure; whoever knows the file and the line makes it a reject."""

    def __init__(self, reason: str, cure: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.cure = cure

    def reject(self, file: str, line: int, article_id: str | None = None) -> Reject:
        """Return the reject for this place."""
        return Reject(file, line, self.reason, self.cure, article_id)
