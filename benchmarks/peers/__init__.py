"""Peers: what another framework can do of this model's work, side by side; see README.md."""
