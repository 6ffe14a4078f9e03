"""What the data file has for the eye: the look of documents."""
