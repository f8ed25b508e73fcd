"""The feeds that readers and players follow."""
