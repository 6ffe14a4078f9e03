"""The parts that all commands share: streams, options, files, results and failures."""
