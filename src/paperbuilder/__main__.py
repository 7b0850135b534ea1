"""`python -m paperbuilder` is the command line."""

from paperbuilder.cli import main

main()
