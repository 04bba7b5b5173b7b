"""Papers from a selection of facts to files: sheets with their keys in variants and copies, flashcards, timelines.

`content` says what is printed and how; `sheet`, `cards`, `timeline` and `decks` make documents of it, and `files`
writes each into a file. Nothing here knows the command line.
"""
