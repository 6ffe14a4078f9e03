"""Messages: what each person gets, on their own clock."""
