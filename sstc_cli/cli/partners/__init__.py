"""`sstc partners`: who fits whom, asking both, and introducing them."""
