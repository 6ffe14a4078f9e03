"""When webinars take place: their dates, times and zone."""
