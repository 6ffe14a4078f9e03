"""`sstc translations`: texts to translators and back."""
