"""From a report as it arrives (a file, an address, a stream) to a `Document`."""
