"""The board: what is offered and sought, in counts that reveal nobody."""
