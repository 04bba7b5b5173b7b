"""Anki packages: the note type, notes, the lock that gives each note its modification time, and the file."""
