"""The look of documents, as the data file has it."""
