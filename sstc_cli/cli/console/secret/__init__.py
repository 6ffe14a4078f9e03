"""The keys of this user, and the files of a workspace that name people."""
