"""The texts that people write for an evaluation report: `data/report.yaml`."""
