"""What every command shares: streams, options, files, and how results and failures are shown."""
