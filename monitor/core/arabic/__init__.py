"""How Arabic is written: spelling, particles, inflection, and the word lists behind them."""
