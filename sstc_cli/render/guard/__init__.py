"""What templates, letterheads, fonts and Markdown may do and cost, and how faults are explained."""
