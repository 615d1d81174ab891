"""Running the coder over many articles: an engine only moves batches."""
