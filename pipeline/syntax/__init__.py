"""What grammar tells: parsers, the trees they give, their mending, and questions about them."""
