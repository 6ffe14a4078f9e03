"""Who gets a message: people in a sheet, in the store and in the plan, each once."""
