"""What the author of a codebook wants to know: what it lacks, and what an edit does to the data."""
