"""The provenance of made files: records, stamps, digests; verify, identify, explain."""
