"""Where it happens: a folder of tables is checked and read into a `Region` of frozen arrays. Files, but no chance."""
