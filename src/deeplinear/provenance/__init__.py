"""What a made file is: records, stamps, digests of sources; verify, identify, explain."""
