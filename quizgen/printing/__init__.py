"""Papers from a selection of facts to files: sheets and their keys, variants and copies, flashcards, timelines."""
