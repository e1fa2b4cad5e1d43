"""The live app in the browser: two worlds side by side on the same draws, offline, on this machine alone."""
