"""News articles in, dated source-action-target events out, coded in CAMEO and PLOVER."""

from pipeline.coder import Coder, package_version
from pipeline.tables.frames import read_events
from pipeline.types import Article

__version__ = package_version()
__all__ = ["Article", "Coder", "__version__", "read_events"]
