"""The parts of a report's tables that can leave the office, over all webinars and the series."""
