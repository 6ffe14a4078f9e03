"""Knowledge notes and their compendium: what rapporteurs wrote, with the figures of the report."""
