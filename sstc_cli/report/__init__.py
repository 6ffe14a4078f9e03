"""The evaluation report: tables become figures and sentences, and people's texts are checked."""
