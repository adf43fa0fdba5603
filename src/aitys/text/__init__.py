"""Pure work on words: folding, tokens, languages, excerpts, tags, queries. Knows no other room."""
