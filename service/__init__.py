"""What composes: settings, wiring, journal, executors, backends, pages, command line. The only package that may import all others."""
