"""Configurations of the command line: overlays in YAML, no physics."""
