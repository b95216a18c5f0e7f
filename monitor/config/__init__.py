"""TOML files → Config, or every problem with its line. May know channels' settings; never network or database."""
