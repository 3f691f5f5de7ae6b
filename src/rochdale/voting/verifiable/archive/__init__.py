"""The archive of an election (section 5): records in a tar file that only grows, and the chain of its events."""
