"""A platform for tests of the whole program: what it is sent is a line of a file, so that it outlives us."""
