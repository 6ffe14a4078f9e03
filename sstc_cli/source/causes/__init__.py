"""Why a text or a value is refused, and what was meant: loaded after an error only."""
