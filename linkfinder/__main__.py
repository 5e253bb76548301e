"""Lets `python -m linkfinder` do what `linkfinder` does."""

from linkfinder.cli.main import main

if __name__ == "__main__":
    main()
