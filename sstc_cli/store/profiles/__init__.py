"""What people told about themselves, from which profiles are made."""
