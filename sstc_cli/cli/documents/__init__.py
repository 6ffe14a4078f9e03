"""`sstc agenda`, `invitations`, `documents`, `notices` and `templates` on the command line."""
