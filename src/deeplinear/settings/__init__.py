"""Read, check and resolve the configuration and the registries of the papers."""
