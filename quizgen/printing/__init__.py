"""Papers from a selection of facts to files: sheets with their keys in variants and copies, flashcards, timelines.

`content` says what is printed and how; `sheet`, `cards`, `timeline` and `decks` make documents of it, each a file
to be; `files` writes those. Nothing here knows the command line.
"""
