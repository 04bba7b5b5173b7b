"""Paper: sheets and their keys as PDF, HTML, Markdown or DOCX, flashcards and timelines as PDF."""
