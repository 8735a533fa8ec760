"""List the things of a class by name: a page for people, a paged collection for programs."""
