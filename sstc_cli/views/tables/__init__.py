"""The tables that list webinars with their dates and local times."""
