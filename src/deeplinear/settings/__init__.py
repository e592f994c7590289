"""Registries and configuration: read, checked and resolved."""
