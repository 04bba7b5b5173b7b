"""Printed sheets: a realised variant in, PDF, HTML, Markdown or DOCX out."""
