"""The command line's parts: one module for Hydra, and one for each family of commands."""
