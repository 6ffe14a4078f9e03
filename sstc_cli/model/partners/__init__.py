"""What a series says about partners: topics, kinds of cooperation, and how people are matched."""
