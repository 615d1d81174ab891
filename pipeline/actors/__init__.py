"""Who is named in a sentence, and what their code is on the day of the article."""
