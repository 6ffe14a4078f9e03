"""Days as people count them: weekdays, working days and ages."""
