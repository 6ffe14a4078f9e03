"""The sums that one pass over the store makes, of which all results are made."""
