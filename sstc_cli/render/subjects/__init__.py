"""Subjects of e-mails: a block of a template that is not a part of the document."""
