"""TOML files → Config, or every problem with its line. May know the settings of channels; never touches network or database."""
