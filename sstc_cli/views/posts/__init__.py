"""Announcements: texts to paste into the channels of social media and mail."""
