"""What data files have about certificates: the share that passes a test, and the public file."""
