"""The certificates that were issued, and whom they may be issued to."""
