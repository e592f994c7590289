"""The provenance of outputs: records, stamps and digests; verify, identify and explain."""
