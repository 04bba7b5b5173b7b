"""Is this answer right? What grades a typed answer, for whoever plays and for whoever checks what a curator wrote."""
