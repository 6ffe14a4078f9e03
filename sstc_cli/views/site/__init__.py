"""The views of the public site: what the template of each page may show."""
