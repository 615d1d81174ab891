"""What a run found: in the terminal and as a page."""
