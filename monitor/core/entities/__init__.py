"""Lists of people and organisations that others publish → entities to watch. Pure: bytes in, values out."""
