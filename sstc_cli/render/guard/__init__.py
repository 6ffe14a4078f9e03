"""What templates, letterheads, fonts and Markdown may cost, found out before it is spent."""
