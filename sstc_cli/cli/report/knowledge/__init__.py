"""The commands for knowledge notes and their compendium."""
