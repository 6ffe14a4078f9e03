"""Who may be introduced to others: the people of the store who agreed, and why others are not."""
