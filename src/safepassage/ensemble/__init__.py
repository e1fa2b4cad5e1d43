"""Floor 8, many worlds: what a run is, running and pairing seeds, workers, storing."""
