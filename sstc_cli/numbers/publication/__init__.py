"""What of a report's tables can leave the office, over all webinars and the series together."""
