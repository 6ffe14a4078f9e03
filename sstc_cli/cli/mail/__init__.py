"""`sstc mail`: prepare the mails of a message, send them once, and see what became of them."""
