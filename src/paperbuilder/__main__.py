"""`python -m paperbuilder` is the command line."""

from paperbuilder.cli import main

if __name__ == "__main__":
    main()
