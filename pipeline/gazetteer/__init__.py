"""Places of the world, by the names that the English press uses."""
