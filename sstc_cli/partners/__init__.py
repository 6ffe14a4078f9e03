"""Partners: who fits whom, why, and in which rounds they are suggested."""
