"""Why a sentence was coded as it was: in the terminal and as a page."""
