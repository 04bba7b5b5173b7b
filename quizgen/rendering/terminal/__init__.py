"""Rounds on a terminal: pages are built of lines, and a front end shows them and reads keys."""
